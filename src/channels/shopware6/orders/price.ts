import { Big } from 'big.js';
import { sumOf } from '../../../model/decimal.js';
import type { RawFields } from '../../kit/raw-fields.js';
import type { PriceRules } from './rules.js';

/** What something costs without its tax, and the tax. */
export interface Price {
  net: Big;
  tax: Big;
}

/** The tax of one rate. */
export interface TaxShare {
  rate: Big | null;
  amount: Big;
}

const ZERO = new Big(0);

/** Nothing. */
export const NO_PRICE: Price = { net: ZERO, tax: ZERO };

/** The exact sum of prices. */
export function addPrices(prices: readonly Price[]): Price {
  return { net: sumOf(prices.map(({ net }) => net)), tax: sumOf(prices.map(({ tax }) => tax)) };
}

/** The same with the other sign. */
export function negate({ net, tax }: Price): Price {
  return { net: net.neg(), tax: tax.neg() };
}

/** Rounds as Shopware does: half away from zero. */
export function round(amount: Big, places: number): Big {
  return amount.round(places, Big.roundHalfUp);
}

/** The taxes of a calculated price, each rounded by the order's rules; none where the order is free of tax. */
export function readTaxes(price: RawFields | null, { taxStatus, places }: PriceRules): TaxShare[] {
  if (price === null || taxStatus === 'tax-free') return [];
  return price.objects('calculatedTaxes').map((share) => ({
    rate: share.decimal('taxRate'),
    amount: round(share.decimal('tax') ?? ZERO, places),
  }));
}

/** Reads a calculated price, whose total holds the tax or not by the order's rules; `stated` is the total where there is no price. */
export function readPrice(price: RawFields | null, stated: Big | null, rules: PriceRules): Price {
  const total = round(price?.decimal('totalPrice') ?? stated ?? ZERO, rules.places);
  const tax = sumOf(readTaxes(price, rules).map(({ amount }) => amount));
  return { net: rules.taxStatus === 'gross' ? total.minus(tax) : total, tax };
}
