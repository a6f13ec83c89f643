import { divideRounded } from '../../kit/round-exactly.js';
import { hexId } from '../hex-id.js';

/** ISO 4217 code of a currency that the shop sells in. */
export type CurrencyCode = 'EUR' | 'USD' | 'JPY' | 'CHF';

/** A currency of the shop. */
export interface ShopCurrency {
  id: string;
  code: CurrencyCode;
  name: string;
  symbol: string;
  decimals: number;
  /** Its price in the shop's own currency, in millionths: 1,170,850 is 1.17085. */
  factorMillionths: number;
  /** What totals are rounded to, in minor units: 5 is the five centimes of a till without smaller coins. */
  totalInterval: number;
}

/** The shop's currencies; the euro is its own one, with the id that every installation has for it. */
export const CURRENCIES: Readonly<Record<CurrencyCode, ShopCurrency>> = {
  EUR: currency('EUR', 'Euro', '€', 2, 1_000_000, 1),
  USD: currency('USD', 'US-Dollar', '$', 2, 1_170_850, 1),
  JPY: currency('JPY', 'Yen', '¥', 0, 162_500_000, 1),
  CHF: currency('CHF', 'Schweizer Franken', 'Fr.', 2, 943_100, 5),
};

function currency(
  code: CurrencyCode,
  name: string,
  symbol: string,
  decimals: number,
  factorMillionths: number,
  totalInterval: number,
): ShopCurrency {
  const id = code === 'EUR' ? 'b7d2554b0ce847cd82f3ac9bd1c0dfca' : hexId('currency', code);
  return { id, code, name, symbol, decimals, factorMillionths, totalInterval };
}

/** A JSON number for an amount in minor units. */
export function toFloat(minor: number, decimals: number): number {
  return minor / 10 ** decimals + 0;
}

/** Converts euro cents into minor units of another currency. */
export function fromEuroCents(cents: number, { factorMillionths, decimals }: ShopCurrency): number {
  return divideRounded(cents * factorMillionths, 10 ** (8 - decimals));
}

/** Rounds to the nearest multiple of an interval, half away from zero. */
export function roundToInterval(minor: number, interval: number): number {
  return divideRounded(minor, interval) * interval;
}
