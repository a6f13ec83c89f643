import type { StoredRecord } from '../../../src/model/stored-record.js';
import { type Booked, row } from './booked.js';
import { compareBooks } from './compare-books.js';

const booked: Booked = {
  kind: 'order',
  id: '7',
  name: '#1007',
  told: { grand: '20', updatedAt: '2026-11-20T10:00:00.000Z', ...row('line', '9', { sku: 'TEE', quantity: '2' }) },
  rows: ['line'],
};
const stored = (changes: Record<string, unknown> = {}, remoteId = '7') =>
  ({
    kind: 'order',
    remoteId,
    record: {
      totals: { grand: '20.00' },
      updatedAt: '2026-11-20T11:00:00+01:00',
      lines: [{ id: '9', sku: 'TEE', quantity: '2.0' }],
      ...changes,
    },
  }) as unknown as StoredRecord;

test.each([
  ['is what the books say, however its amounts and instants are spelt', [stored()], []],
  ['is missing', [], ['Shop order #1007 (7) is missing']],
  ['is there twice', [stored(), stored()], ['Shop order 7 is in the order store twice']],
  ['is not in the books', [stored(), stored({}, '8')], ["Shop order 8 is not in the shop's books"]],
  [
    'has another total',
    [stored({ totals: { grand: '20.01' } })],
    ['Shop order #1007 (7): grand is 20.01, the books say 20'],
  ],
  [
    'has another line',
    [
      stored({
        lines: [
          { id: '9', sku: 'TEE', quantity: '1' },
          { id: '10', sku: 'CAP', quantity: '1' },
        ],
      }),
    ],
    [
      'Shop order #1007 (7): line 9 quantity is 1, the books say 2',
      'Shop order #1007 (7): line 10 is not in the books',
    ],
  ],
  [
    'has lost a line',
    [stored({ lines: [] })],
    ['id', 'sku', 'quantity'].map((field) => {
      const value = { id: '9', sku: 'TEE', quantity: '2' }[field];
      return `Shop order #1007 (7): line 9 ${field} is nothing, the books say ${value}`;
    }),
  ],
])('an order that %s is told of by shop, number and field, or not at all', (_, records, faults) => {
  expect(compareBooks({ shop: 'Shop', booked: [booked], stored: records })).toEqual(faults);
});

test('what nobody can read need not be there', () => {
  const unreadable = new Set(['7']);
  expect(compareBooks({ shop: 'Shop', booked: [booked], stored: [], unreadable })).toEqual([]);
  expect(compareBooks({ shop: 'Shop', booked: [booked], stored: [stored()], unreadable })).toEqual([]);
});

test('a refund that was withdrawn gives nothing back, and the books need not know it', () => {
  const compared = (changes: Record<string, unknown>) => {
    const record = { id: '5:refunded', state: 'cancelled', totals: { grand: '0.00' }, ...changes };
    const refund = { kind: 'refund', remoteId: '5:refunded', record } as unknown as StoredRecord;
    return compareBooks({ shop: 'Shop', booked: [], stored: [refund] });
  };
  const strange = ["Shop refund 5:refunded is not in the shop's books"];
  expect([compared({}), compared({ state: 'refunded' }), compared({ totals: { grand: '1' } })]).toEqual([
    [],
    strange,
    strange,
  ]);
});
