import { Big } from 'big.js';
import { z } from 'zod';

const PLAIN = /^-?\d{1,18}(\.\d{1,12})?$/;

/** Whether the text is a plain decimal: at most 18 digits before and 12 after the point, no exponent. */
export function isDecimal(text: string): boolean {
  return PLAIN.test(text);
}

/** The shortest spelling of a decimal with at least `places` digits after the point: `10.0` with 2 is `10.00`, `-0` is `0`. */
export function formatDecimal(text: string, places = 0): string {
  const point = text.indexOf('.');
  let fraction = point < 0 ? '' : text.slice(point + 1).replace(/0+$/, '');
  if (fraction.length < places) fraction = fraction.padEnd(places, '0');
  const negative = text.startsWith('-');
  const whole = text.slice(negative ? 1 : 0, point < 0 ? undefined : point).replace(/^0+(?=\d)/, '');
  const sign = negative && /[1-9]/.test(whole + fraction) ? '-' : '';
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}

/** The exact sum of decimal strings. */
export function sumDecimals(values: Iterable<string>): string {
  let sum = new Big(0);
  for (const value of values) sum = sum.plus(value);
  return sum.toFixed();
}

/** The exact sum of amounts; zero of none. */
export function sumOf(amounts: readonly Big[]): Big {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0));
}

const FAULT = 'must be a plain decimal such as "19.99", with at most 18 digits before and 12 after the point';

/** An amount or a quantity: a decimal string; a JSON number is taken by its digits. No float arithmetic ever touches it. */
export const decimal = z
  .union([z.string(), z.number()], { error: FAULT })
  .transform((value, context) => {
    const text = typeof value === 'number' && Number.isFinite(value) ? new Big(value).toFixed() : String(value);
    if (PLAIN.test(text)) return formatDecimal(text);
    context.addIssue({ code: 'custom', message: FAULT });
    return z.NEVER;
  })
  .pipe(z.string())
  .meta({ id: 'Decimal', description: 'A decimal string such as "19.99".' });
