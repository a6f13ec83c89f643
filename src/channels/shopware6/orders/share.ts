import { Big } from 'big.js';
import { sumOf } from '../../../model/decimal.js';
import { addPrices, NO_PRICE, type Price } from './price.js';

/** Something that is taken off the prices of others; both of its amounts are positive. */
export interface Reduction {
  price: Price;
  /** How much of it each of the others bears, in their order. */
  weights: readonly Big[];
}

/** Shares an amount by weights, each share with so many decimals, so that the shares add up to it exactly; without a weight the first bears it. */
export function shareAmount(amount: Big, weights: readonly Big[], places: number): Big[] {
  const whole = sumOf(weights);
  let weighed = new Big(0);
  let given = new Big(0);
  return weights.map((weight, index) => {
    weighed = weighed.plus(weight);
    const isLast = index === weights.length - 1;
    const upTo = whole.eq(0) || isLast ? amount : amount.times(weighed).div(whole).round(places, Big.roundHalfUp);
    const share = upTo.minus(given);
    given = upTo;
    return share;
  });
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
