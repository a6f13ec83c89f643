import { minorUnits } from '../../../../model/currency.js';

/** An amount in the minor units of the shop's currency and of the currency that the customer saw. */
export interface Amount {
  shop: number;
  presentment: number;
}

/** The two currencies of an order. */
export interface Currencies {
  shop: string;
  presentment: string;
}

/** No money at all. */
export const NOTHING: Readonly<Amount> = { shop: 0, presentment: 0 };

/** Each currency is reckoned by itself, as the shop does it: what adds up in one adds up in the other. */
export function eachCurrency(amount: Amount, reckon: (minor: number) => number): Amount {
  return { shop: reckon(amount.shop) + 0, presentment: reckon(amount.presentment) + 0 };
}

/** The exact sum. */
export function sumAmounts(amounts: Iterable<Amount>): Amount {
  const sum = { ...NOTHING };
  for (const { shop, presentment } of amounts) {
    sum.shop += shop;
    sum.presentment += presentment;
  }
  return sum;
}

/** The first amount less the others. */
export function subtract(from: Amount, ...amounts: Amount[]): Amount {
  const less = sumAmounts(amounts);
  return { shop: from.shop - less.shop, presentment: from.presentment - less.presentment };
}

/** So many times the amount. */
export function multiply(amount: Amount, times: number): Amount {
  return eachCurrency(amount, (minor) => minor * times);
}

/** Whole numbers divided exactly, rounded half away from zero. */
export function divideRounded(dividend: number, divisor: number): number {
  if (dividend < 0) return -divideRounded(-dividend, divisor) + 0;
  const rest = dividend % divisor;
  const whole = (dividend - rest) / divisor;
  return rest * 2 >= divisor ? whole + 1 : whole;
}

/** What belongs to `part` of `whole` pieces; the shares of a growing part end at the whole amount. */
export function shareOf(amount: Amount, part: number, whole: number): Amount {
  return part === whole ? { ...amount } : eachCurrency(amount, (minor) => divideRounded(minor * part, whole));
}

// Units of the currency for one euro, in millionths.
const RATES: Readonly<Record<string, number>> = {
  EUR: 1_000_000,
  USD: 1_082_500,
  GBP: 839_100,
  CAD: 1_482_100,
  JPY: 162_370_000,
  KWD: 332_700,
};

/** An amount given in euro cents, in both currencies. */
export function fromCents(cents: number, currencies: Currencies): Amount {
  return { shop: convertCents(cents, currencies.shop), presentment: convertCents(cents, currencies.presentment) };
}

/** Euro cents in the minor units of a currency. @throws RangeError for a currency that the shop does not sell in */
export function convertCents(cents: number, currency: string): number {
  const rate = RATES[currency];
  if (rate === undefined) throw new RangeError(`the shop does not sell in ${currency}`);
  return divideRounded(cents * rate * 10 ** minorUnits(currency), 100_000_000);
}

/** As GraphQL writes a decimal: `24.0`, `31.9`, `1746.0`. */
export function formatAmount(minor: number, currency: string): string {
  const [whole, fraction = ''] = formatMinor(minor, minorUnits(currency)).split('.');
  return `${whole}.${fraction.replace(/0+$/, '') || '0'}`;
}

/** As REST bodies write money, with the currency's own number of decimals: `24.00`, `1746`, `9.500`. */
export function formatMinor(minor: number, decimals: number): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
