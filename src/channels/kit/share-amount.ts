import { Big } from 'big.js';

/** Shares an amount by weights, each share with so many decimals, so that the shares add up to it exactly; without a weight the first bears it. */
export function shareAmount(amount: Big, weights: readonly Big[], places: number): Big[] {
  const whole = weights.reduce((sum, weight) => sum.plus(weight), new Big(0));
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
