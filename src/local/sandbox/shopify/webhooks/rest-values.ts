import { LosslessNumber } from 'lossless-json';
import { minorUnits } from '../../../../model/currency.js';
import { type Amount, type Currencies, formatMinor } from '../books/amount.js';
import { type IdKind, toGid } from '../books/ids.js';
import type { Tax } from '../books/order-line.js';

const OFFSET_MS = 3_600_000;

/** An id as REST bodies have it: a number, with all its digits. */
export function restId(id: string | null): LosslessNumber | null {
  return id === null ? null : new LosslessNumber(id);
}

/** An id and its global form. */
export function idsOf(kind: IdKind, id: string) {
  return { id: restId(id), admin_graphql_api_id: toGid(kind, id) };
}

/** An instant in the shop's own time. */
export function restInstant(atMs: number): string {
  return `${new Date(atMs + OFFSET_MS).toISOString().slice(0, 19)}+01:00`;
}

/** An instant that may be missing. */
export function restInstantOrNull(atMs: number | null): string | null {
  return atMs === null ? null : restInstant(atMs);
}

/** An amount in the shop's currency. */
export function restMoney({ shop }: Amount, currencies: Currencies): string {
  return formatMinor(shop, minorUnits(currencies.shop));
}

/** An amount in both currencies. */
export function restMoneySet({ shop, presentment }: Amount, currencies: Currencies) {
  const money = (minor: number, code: string) => ({
    amount: formatMinor(minor, minorUnits(code)),
    currency_code: code,
  });
  return {
    shop_money: money(shop, currencies.shop),
    presentment_money: money(presentment, currencies.presentment),
  };
}

/** An amount by itself and as a set, under a name and the name with `_set`. */
export function restAmounts(
  amounts: Readonly<Record<string, Amount>>,
  currencies: Currencies,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]) => [
      [name, restMoney(amount, currencies)],
      [`${name}_set`, restMoneySet(amount, currencies)],
    ]),
  );
}

/** A tax line. */
export function restTax({ title, rateMillionths, amount, channelLiable }: Tax, currencies: Currencies) {
  const rate = rateMillionths / 1_000_000;
  return { title, rate, channel_liable: channelLiable, ...restAmounts({ price: amount }, currencies) };
}
