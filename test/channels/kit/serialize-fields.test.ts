import { type FieldMapping, mapFields } from '../../../src/channels/kit/field-mapping.js';
import { serializeFields } from '../../../src/channels/kit/serialize-fields.js';
import type { CanonicalRecord } from '../../../src/model/record.js';

const mapping: FieldMapping = {
  type: 'order',
  fields: {
    id: 'order.id',
    number: { from: ['order.reference', 'order.old_reference'] },
    status: { from: 'order.state', values: { N: 'new', P: 'processing' } },
    placedAt: { from: 'order.placed', epoch: 's' },
    'totals.grand': { from: 'order.total', thousands: ',' },
    'customer.firstName': { from: ['first', 'last'], transform: 'join' },
    'lines[].id': 'rows[].no',
    'lines[].sku': 'rows[].product.sku',
    'lines[].attributes.shop': 'shop',
    'attributes.gift': 'custom[code=gift].value',
    tags: 'labels',
  },
};

const payload = {
  order: { id: '7', reference: 'R', state: 'P', placed: 1_795_168_800, total: '12.5' },
  rows: [
    { no: '1', product: { sku: 'A' } },
    { no: '2', product: { sku: 'B' } },
  ],
  labels: ['vip'],
};
const record = mapFields(mapping)({ ...payload, first: 'Ann', shop: 'B' }, {}).record as CanonicalRecord;

describe('serializeFields', () => {
  test('reads the mapping backwards, and leaves out what cannot be told back', () => {
    expect(record).toMatchObject({ customer: { firstName: 'Ann' }, lines: [{ attributes: { shop: 'B' } }, {}] });
    expect(serializeFields(mapping)(record, {})).toEqual(payload);
  });

  test('writes only what is asked for', () => {
    expect(serializeFields(mapping, { only: ['status', 'lines[].id'] })(record, {})).toEqual({
      order: { state: 'P' },
      rows: [{ no: '1' }, { no: '2' }],
    });
  });

  test('leaves out null and what the table does not hold', () => {
    const odd = { ...record, number: null, status: 'unheard of', lines: [] };
    expect(serializeFields(mapping, { only: ['number', 'status', 'lines[].id'] })(odd, {})).toEqual({ rows: [] });
  });

  test('lets the hook add the rest, with the settings', () => {
    const serialize = serializeFields<{ notify: boolean }>(mapping as FieldMapping<{ notify: boolean }>, {
      only: ['id'],
      customize: (made, { id }, settings) => ({ ...made, notify: settings.notify, about: id }),
    });
    expect(serialize(record, { notify: true })).toEqual({ order: { id: '7' }, notify: true, about: '7' });
  });
});
