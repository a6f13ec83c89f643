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
