import type { JsonObject } from '../kit/json-object.js';
import { shareOf } from '../kit/round-exactly.js';
import { type AmountColumns, printAmounts } from './amount-columns.js';
import type { ProductKind } from './catalog.js';
import { dropNulls } from './drop-nulls.js';
import { formatMagentoTime } from './magento-time.js';
import { toQuantity } from './minor-units.js';
import { isSumOfParts, type OrderRow, type RowProgress } from './order-row.js';
import { reachedShare } from './order-totals.js';
import type { Side } from './row-figures.js';
import type { ShopOrder } from './shop-order.js';

/** Renders the rows of an order as its `items`: each parent, then its children, which repeat their parent in full. */
export function renderRows(order: ShopOrder): JsonObject[] {
  return order.rows.flatMap((row) => {
    const parent = renderRow(order, row, row, null);
    return [parent, ...row.children.map((child) => renderRow(order, child, row, parent))];
  });
}

const PRODUCT_TYPES: Record<ProductKind, string> = {
  simple: 'simple',
  configurable: 'configurable',
  'bundle-dynamic': 'bundle',
  'bundle-fixed': 'bundle',
  grouped: 'grouped',
  virtual: 'virtual',
  downloadable: 'downloadable',
  giftcard: 'giftcard',
};

function renderRow(order: ShopOrder, row: OrderRow, top: OrderRow, parent: JsonObject | null): JsonObject {
  const weight = row.grams === 0 ? null : row.grams / 1000;
  return dropNulls({
    ...printAmounts(order, (side) => rowAmounts(row, top, side)),
    applied_rule_ids: order.rule?.ruleIds ?? null,
    created_at: formatMagentoTime(order.createdAt),
    discount_percent: row.discountPercent / 100,
    free_shipping: order.rule?.freeShipping ? 1 : 0,
    is_qty_decimal: row.decimalQuantity ? 1 : 0,
    is_virtual: row.virtual ? 1 : 0,
    item_id: row.itemId,
    name: row.name,
    no_discount: 0,
    order_id: order.entityId,
    parent_item_id: parent === null ? null : top.itemId,
    product_id: row.productId,
    product_type: PRODUCT_TYPES[row.kind],
    ...quantityColumns(row, top),
    quote_item_id: row.itemId + 5000,
    row_weight: weight === null ? 0 : Math.round(weight * row.quantity) / 10_000,
    sku: row.sku,
    store_id: order.store.id,
    tax_percent: row.taxPercent / 100,
    updated_at: formatMagentoTime(top.updatedAt),
    weight,
    parent_item: parent,
    product_option: row.productOption,
  });
}

/** The child of a configurable product never shows its parent's cancellation, nor a bundle the shipment of parts that are shipped apart. */
function quantityColumns(row: OrderRow, top: OrderRow): JsonObject {
  const isChild = row !== top;
  const reached = (step: keyof RowProgress): number =>
    toQuantity(shareOf(row.quantity, top.progress[step], top.quantity));
  return {
    qty_canceled: isChild && top.kind === 'configurable' ? 0 : reached('canceled'),
    qty_invoiced: reached('invoiced'),
    qty_ordered: toQuantity(row.quantity),
    qty_refunded: reached('refunded'),
    qty_shipped: isSumOfParts(top) ? toQuantity(row.progress.shipped) : reached('shipped'),
  };
}

function rowAmounts(row: OrderRow, top: OrderRow, side: Side): AmountColumns {
  const figures = row.figures[side];
  const share = (amount: number, step: keyof RowProgress): number => reachedShare(amount, top, step);
  const ifRefunded = (amount: number): number | null => (top.progress.refunded > 0 ? share(amount, 'refunded') : null);
  return {
    amount_refunded: share(figures.rowTotal, 'refunded'),
    discount_amount: figures.discountAmount,
    discount_invoiced: share(figures.discountAmount, 'invoiced'),
    discount_refunded: ifRefunded(figures.discountAmount),
    discount_tax_compensation_amount: figures.taxCompensation,
    discount_tax_compensation_refunded: ifRefunded(figures.taxCompensation),
    original_price: figures.originalPrice,
    price: figures.price,
    price_incl_tax: figures.priceInclTax,
    row_invoiced: share(figures.rowTotal, 'invoiced'),
    row_total: figures.rowTotal,
    row_total_incl_tax: figures.rowTotalInclTax,
    tax_amount: figures.taxAmount,
    tax_invoiced: share(figures.taxAmount, 'invoiced'),
    tax_refunded: ifRefunded(figures.taxAmount),
  };
}
