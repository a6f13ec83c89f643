import type { JsonObject, JsonValue } from '../kit/json-object.js';
import type { OrderPayload } from './render-order.js';

/** An order as serialisers that overwrite an item's row total show it: less the item's discount, wherever items stand. */
export function withDiscountedRowTotals(order: OrderPayload): JsonObject {
  const items = order.items.map(discounted);
  return { ...order, items, extension_attributes: withItems(order.extension_attributes, items) };
}

function withItems(extension: JsonValue | undefined, items: readonly JsonObject[]): JsonObject {
  const attributes = (extension ?? {}) as JsonObject;
  const assignments = (attributes.shipping_assignments ?? []) as readonly JsonObject[];
  return { ...attributes, shipping_assignments: assignments.map((assignment) => ({ ...assignment, items })) };
}

function discounted(item: JsonObject): JsonObject {
  const changed = {
    ...item,
    row_total: minus(item.row_total, item.discount_amount),
    base_row_total: minus(item.base_row_total, item.base_discount_amount),
  };
  const parent = item.parent_item;
  return parent === undefined ? changed : { ...changed, parent_item: discounted(parent as JsonObject) };
}

/** In whole ten-thousandths, the database's four decimals, so that nothing is lost to binary fractions. */
function minus(amount: JsonValue | undefined, less: JsonValue | undefined): number {
  return (Math.round(Number(amount) * 10_000) - Math.round(Number(less) * 10_000)) / 10_000;
}
