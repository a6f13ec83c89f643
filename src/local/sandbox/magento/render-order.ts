import type { JsonObject } from '../kit/json-object.js';
import { dropNulls } from './drop-nulls.js';
import { formatMagentoTime } from './magento-time.js';
import { toQuantity } from './minor-units.js';
import { gramsOf, orderTotals, piecesOrdered } from './order-totals.js';
import { addressId, renderAddress } from './render-address.js';
import { renderHeaderAmounts, renderShippingAmounts } from './render-header-amounts.js';
import { renderPayment } from './render-payment.js';
import { renderRows } from './render-row.js';
import { renderTaxes } from './render-taxes.js';
import type { HistoryEntry, ShopOrder } from './shop-order.js';

/** An order as the interface shows it: the columns that readers rely on, and whatever else the shop has. */
export type OrderPayload = JsonObject & {
  readonly entity_id: number;
  readonly increment_id: string;
  readonly state: string;
  readonly status: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly order_currency_code: string;
  readonly base_currency_code: string;
  readonly grand_total: number;
  readonly items: readonly JsonObject[];
};

/** Renders an order as the interface shows it; null columns are left out, amounts are JSON numbers. */
export function renderOrder(order: ShopOrder): OrderPayload {
  const totals = { order: orderTotals(order, 'order'), base: orderTotals(order, 'base') };
  const shippingAmounts = renderShippingAmounts(order, totals);
  const items = renderRows(order);
  const payload = dropNulls({
    ...renderHeaderAmounts(order, totals),
    ...shippingAmounts,
    ...renderHeader(order),
    items,
    billing_address: renderAddress(order, order.billing, 'billing'),
    payment: renderPayment(order, totals),
    status_histories: order.history.map((entry) => renderHistory(order, entry)),
    extension_attributes: renderExtension(order, items, shippingAmounts),
  });
  return payload as OrderPayload;
}

function renderHeader(order: ShopOrder): JsonObject {
  const { store } = order;
  return {
    ...renderBuyer(order),
    applied_rule_ids: order.rule?.ruleIds ?? null,
    base_currency_code: store.baseCurrency,
    base_to_global_rate: 1,
    base_to_order_rate: store.rateMillionths / 1_000_000,
    billing_address_id: addressId(order, 'billing'),
    coupon_code: order.rule?.couponCode ?? null,
    created_at: formatMagentoTime(order.createdAt),
    discount_description: order.rule?.description ?? null,
    email_sent: 1,
    entity_id: order.entityId,
    global_currency_code: store.baseCurrency,
    hold_before_state: order.beforeHold?.state ?? null,
    hold_before_status: order.beforeHold?.status ?? null,
    increment_id: order.incrementId,
    is_virtual: order.shipping === null ? 1 : 0,
    order_currency_code: store.currency,
    protect_code: order.protectCode,
    quote_id: order.entityId + 900,
    remote_ip: order.entityId % 3 === 0 ? '203.0.113.7' : null,
    shipping_description: order.shipping?.method.title ?? null,
    state: order.state,
    status: order.status,
    store_currency_code: store.baseCurrency,
    store_id: store.id,
    store_name: store.name,
    store_to_base_rate: 0,
    store_to_order_rate: 0,
    total_item_count: order.rows.length,
    total_qty_ordered: toQuantity(piecesOrdered(order)),
    updated_at: formatMagentoTime(order.updatedAt),
    weight: gramsOf(order) / 1000,
  };
}

function renderBuyer(order: ShopOrder): JsonObject {
  const { buyer } = order;
  const isGuest = buyer.customerId === null;
  return {
    customer_dob: buyer.birthDate === undefined ? null : `${buyer.birthDate} 00:00:00`,
    customer_email: buyer.email,
    customer_firstname: isGuest ? null : buyer.firstName,
    customer_gender: buyer.gender ?? null,
    customer_group_id: buyer.groupId,
    customer_id: buyer.customerId,
    customer_is_guest: isGuest ? 1 : 0,
    customer_lastname: isGuest ? null : buyer.lastName,
    customer_middlename: buyer.middleName ?? null,
    customer_note: order.note,
    customer_note_notify: 1,
    customer_prefix: buyer.prefix ?? null,
    customer_taxvat: buyer.taxNumber ?? null,
  };
}

function renderHistory(order: ShopOrder, entry: HistoryEntry): JsonObject {
  return {
    comment: entry.comment,
    created_at: formatMagentoTime(entry.at),
    entity_id: entry.entityId,
    entity_name: entry.entityName,
    is_customer_notified: entry.notified,
    is_visible_on_front: entry.visible,
    parent_id: order.entityId,
    status: entry.status,
  };
}

function renderExtension(order: ShopOrder, items: readonly JsonObject[], total: JsonObject): JsonObject {
  const { shipping } = order;
  const shown =
    shipping === null
      ? { total }
      : { address: renderAddress(order, shipping.place, 'shipping'), method: shipping.method.code, total };
  const couponCode = order.rule?.couponCode ?? null;
  return dropNulls({
    shipping_assignments: [{ shipping: shown, items }],
    payment_additional_info: [{ key: 'method_title', value: order.payment.title }],
    ...renderTaxes(order),
    converting_from_quote: order.shipping === null ? null : true,
    coupon_codes: couponCode === null ? null : [couponCode],
    gift_cards: [],
    gw_base_price: '0.0000',
    gw_price: '0.0000',
    gw_items_price: '',
  });
}
