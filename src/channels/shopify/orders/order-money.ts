import { Big } from 'big.js';
import { isCurrency, minorUnits } from '../../../model/currency.js';
import { PipelineError } from '../../../model/errors.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { currencyIn, type MoneySet, moneyOf } from '../money-set.js';
import type { ShopifySettings } from '../schema.js';

/** In which of the two currencies an order is read. */
export interface OrderMoney {
  set: MoneySet;
  currency: string;
}

const OTHER = { shop: 'presentment', presentment: 'shop' } as const;
const CODES = { shop: 'currencyCode', presentment: 'presentmentCurrencyCode' } as const;

/** Where the amounts of an object tell their currency; of a document, its order tells it too. */
type Key = 'totalPriceSet' | 'totalRefundedSet' | 'amountSet';

function currencyOf(object: RawFields, set: MoneySet, key: Key): string | null {
  return currencyIn(object, key, set) ?? object.text(CODES[set]) ?? object.object('order')?.text(CODES[set]) ?? null;
}

/**
 * The amounts to read, by the setting; the other ones where the object states none of these. Never a default.
 * @throws `currency_unknown`
 */
export function chooseMoney(
  object: RawFields,
  { money }: Pick<ShopifySettings, 'money'>,
  key: Key = 'totalPriceSet',
): OrderMoney {
  const lacksOwn = moneyOf(object, key, money) === null && moneyOf(object, key, OTHER[money]) !== null;
  const set = lacksOwn ? OTHER[money] : money;
  const currency = currencyOf(object, set, key);
  if (currency !== null && isCurrency(currency)) return { set, currency };
  const message =
    currency === null ? 'The currency is missing' : `${currency.slice(0, 20)} is not a currency of ISO 4217`;
  throw new PipelineError('currency_unknown', message, { path: '/currencyCode' });
}

/** The other amounts of an order, where they are in another currency; else null. */
export function otherMoney(order: RawFields, { set, currency }: OrderMoney): OrderMoney | null {
  const other = currencyOf(order, OTHER[set], 'totalPriceSet');
  const isStated = moneyOf(order, 'totalPriceSet', OTHER[set]) !== null;
  if (other === null || other === currency || !isCurrency(other) || !isStated) return null;
  return { set: OTHER[set], currency: other };
}

/** The smallest amount of a currency. */
export function unitOf(currency: string): Big {
  return new Big(10).pow(-minorUnits(currency));
}

/** An amount rounded as it is paid. */
export function rounded(amount: Big, currency: string): Big {
  return amount.round(minorUnits(currency), Big.roundHalfUp);
}
