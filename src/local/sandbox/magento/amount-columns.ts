import type { JsonObject, JsonValue } from '../kit/json-object.js';
import { type ShopCurrency, toAmount } from './minor-units.js';
import type { Side } from './row-figures.js';
import type { ShopOrder } from './shop-order.js';

/** Amounts in minor units by column name; null where the column has no value. */
export type AmountColumns = Record<string, number | null>;

/** Prints amounts in both currencies: each column by its name, and its base amount with `base_` before the name. */
export function printAmounts(order: ShopOrder, columnsOf: (side: Side) => AmountColumns): JsonObject {
  const printed: Record<string, JsonValue> = {};
  printSide(printed, columnsOf('order'), '', order.store.currency);
  printSide(printed, columnsOf('base'), 'base_', order.store.baseCurrency);
  return printed;
}

function printSide(
  printed: Record<string, JsonValue>,
  columns: AmountColumns,
  prefix: string,
  currency: ShopCurrency,
): void {
  for (const name in columns) {
    const minor = columns[name] ?? null;
    printed[prefix + name] = minor === null ? null : toAmount(minor, currency);
  }
}
