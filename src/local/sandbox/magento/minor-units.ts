/** Currencies the shop sells in, with their number of decimals. */
export const CURRENCY_DECIMALS = { EUR: 2, USD: 2, GBP: 2, JPY: 0, KWD: 3 } as const;

/** ISO 4217 code of a currency the shop sells in. */
export type ShopCurrency = keyof typeof CURRENCY_DECIMALS;

/** Quantities are whole numbers of ten-thousandths, as the shop's database column has four decimals. */
export const ONE_PIECE = 10_000;

/** Percentages are whole numbers of hundredths of a percent: 19 % is 1900. */
export const HUNDRED_PERCENT = 10_000;

/** Divides whole numbers exactly and rounds half away from zero. */
export function divideRounded(dividend: number, divisor: number): number {
  if (dividend < 0) return -divideRounded(-dividend, divisor) + 0;
  const rest = dividend % divisor;
  const whole = (dividend - rest) / divisor;
  return rest * 2 >= divisor ? whole + 1 : whole;
}

/** The part of an amount that belongs to `part` of `whole`; the shares of a growing part add up to the amount exactly. */
export function shareOf(amount: number, part: number, whole: number): number {
  return part === whole ? amount : divideRounded(amount * part, whole);
}

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
