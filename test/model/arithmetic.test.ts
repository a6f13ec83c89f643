import { checkArithmetic } from '../../src/model/arithmetic.js';
import { type Order, order } from '../../src/model/order.js';

function orderWith(changes: Record<string, unknown>): Order {
  return order.parse({
    id: '1',
    status: 'new',
    currency: 'EUR',
    lines: [{ id: '1', quantity: '1', unitPrice: '10.00', tax: '1.90', total: '11.90' }],
    totals: { subtotal: '10.00', tax: '1.90', grand: '11.90' },
    ...changes,
  });
}

test.each([
  { says: 'an order that adds up', changes: {}, codes: [] },
  { says: 'a cent of rounding', changes: { totals: { subtotal: '10.00', tax: '1.90', grand: '11.91' } }, codes: [] },
  {
    says: 'two cents',
    changes: { totals: { subtotal: '10.00', tax: '1.90', grand: '11.92' } },
    codes: ['totals_mismatch'],
  },
  {
    says: 'a yen in a currency without decimals',
    changes: { currency: 'JPY', totals: { subtotal: '10', tax: '1.9', grand: '12' } },
    codes: [],
  },
  {
    says: 'a fils too many in a currency with three decimals',
    changes: { currency: 'KWD', totals: { subtotal: '10.000', tax: '1.900', grand: '11.902' } },
    codes: ['totals_mismatch'],
  },
  {
    says: 'children of a bundle, which are counted in their parent',
    changes: {
      lines: [
        { id: '1', quantity: '1', total: '11.90' },
        { id: '2', quantity: '1', total: '5.00', parentId: '1' },
      ],
    },
    codes: [],
  },
  {
    says: 'a line too many',
    changes: {
      lines: [
        { id: '1', quantity: '1', total: '11.90' },
        { id: '2', quantity: '1', total: '5.00' },
      ],
    },
    codes: ['lines_mismatch'],
  },
  { says: 'an unknown subtotal and no lines', changes: { lines: [], totals: { grand: '99.00' } }, codes: [] },
])('$says: $codes', ({ changes, codes }) => {
  expect(checkArithmetic(orderWith(changes)).map(({ code }) => code)).toEqual(codes);
});
