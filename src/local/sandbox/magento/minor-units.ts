import { divideRounded } from '../kit/round-exactly.js';

/** Currencies the shop sells in, with their number of decimals. */
export const CURRENCY_DECIMALS = { EUR: 2, USD: 2, GBP: 2, JPY: 0, KWD: 3 } as const;

/** ISO 4217 code of a currency the shop sells in. */
export type ShopCurrency = keyof typeof CURRENCY_DECIMALS;

/** Quantities are whole numbers of ten-thousandths, as the shop's database column has four decimals. */
export const ONE_PIECE = 10_000;

/** A JSON number for an amount in minor units, as the remote system prints it: 3330 cents become 33.3. */
export function toAmount(minor: number, currency: ShopCurrency): number {
  return minor / 10 ** CURRENCY_DECIMALS[currency] + 0;
}

/** A JSON number for a quantity in ten-thousandths. */
export function toQuantity(quantity: number): number {
  return quantity / ONE_PIECE;
}

/** Converts minor units of one currency into minor units of another; the rate is in millionths. */
export function convert(minor: number, from: ShopCurrency, to: ShopCurrency, rateMillionths: number): number {
  const shift = CURRENCY_DECIMALS[to] - CURRENCY_DECIMALS[from];
  return shift >= 0
    ? divideRounded(minor * rateMillionths * 10 ** shift, 1_000_000)
    : divideRounded(minor * rateMillionths, 1_000_000 * 10 ** -shift);
}
