import { Big } from 'big.js';
import type { JsonObject } from '../../diff/json.js';
import type { Warning } from '../../model/event.js';
import { readAttributes } from './attributes.js';
import { type ItemAmounts, itemAmounts, NO_AMOUNTS, type OrderItem } from './items.js';
import { LINE_ATTRIBUTES } from './order-attributes.js';

/** The price that the source states; where it states none for a bundle, what its parts make of one. */
function unitPrice(item: OrderItem, amounts: ItemAmounts, quantity: Big): Big {
  const stated = item.fields.amount('price');
  if (item.parentId !== null) return new Big(0);
  if (!stated.eq(0) || quantity.eq(0)) return stated;
  return amounts.net.div(quantity).round(4, Big.roundHalfUp);
}

function lineAttributes(item: OrderItem): JsonObject {
  const attributes = readAttributes(item.fields, LINE_ATTRIBUTES);
  const options = item.fields.object('product_option')?.object('extension_attributes') ?? null;
  if (options !== null) attributes.options = Object.fromEntries(options.keys().map((key) => [key, options.json(key)]));
  // The line of a part carries no amounts, because its parent's does; what the part itself costs is still worth knowing.
  const price = item.fields.amount('price');
  if (item.parentId !== null && !price.eq(0)) attributes.price = price.toFixed();
  const named = item.fields.filledText('parent_item_id');
  if (item.parentId === null && named !== null) attributes.parentItemId = named;
  return attributes;
}

// The discount is without tax, so that net − discount + tax is what the customer pays for the line.
function mapLine(item: OrderItem, amounts: ItemAmounts): JsonObject {
  const quantity = item.fields.amount('qty_ordered');
  return {
    id: item.id,
    sku: item.fields.text('sku'),
    name: item.fields.text('name'),
    quantity: quantity.toFixed(),
    unitPrice: unitPrice(item, amounts, quantity).toFixed(),
    discount: amounts.discount.toFixed(),
    tax: amounts.tax.toFixed(),
    total: amounts.net.minus(amounts.discount).plus(amounts.tax).toFixed(),
    parentId: item.parentId,
    attributes: lineAttributes(item),
  };
}

/** The lines of an order, every item one: those without a parent add up to the order's subtotal, discount and tax. */
export function mapLines(
  items: readonly OrderItem[],
  subtotal: Big | null,
  currency: string,
  warnings: Warning[],
): JsonObject[] {
  const amounts = itemAmounts(items, subtotal, currency);
  return items.map((item, index) => {
    if (item.fields.filledText('sku') === null) {
      warnings.push({ code: 'sku_missing', message: `The item ${item.id} has no SKU`, path: `/lines/${index}/sku` });
    }
    return mapLine(item, amounts.get(item.id) ?? NO_AMOUNTS);
  });
}
