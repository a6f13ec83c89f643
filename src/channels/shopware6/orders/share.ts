import { Big } from 'big.js';
import { sumOf } from '../../../model/decimal.js';
import { shareAmount } from '../../kit/share-amount.js';
import { addPrices, NO_PRICE, type Price } from './price.js';

/** Something that is taken off the prices of others; both of its amounts are positive. */
export interface Reduction {
  price: Price;
  /** How much of it each of the others bears, in their order. */
  weights: readonly Big[];
}

/** How much tax is on an amount of this price. */
function taxWeight({ net, tax }: Price, weight: Big): Big {
  return net.eq(0) ? new Big(0) : weight.times(tax).div(net).abs();
}

/** What each of the prices bears of the reductions; its tax goes where tax was. */
export function shareReductions(prices: readonly Price[], reductions: readonly Reduction[], places: number): Price[] {
  const shares = reductions.map(({ price, weights }) => {
    const taxed = prices.map((one, index) => taxWeight(one, weights[index] ?? new Big(0)));
    const nets = shareAmount(price.net, weights, places);
    const taxes = shareAmount(price.tax, sumOf(taxed).eq(0) ? weights : taxed, places);
    return nets.map((net, index): Price => ({ net, tax: taxes[index] ?? new Big(0) }));
  });
  return prices.map((_, index) => addPrices(shares.map((share) => share[index] ?? NO_PRICE)));
}
