import type { JsonObject } from '../../kit/json-object.js';
import { type AmountColumns, printAmounts } from '../amount-columns.js';
import { dropNulls } from '../drop-nulls.js';
import { formatMagentoTime } from '../magento-time.js';
import { toQuantity } from '../minor-units.js';
import { isSumOfParts, type OrderRow } from '../order-row.js';
import { addUp, spanShare } from '../order-totals.js';
import { addressId } from '../render-address.js';
import type { Side } from '../row-figures.js';
import type { ShopOrder } from '../shop-order.js';
import type { Filed } from './filed-document.js';
import type { ChargedRow, SalesDocument } from './sales-document.js';

/** A document that has amounts: an invoice or a credit memo. */
export type Charge = SalesDocument & { rows: readonly ChargedRow[]; withFees: boolean };

/** Renders what the headers of invoices and credit memos have in common; amounts are exact shares of the order's. */
export function renderChargeHeader({ document, order }: Filed<Charge>): JsonObject {
  const { store } = order;
  return {
    ...printAmounts(order, (side) => headerAmounts(order, document, side)),
    base_currency_code: store.baseCurrency,
    base_to_global_rate: 1,
    base_to_order_rate: store.rateMillionths / 1_000_000,
    billing_address_id: addressId(order, 'billing'),
    created_at: formatMagentoTime(document.createdAt),
    discount_description: order.rule?.description ?? null,
    email_sent: 1,
    entity_id: document.entityId,
    global_currency_code: store.baseCurrency,
    increment_id: document.incrementId,
    order_currency_code: store.currency,
    order_id: order.entityId,
    shipping_address_id: order.shipping === null ? null : addressId(order, 'shipping'),
    store_currency_code: store.baseCurrency,
    store_id: store.id,
    store_to_base_rate: 0,
    store_to_order_rate: 0,
    updated_at: formatMagentoTime(document.updatedAt),
  };
}

/** The amounts of a charge's rows, shipping and surcharge; discounts are negative here and positive on items. */
function headerAmounts(order: ShopOrder, charge: Charge, side: Side): AmountColumns {
  const totals = addUp(order, charge, side);
  // The base column is misspelt in the remote schema, and stays so.
  const compensation =
    side === 'order' ? 'shipping_discount_tax_compensation_amount' : 'shipping_discount_tax_compensation_amnt';
  return {
    discount_amount: -totals.discount,
    discount_tax_compensation_amount: totals.taxCompensation,
    grand_total: totals.grand,
    shipping_amount: totals.shipping,
    [compensation]: totals.shippingTaxCompensation,
    shipping_incl_tax: totals.shippingInclTax,
    shipping_tax_amount: totals.shippingTax,
    subtotal: totals.subtotal,
    subtotal_incl_tax: totals.subtotalInclTax,
    tax_amount: totals.tax,
  };
}

/** Renders the items of a charge: each row, then its children. Rows that only repeat what others carry have a price, but no totals. */
export function renderChargeItems({ document, order }: Filed<Charge>): JsonObject[] {
  return document.rows.flatMap((span) =>
    [span.row, ...span.row.children].map((row, index) =>
      renderItem(order, document, { span, row, itemId: span.itemIds[index] ?? 0 }),
    ),
  );
}

interface ChargeItem {
  span: ChargedRow;
  row: OrderRow;
  itemId: number;
}

function renderItem(order: ShopOrder, charge: Charge, { span, row, itemId }: ChargeItem): JsonObject {
  const carriesAmounts = isSumOfParts(span.row) === (row !== span.row);
  return dropNulls({
    ...printAmounts(order, (side) => ({
      ...unitAmounts(row, side, span.row),
      ...(carriesAmounts ? itemAmounts(row, span, side) : {}),
    })),
    entity_id: itemId,
    name: row.name,
    order_item_id: row.itemId,
    parent_id: charge.entityId,
    product_id: row.productId,
    qty: toQuantity(spanShare(row.quantity, span)),
    sku: row.sku,
  });
}

/** The price of a child that its parent pays for is shown without tax only. */
function unitAmounts(row: OrderRow, side: Side, top: OrderRow): AmountColumns {
  const { price, priceInclTax } = row.figures[side];
  const isFree = row !== top && !isSumOfParts(top);
  return { price, price_incl_tax: isFree ? null : priceInclTax };
}

function itemAmounts(row: OrderRow, span: ChargedRow, side: Side): AmountColumns {
  const figures = row.figures[side];
  const discount = spanShare(figures.discountAmount, span);
  return {
    discount_amount: discount === 0 ? null : discount,
    discount_tax_compensation_amount: spanShare(figures.taxCompensation, span),
    row_total: spanShare(figures.rowTotal, span),
    row_total_incl_tax: spanShare(figures.rowTotalInclTax, span),
    tax_amount: spanShare(figures.taxAmount, span),
  };
}
