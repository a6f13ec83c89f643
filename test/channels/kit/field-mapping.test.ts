import { type FieldMapping, mapFields } from '../../../src/channels/kit/field-mapping.js';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import { parseCompleteRecord, parseIncomingRecord } from '../../../src/model/record.js';

const shop: FieldMapping = {
  type: 'order',
  fields: {
    id: 'order_id',
    number: 'reference',
    status: { from: 'state', values: { N: 'new', P: 'processing' } },
    paymentStatus: { from: 'payment', values: { yes: 'paid', no: 'pending' } },
    currency: 'money.code',
    placedAt: { from: 'created', zone: 'utc' },
    'customer.email': { from: ['buyer.email', 'contact'], transform: 'trim' },
    'customer.guest': 'buyer.guest',
    'billingAddress.street': { from: ['address.line1', 'address.line2'] },
    'billingAddress.firstName': { from: ['address.first', 'address.last'], transform: 'join' },
    'lines[].id': 'items[].no',
    'lines[].sku': { from: 'items[].sku', transform: 'trim' },
    'lines[].quantity': 'items[].qty',
    'lines[].total': { from: 'items[].total', thousands: ',' },
    'lines[].name': { from: ['items[].title', 'items[].sku'] },
    'lines[].attributes.engraving': 'items[].options[code=engraving].value',
    'payments[].id': { from: 'payments[]', transform: 'position' },
    'payments[].amount': 'payments[].sum',
    'payments[].currency': 'money.code',
    'totals.grand': { from: 'money.total', thousands: ',' },
    'totals.paid': 'money.paid',
    tags: 'labels[].name',
    'attributes.gift': 'gift',
  },
  defaults: { status: 'new', 'lines[].quantity': '1', 'attributes.origin': 'paper' },
};

const payload = {
  order_id: 1042,
  reference: 'R-1042',
  state: 'P',
  payment: 'yes',
  created: '2026-11-20 10:00:00',
  money: { code: 'EUR', total: '1,023.80', paid: 0 },
  buyer: { email: ' a@example.com ', guest: 1 },
  address: { line1: 'Street 1', line2: null, first: 'Ann', last: 'Bee' },
  items: [
    { no: 7, sku: ' A ', qty: '2', total: '1,000.00', title: 'Chair', options: [{ code: 'engraving', value: 'Hi' }] },
    { no: 8, sku: 'B', qty: null, total: 23.8 },
  ],
  payments: [{ sum: 5 }, { sum: '6.50' }],
  labels: [{ name: 'vip' }, { name: 3 }, {}],
  gift: { note: 'x' },
};

const mapped = (raw: Json, mapping: FieldMapping = shop) => mapFields(mapping)(raw, {});
const minimal: FieldMapping = { type: 'order', fields: { id: 'id' } };
const recordOf = (raw: Json, fields: Record<string, unknown>, defaults: Record<string, Json> = {}) =>
  mapped(raw, { type: 'order', fields: { id: 'id', ...fields } as FieldMapping['fields'], defaults })
    .record as JsonObject;

describe('mapFields', () => {
  test('maps a payload by its rules to a whole record without a warning', () => {
    const { record, warnings } = mapped(payload);
    expect(warnings).toEqual([]);
    expect(record).toEqual({
      id: '1042',
      number: 'R-1042',
      status: 'processing',
      paymentStatus: 'paid',
      currency: 'EUR',
      placedAt: '2026-11-20T10:00:00Z',
      customer: { email: 'a@example.com', guest: true },
      billingAddress: { street: ['Street 1'], firstName: 'Ann Bee' },
      lines: [
        { id: '7', sku: 'A', quantity: '2', total: '1000', name: 'Chair', attributes: { engraving: 'Hi' } },
        { id: '8', sku: 'B', quantity: '1', total: '23.8', name: 'B', attributes: {} },
      ],
      payments: [
        { id: '1', amount: '5', currency: 'EUR' },
        { id: '2', amount: '6.5', currency: 'EUR' },
      ],
      totals: { grand: '1023.8', paid: '0' },
      tags: ['vip', '3'],
      attributes: { gift: { note: 'x' }, origin: 'paper' },
    });
    expect(parseCompleteRecord('order', record).ok).toBe(true);
  });

  test.each<[string, Json, Json]>([
    ['a value', 'Hat', 'Hat'],
    ['null', null, 'x'],
    ['nothing', undefined as never, 'x'],
  ])('takes %s, and never lets null erase a default', (_what, name, title) => {
    const raw = name === undefined ? { id: '1' } : { id: '1', name };
    const record = recordOf(raw, { 'attributes.title': 'name' }, { 'attributes.title': 'x', 'attributes.type': 'y' });
    expect(record.attributes).toEqual({ title, type: 'y' });
  });

  test('fills what a whole payload lacks with the value of what was never provided, but for arrays of lines', () => {
    const { record, warnings } = mapped({ order_id: '1', money: { code: 'EUR', total: 1 }, state: null });
    expect(warnings).toEqual([]);
    expect(record).toEqual({
      id: '1',
      number: null,
      status: 'new',
      paymentStatus: null,
      currency: 'EUR',
      placedAt: null,
      customer: null,
      billingAddress: null,
      totals: { grand: '1', paid: '0' },
      tags: [],
      attributes: { origin: 'paper' },
    });
  });

  test('a bag of which nothing is there is empty, so that a removed attribute is removed', () => {
    expect(recordOf({ id: '1' }, { 'attributes.gift': 'gift' }).attributes).toEqual({});
    expect(recordOf({ id: '1' }, { 'attributes.gift.note': 'gift' }).attributes).toEqual({});
    expect(
      recordOf({ id: '1', extra: { a: 1, b: 2 } }, { 'attributes.b': 'id', attributes: 'extra' }).attributes,
    ).toEqual({
      a: 1,
      b: '1',
    });
  });

  test.each<[string, Record<string, unknown>, JsonObject, string, string]>([
    ['an amount in words', { 'totals.grand': 'v' }, { v: 'ten' }, '/totals/grand', 'v is not a decimal number'],
    ['a time without a zone', { placedAt: 'v' }, { v: '2026-11-20 10:00:00' }, '/placedAt', 'v has no time zone'],
    ['an object for a text', { number: 'v' }, { v: { a: 1 } }, '/number', 'v is no single value'],
    ['an unknown choice', { paymentStatus: 'v' }, { v: 'PAID' }, '/paymentStatus', 'v Invalid option'],
    ['an unknown currency', { currency: 'v' }, { v: 'euros' }, '/currency', 'v must be an ISO 4217'],
    ['an unknown table value', { status: { from: 'v', values: { a: 'b' } } }, { v: 'c' }, '/status', 'v is not among'],
    ['a text for a bag', { attributes: 'v' }, { v: 'x' }, '/attributes', 'v Invalid input'],
    ['an object among texts', { tags: 'v[]' }, { v: ['a', {}] }, '/tags', 'v[] is no single value'],
    ['an object to join', { note: { from: 'v', transform: 'join' } }, { v: [{}] }, '/note', 'v is no list of texts'],
    ['an object for lines', { 'lines[].id': 'v[].id' }, { v: { id: 1 } }, '/lines', 'no array for lines'],
    ['too long a text', { number: 'v' }, { v: 'x'.repeat(65_537) }, '/number', 'v Too big'],
  ])('%s is left out with a warning', (_what, fields, raw, path, message) => {
    const { record, warnings } = mapped(
      { id: '1', ...raw },
      { type: 'order', fields: { id: 'id', ...fields } as never },
    );
    expect(warnings).toEqual([{ code: 'value_not_mapped', message: expect.stringContaining(message), path }]);
    expect(parseIncomingRecord('order', record).ok).toBe(true);
    expect(Object.keys(record as JsonObject)).not.toContain(path.slice(1));
  });

  test('what does not fit takes the default where there is one', () => {
    const record = recordOf({ id: '1', v: 'c' }, { status: { from: 'v', values: { a: 'b' } } }, { status: 'new' });
    expect(record.status).toBe('new');
  });

  test.each<[string, Json]>([
    ['without an id', {}],
    ['with a null id', { id: null }],
    ['with an empty id', { id: '' }],
    ['with an object for an id', { id: {} }],
    ['that is no object', 'order'],
    ['that is null', null],
  ])('a payload %s fails', (_what, raw) => {
    expect(() => mapped(raw, minimal)).toThrow(
      expect.objectContaining({ code: 'mapping_failed', disposition: 'park' }),
    );
  });

  test('lets the hook have the last word, with the settings', () => {
    const mapping: FieldMapping<{ prefix: string }> = {
      ...minimal,
      customize: (record, raw, { prefix }, warnings) => {
        warnings.push({ code: 'odd', message: String((raw as JsonObject).name) });
        return { ...record, id: `${prefix}${record.id}` };
      },
    };
    expect(mapFields(mapping)({ id: '1', name: 'n' }, { prefix: 'B-' })).toEqual({
      record: { id: 'B-1' },
      warnings: [{ code: 'odd', message: 'n' }],
    });
  });

  test('does not change the payload, nor share with the next record what it gave before', () => {
    const frozen = JSON.stringify(payload);
    const map = mapFields({ ...minimal, fields: { id: 'id', tags: 'tags' } });
    const first = map({ id: '1' }, {}).record as { tags: string[] };
    first.tags.push('changed');
    expect(map({ id: '2' }, {}).record).toEqual({ id: '2', tags: [] });
    mapped(payload);
    expect(JSON.stringify(payload)).toBe(frozen);
  });
});

describe('hostile payloads', () => {
  test('names of the prototype are data', () => {
    const fields = { 'attributes.constructor': 'constructor', 'attributes.toString': 'toString' };
    expect(recordOf({ id: '1' }, fields).attributes).toEqual({});
    const record = recordOf(JSON.parse('{"id":"1","constructor":"c","__proto__":{"polluted":1}}'), fields);
    expect(record.attributes).toEqual({ constructor: 'c' });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('more elements than an order may have are refused', () => {
    const items = Array.from({ length: 10_001 }, (_, index) => ({ id: index }));
    expect(() => recordOf({ id: '1', items }, { 'lines[].id': 'items[].id' })).toThrow(
      expect.objectContaining({ code: 'mapping_failed', path: '/lines' }),
    );
  });

  test('warnings stay few however many values are wrong', () => {
    const items = Array.from({ length: 5_000 }, (_, id) => ({ id, qty: 'x' }));
    const { warnings } = mapped(
      { id: '1', items },
      { type: 'order', fields: { id: 'id', 'lines[].id': 'items[].id', 'lines[].quantity': 'items[].qty' } },
    );
    expect(warnings).toHaveLength(51);
    expect(warnings[0]).toMatchObject({ path: '/lines/0/quantity' });
    expect(warnings[50]).toMatchObject({ message: 'More values were not mapped' });
  });
});

describe('a mapping that cannot work is refused when it is made', () => {
  test.each<[string, Record<string, unknown>, Record<string, Json>, string]>([
    ['a field that does not exist', { colour: 'c' }, {}, 'colour is no field of a canonical order'],
    ['a field of a whole object', { customer: 'c' }, {}, 'customer is no field'],
    ['an array without []', { lines: 'items' }, {}, 'lines is no field'],
    ['a place in a canonical array', { 'lines[0].sku': 'sku' }, {}, 'lines[0].sku is no field'],
    ['a path that is none', { number: 'a..b' }, {}, 'number comes from "a..b", which has no name'],
    ['an array from two arrays', { 'lines[].id': 'a[].id', 'lines[].sku': 'b[].sku' }, {}, 'the same array'],
    ['lines without an id', { 'lines[].sku': 'items[].sku' }, {}, 'lines[].id is needed'],
    ['lines of no array', { 'lines[].id': 'id' }, {}, 'needs a source with []'],
    ['a default that does not fit', {}, { 'totals.grand': 'ten' }, 'totals.grand cannot be "ten"'],
    ['a default of null where null is none', {}, { status: null }, 'must not be null'],
    [
      'a table value that does not fit',
      { paymentStatus: { from: 'p', values: { y: 'PAID' } } },
      {},
      'cannot be "PAID"',
    ],
  ])('%s', (_what, fields, defaults, message) => {
    expect(() => recordOf({ id: '1' }, fields, defaults)).toThrow(message);
  });

  test('no id at all', () => {
    expect(() => mapFields({ type: 'product', fields: { sku: 'sku' } })).toThrow('fields id is needed');
  });
});
