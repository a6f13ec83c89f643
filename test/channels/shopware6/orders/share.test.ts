import { Big } from 'big.js';
import fc from 'fast-check';
import { shareAmount } from '../../../../src/channels/kit/share-amount.js';
import { shareReductions } from '../../../../src/channels/shopware6/orders/share.js';

const bigs = (...values: number[]) => values.map((value) => new Big(value));
const shares = (amount: number, weights: number[], places = 2) =>
  shareAmount(new Big(amount), bigs(...weights), places).map((share) => share.toFixed());

describe('an amount that is shared', () => {
  test.each<[number, number[], string[]]>([
    [1, [1, 1, 1], ['0.33', '0.34', '0.33']],
    [0.01, [1, 1, 1], ['0', '0.01', '0']],
    [10, [3, 0, 1], ['7.5', '0', '2.5']],
    [5, [0, 0], ['5', '0']],
    [0, [1, 2], ['0', '0']],
    [-1, [1, 2], ['-0.33', '-0.67']],
    [3, [], []],
  ])('%d by %j is %j', (amount, weights, expected) => {
    expect(shares(amount, weights)).toEqual(expected);
  });

  test('adds up to itself, to the last decimal, and no share has more decimals than it may', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), weights, (cents, given) => {
        const amount = new Big(cents).div(100);
        const found = shareAmount(amount, bigs(...given), 2);
        expect(found.reduce((sum, one) => sum.plus(one), new Big(0)).eq(amount)).toBe(true);
        expect(found.every((one) => one.round(2).eq(one))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test('the tax of a reduction goes where there is tax', () => {
  const price = (net: number, tax: number) => ({ net: new Big(net), tax: new Big(tax) });
  const reduction = { price: price(10, 1.9), weights: bigs(10, 10) };
  const found = shareReductions([price(10, 1.9), price(10, 0)], [reduction], 2);
  expect(found.map(({ net, tax }) => [net.toFixed(), tax.toFixed()])).toEqual([
    ['5', '1.9'],
    ['5', '0'],
  ]);
});
