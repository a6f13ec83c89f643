import { Big } from 'big.js';
import type { RawFields } from '../kit/raw-fields.js';

/** One of the two amounts that Shopify states for everything: in the shop's currency, or in the customer's. */
export type MoneySet = 'shop' | 'presentment';

function stated(fields: RawFields, key: string, set: MoneySet): RawFields | null {
  return fields.object(key)?.object(set === 'shop' ? 'shopMoney' : 'presentmentMoney') ?? null;
}

/** One amount of the pair in this field; null when it was not given. */
export function moneyOf(fields: RawFields, key: string, set: MoneySet): Big | null {
  return stated(fields, key, set)?.decimal('amount') ?? null;
}

/** The same, zero when it was not given. */
export function amountOf(fields: RawFields, key: string, set: MoneySet): Big {
  return moneyOf(fields, key, set) ?? new Big(0);
}

/** The currency of one amount of the pair in this field; null when it was not given. */
export function currencyIn(fields: RawFields, key: string, set: MoneySet): string | null {
  return stated(fields, key, set)?.text('currencyCode') ?? null;
}
