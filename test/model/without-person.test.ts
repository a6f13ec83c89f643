import { parseCompleteRecord } from '../../src/model/record.js';
import { recordTypes } from '../../src/model/record-type.js';
import { withoutPerson } from '../../src/model/without-person.js';
import { filledRecord, pathsOf } from './filled-record.js';

const MARKER = 'Zoë Muster';

/** What may hold text after a person was removed. A field that is new in a schema shows up here until somebody has decided about it. */
const kept = {
  order: [
    'id',
    'number',
    'status',
    'lines.id',
    'lines.sku',
    'lines.name',
    'lines.parentId',
    'shippingLines.id',
    'shippingLines.code',
    'shippingLines.name',
    'discounts.id',
    'discounts.code',
    'discounts.name',
    'taxes.id',
    'taxes.name',
    'payments.id',
    'payments.method',
    'payments.status',
    'payments.reference',
  ],
  invoice: ['id', 'number', 'orderId', 'lines.id', 'lines.orderLineId', 'lines.sku'],
  shipment: ['id', 'number', 'orderId', 'lines.id', 'lines.orderLineId', 'lines.sku'],
  refund: ['id', 'number', 'orderId', 'lines.id', 'lines.orderLineId', 'lines.sku'],
} as const;

const types = ['order', 'invoice', 'shipment', 'refund'] as const;

test('every type is either emptied, deleted whole or about nobody', () => {
  expect([...types, 'customer', 'product', 'stock'].sort()).toEqual([...recordTypes].sort());
});

describe.each(types)('an erased %s', (type) => {
  const whole = parseCompleteRecord(type, filledRecord(type, MARKER));
  if (!whole.ok) throw new Error('the filled record does not fit its schema');
  const record = whole.value;

  test('holds text only in the fields that are known to say nothing of a person', () => {
    expect(pathsOf(record, MARKER).length).toBeGreaterThan(kept[type].length);
    expect(pathsOf(withoutPerson(type, record), MARKER)).toEqual(kept[type]);
  });

  test('is a whole record still, with every amount, quantity, instant and state', () => {
    const erased = withoutPerson(type, record);
    const parsed = parseCompleteRecord(type, erased);
    expect(parsed).toEqual({ ok: true, value: erased });
    expect(Object.keys(erased)).toEqual(Object.keys(record));
    for (const name of ['totals', 'currency', 'state', 'status', 'updatedAt', 'placedAt', 'issuedAt', 'shippedAt'])
      expect(erased[name]).toEqual(record[name]);
  });

  test('stays as it is when it is erased again', () => {
    const erased = withoutPerson(type, record);
    expect(withoutPerson(type, erased)).toEqual(erased);
  });

  test('loses what its schema does not know', () => {
    const strange = { ...record, nickname: MARKER, lines: [{ id: '1', quantity: '1', engraving: MARKER }] };
    const erased = withoutPerson(type, strange);
    expect(erased).not.toHaveProperty('nickname');
    expect(erased.lines).toEqual([{ id: '1', quantity: '1' }]);
  });
});

test('a partial record stays partial: what it does not name is not added', () => {
  const partial = { id: '1', status: 'complete', customer: { email: 'zoe@example.com' }, lines: [{ id: '1' }] };
  expect(withoutPerson('order', partial)).toEqual({
    id: '1',
    status: 'complete',
    customer: null,
    lines: [{ id: '1' }],
  });
});

test.each(['product', 'stock'] as const)('a %s is about nobody', (type) => {
  const record = filledRecord(type, MARKER);
  expect(withoutPerson(type, record)).toEqual(record);
});
