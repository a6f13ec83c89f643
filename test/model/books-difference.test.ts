import { Big } from 'big.js';
import fc from 'fast-check';
import { type Booked, booksDifference } from '../../src/model/books-difference.js';

const payment = (id: string, methodId: string, amount: string) => ({
  id,
  methodId,
  via: 'card-type',
  amount,
  basis: 'b',
});
const goods = (lineId: string, sku: string | null, micro: number) => ({
  lineId,
  sku,
  productKey: `product-of-${sku}`,
  via: 'sku',
  micro,
  basis: 'b',
});
const books = (changes: Partial<Booked> = {}): Booked => ({ payments: [], rounding: '0.00', goods: [], ...changes });

const sale = books({
  payments: [payment('1', 'cash', '10.00')],
  goods: [goods('1', 'A', -1_000_000)],
  rounding: '0.02',
});

test.each<[string, Booked[], Booked, Booked | null]>([
  ['nothing of nothing', [], books(), null],
  ['all of what was never booked', [], sale, sale],
  ['nothing of what is booked', [sale], sale, null],
  [
    'the reverse of what is wanted no more',
    [sale],
    books(),
    books({ payments: [payment('1', 'cash', '-10.00')], goods: [goods('1', 'A', 1_000_000)], rounding: '-0.02' }),
  ],
  [
    'a payment that moves to another method',
    [sale],
    { ...sale, payments: [payment('1', 'card', '10.00')] },
    books({ payments: [payment('1', 'cash', '-10.00'), payment('1', 'card', '10.00')] }),
  ],
  [
    'a line that is of another product',
    [sale],
    { ...sale, goods: [goods('1', 'B', -1_000_000)] },
    books({ goods: [goods('1', 'A', 1_000_000), goods('1', 'B', -1_000_000)] }),
  ],
  ['the rest of what is booked in part', [sale], { ...sale, rounding: '0.05' }, books({ rounding: '0.03' })],
])('books %s', (_what, entries, wanted, expected) => {
  expect(booksDifference(entries, wanted)).toEqual(expected);
});

const cents = fc.integer({ min: -100_000, max: 100_000 }).map((one) => new Big(one).div(100).toFixed(2));
const ids = fc.constantFrom('1', '2', '3');
const state = fc.record({
  payments: fc.uniqueArray(fc.tuple(ids, fc.constantFrom('cash', 'card'), cents), { selector: ([id]) => id }),
  rounding: cents,
  goods: fc.uniqueArray(
    fc.tuple(ids, fc.constantFrom('A', 'B', null), fc.integer({ min: -5_000_000, max: 5_000_000 })),
    {
      selector: ([id]) => id,
    },
  ),
});

function sumsOf(all: readonly Booked[]) {
  const sums = new Map<string, Big>();
  const add = (key: string, amount: string | number) => sums.set(key, (sums.get(key) ?? new Big(0)).plus(amount));
  for (const one of all) {
    for (const { id, methodId, amount } of one.payments) add(`${id} ${methodId}`, amount);
    for (const { lineId, sku, micro } of one.goods) add(`${lineId} ${sku}`, micro);
    add('rounding', one.rounding);
  }
  return Object.fromEntries([...sums].filter(([, sum]) => !sum.eq(0)).map(([key, sum]) => [key, sum.toFixed()]));
}

test('any sequence of states books in sum the last one, and a state that is booked books nothing', () => {
  fc.assert(
    fc.property(fc.array(state, { maxLength: 6 }), (states) => {
      const entries: Booked[] = [];
      for (const { payments, rounding, goods: lines } of states) {
        const wanted = {
          payments: payments.map(([id, method, amount]) => payment(id, method, amount)),
          rounding,
          goods: lines.map(([id, sku, micro]) => goods(id, sku, micro)),
        };
        const difference = booksDifference(entries, wanted);
        if (difference !== null) entries.push(difference);
        expect(sumsOf(entries)).toEqual(sumsOf([wanted]));
        expect(booksDifference(entries, wanted)).toBeNull();
      }
    }),
  );
});
