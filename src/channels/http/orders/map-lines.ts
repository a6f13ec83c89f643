import { Big } from 'big.js';
import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import type { HttpSettings } from '../schema.js';
import type { ItemAmounts } from './amounts.js';
import { ownIds } from './own-ids.js';
import type { SaleItem } from './read-sale.js';

/** Unit prices have more decimals than totals: without tax they are rarely whole. */
const UNIT_PLACES = 4;
const PERCENT_PLACES = 2;

/** What one costs without tax and before discounts. */
function unitPrice({ price, quantity, base, tax }: ItemAmounts, prices: HttpSettings['prices']): Big {
  if (prices === 'net' || quantity.eq(0) || tax.eq(0)) return price;
  return base.minus(tax).div(quantity).round(UNIT_PLACES, Big.roundHalfUp);
}

function lineAttributes(amounts: ItemAmounts, prices: HttpSettings['prices']): JsonObject {
  const { base, discount, price } = amounts;
  const percent = base.eq(0) || discount.eq(0) ? null : discount.times(100).div(base);
  return {
    ...(percent === null ? {} : { discountPercent: percent.round(PERCENT_PLACES, Big.roundHalfUp).toFixed() }),
    ...(prices === 'gross' ? { unitPriceWithTax: price.toFixed() } : {}),
  };
}

/** The lines of an order, one for each item: what the mapping made of its words, and its amounts. */
export function completeLines(
  lines: readonly Json[],
  items: readonly SaleItem[],
  amounts: readonly ItemAmounts[],
  prices: HttpSettings['prices'],
): JsonObject[] {
  const ids = ownIds(items.map(({ LineID }) => LineID));
  return amounts.map((one, index) => {
    const line = lines[index] ?? null;
    const known = isJsonObject(line) ? line : {};
    const attributes = isJsonObject(known.attributes ?? null) ? (known.attributes as JsonObject) : {};
    return {
      ...known,
      id: ids[index] ?? '',
      quantity: one.quantity.toFixed(),
      unitPrice: unitPrice(one, prices).toFixed(),
      discount: one.discount.toFixed(),
      tax: one.tax.toFixed(),
      total: one.total.toFixed(),
      attributes: { ...attributes, ...lineAttributes(one, prices) },
    };
  });
}
