import { formatMagentoTime } from './magento-time.js';
import { type OrderPayload, renderOrder } from './render-order.js';
import type { ShopOrder } from './shop-order.js';
import type { TableFace } from './table.js';

const AMOUNTS = [
  'adjustment_negative',
  'adjustment_positive',
  'discount_amount',
  'discount_canceled',
  'discount_invoiced',
  'discount_refunded',
  'discount_tax_compensation_amount',
  'discount_tax_compensation_invoiced',
  'discount_tax_compensation_refunded',
  'grand_total',
  'shipping_amount',
  'shipping_canceled',
  'shipping_discount_amount',
  'shipping_incl_tax',
  'shipping_invoiced',
  'shipping_refunded',
  'shipping_tax_amount',
  'shipping_tax_refunded',
  'subtotal',
  'subtotal_canceled',
  'subtotal_incl_tax',
  'subtotal_invoiced',
  'subtotal_refunded',
  'tax_amount',
  'tax_canceled',
  'tax_invoiced',
  'tax_refunded',
  'total_canceled',
  'total_due',
  'total_invoiced',
  'total_offline_refunded',
  'total_online_refunded',
  'total_paid',
  'total_refunded',
];

const OTHERS = `applied_rule_ids base_currency_code base_shipping_discount_tax_compensation_amnt base_to_global_rate
  base_to_order_rate billing_address_id coupon_code created_at customer_dob customer_email customer_firstname customer_gender
  customer_group_id customer_id customer_is_guest customer_lastname customer_middlename customer_note customer_note_notify
  customer_prefix customer_taxvat discount_description email_sent entity_id global_currency_code hold_before_state
  hold_before_status increment_id is_virtual order_currency_code protect_code quote_id remote_ip shipping_description
  shipping_discount_tax_compensation_amount state status store_currency_code store_id store_name store_to_base_rate
  store_to_order_rate total_item_count total_qty_ordered updated_at weight`;

/** Columns of the order table that a search may filter and sort by; any other name is a database error. */
const ORDER_COLUMNS: ReadonlySet<string> = new Set([
  ...AMOUNTS,
  ...AMOUNTS.map((name) => `base_${name}`),
  ...OTHERS.split(/\s+/),
]);

/** How orders are listed. */
export const ORDER_FACE: TableFace<ShopOrder, OrderPayload> = {
  idOf: (order) => order.entityId,
  render: renderOrder,
  columns: ORDER_COLUMNS,
  plain: {
    created_at: (order) => formatMagentoTime(order.createdAt),
    entity_id: (order) => order.entityId,
    increment_id: (order) => order.incrementId,
    state: (order) => order.state,
    status: (order) => order.status,
    store_id: (order) => order.store.id,
    updated_at: (order) => formatMagentoTime(order.updatedAt),
  },
};
