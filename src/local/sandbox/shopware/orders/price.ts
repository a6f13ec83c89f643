import { divideRounded, HUNDRED_PERCENT } from '../../kit/round-exactly.js';
import { toFloat } from '../settings/currencies.js';
import type { SalesChannel } from '../settings/sales-channels.js';
import type { UnitPrice } from './shop-order.js';

/** The tax of one rate within a price; `price` is the float that the tax was taken from, with all its digits. */
export interface TaxShare {
  rate: number;
  tax: number;
  price: number;
}

/** What part of a price a rate applies to, in percent. */
export interface TaxRule {
  rate: number;
  percentage: number;
}

/** A price; `total` and the taxes are whole minor units, `unit` is the float that the interface shows. */
export interface Price {
  unit: number;
  quantity: number;
  total: number;
  taxes: readonly TaxShare[];
  rules: readonly TaxRule[];
}

/** What prices are calculated by. */
export type PriceRules = Pick<SalesChannel, 'taxStatus' | 'currency'>;

/** Prices a number of pieces: the total is rounded, the unit price has the digits that it has. */
export function priceOf(unit: UnitPrice, quantity: number, rate: number, rules: PriceRules): Price {
  const total = divideRounded(unit.numerator * quantity, unit.denominator);
  const unitFloat = unit.numerator / unit.denominator / 10 ** rules.currency.decimals;
  const price = unit.denominator === 1 ? toFloat(total, rules.currency.decimals) : unitFloat * quantity;
  if (rules.taxStatus === 'tax-free') return { unit: unitFloat, quantity, total, taxes: [], rules: [] };
  const tax = taxOn(total, 1, 1, rate, rules);
  return { unit: unitFloat, quantity, total, taxes: [{ rate, tax, price }], rules: [{ rate, percentage: 100 }] };
}

/** Prices something that has no rate of its own, such as shipping or a discount: its taxes follow those of the goods. */
export function spreadPrice(total: number, weights: ReadonlyMap<number, number>, rules: PriceRules): Price {
  const unit = toFloat(total, rules.currency.decimals);
  if (rules.taxStatus === 'tax-free') return { unit, quantity: 1, total, taxes: [], rules: [] };
  const sum = [...weights.values()].reduce((one, other) => one + other, 0);
  const parts = [...weights].map(([rate, weight]) => ({ rate, weight: sum === 0 ? 1 / weights.size : weight / sum }));
  return {
    unit,
    quantity: 1,
    total,
    taxes: [...weights].map(([rate, weight]) => ({
      rate,
      tax: sum === 0 ? 0 : taxOn(total, weight, sum, rate, rules),
      price: unit * (sum === 0 ? 1 / weights.size : weight / sum),
    })),
    rules: parts.map(({ rate, weight }) => ({ rate, percentage: weight * 100 })),
  };
}

/** Adds prices up, as floats where they are floats, so that the noise of adding them shows. */
export function sumOfPrices(prices: readonly Price[]): Price {
  const taxes = new Map<number, TaxShare>();
  for (const share of prices.flatMap((price) => price.taxes)) {
    const before = taxes.get(share.rate) ?? { rate: share.rate, tax: 0, price: 0 };
    taxes.set(share.rate, { ...before, tax: before.tax + share.tax, price: before.price + share.price });
  }
  return {
    unit: prices.reduce((sum, { unit, quantity }) => sum + unit * quantity, 0),
    quantity: 1,
    total: prices.reduce((sum, { total }) => sum + total, 0),
    taxes: [...taxes.values()],
    rules: [...taxes.keys()].map((rate) => ({ rate, percentage: 100 })),
  };
}

/** The tax in (gross) or on (net) the part of an amount that a rate applies to. */
export function taxOn(amount: number, part: number, whole: number, rate: number, { taxStatus }: PriceRules): number {
  const base = taxStatus === 'gross' ? HUNDRED_PERCENT + rate : HUNDRED_PERCENT;
  const share = part === whole ? amount : divideRounded(amount * part, whole);
  return divideRounded(share * rate, base);
}
