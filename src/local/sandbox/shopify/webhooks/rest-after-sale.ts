import type { Fulfillment, Refund, ShopOrder, Transaction } from '../books/order.js';
import { restLine, restShippingLine } from './rest-line.js';
import { idsOf, restAmounts, restId, restInstant, restMoney, restMoneySet } from './rest-values.js';

/** A refund as REST bodies have it. */
export function restRefund(refund: Refund, order: ShopOrder): Record<string, unknown> {
  const { currencies } = order;
  return {
    ...idsOf('Refund', refund.id),
    order_id: restId(order.id),
    created_at: restInstant(refund.atMs),
    processed_at: restInstant(refund.atMs),
    note: refund.note,
    restock: refund.lines.some(({ restockType }) => restockType !== 'NO_RESTOCK'),
    user_id: null,
    return: refund.returnId === null ? null : idsOf('Return', refund.returnId),
    duties: refund.duties.map(({ dutyId, amount }) => ({
      duty_id: restId(dutyId),
      amount_set: restMoneySet(amount, currencies),
    })),
    order_adjustments: refund.adjustments.map(({ id, amount, tax }) => ({
      id: restId(id),
      kind: 'refund_discrepancy',
      reason: 'Refund discrepancy',
      order_id: restId(order.id),
      refund_id: restId(refund.id),
      ...restAmounts({ amount, tax_amount: tax }, currencies),
    })),
    refund_line_items: refund.lines.map((row) => restRefundLine(row, order)),
    refund_shipping_lines: refund.shipping.map((row) => restRefundShipping(row, order)),
    transactions: order.transactions
      .filter(({ id }) => refund.transactionIds.includes(id))
      .map((transaction) => restTransaction(transaction, order)),
  };
}

/** A parcel as REST bodies have it. */
export function restFulfillment(fulfillment: Fulfillment, order: ShopOrder): Record<string, unknown> {
  const { id, name, status, displayStatus, tracking } = fulfillment;
  return {
    ...idsOf('Fulfillment', id),
    order_id: restId(order.id),
    name: name.replace('-F', '.'),
    status: status.toLowerCase(),
    shipment_status: displayStatus === 'DELIVERED' ? 'delivered' : null,
    service: 'manual',
    location_id: null,
    created_at: restInstant(fulfillment.createdAtMs),
    updated_at: restInstant(fulfillment.updatedAtMs),
    tracking_company: tracking[0]?.company ?? null,
    tracking_number: tracking[0]?.number ?? null,
    tracking_numbers: tracking.flatMap(({ number }) => (number === null ? [] : [number])),
    tracking_url: tracking[0]?.url ?? null,
    tracking_urls: tracking.flatMap(({ url }) => (url === null ? [] : [url])),
    receipt: {},
    line_items: fulfillment.lines.flatMap(({ lineId, quantity }) =>
      order.lines.filter((line) => line.id === lineId).map((line) => ({ ...restLine(line, order), quantity })),
    ),
  };
}

/** A movement of money as REST bodies have it: in the currency that the customer paid in. */
export function restTransaction(transaction: Transaction, order: ShopOrder): Record<string, unknown> {
  const { id, kind, status, gateway, amount, atMs, parentId, errorCode } = transaction;
  const { presentment } = order.currencies;
  return {
    ...idsOf('OrderTransaction', id),
    order_id: restId(order.id),
    parent_id: restId(parentId),
    kind: kind.toLowerCase(),
    status: status.toLowerCase(),
    gateway,
    amount: restMoney({ shop: amount.presentment, presentment: 0 }, { shop: presentment, presentment }),
    currency: presentment,
    amount_set: restMoneySet(amount, order.currencies),
    created_at: restInstant(atMs),
    processed_at: restInstant(atMs),
    error_code: errorCode?.toLowerCase() ?? null,
    test: order.test,
    source_name: order.sourceName,
    receipt: {},
  };
}

function restRefundLine(row: Refund['lines'][number], order: ShopOrder) {
  const line = order.lines.find(({ id }) => id === row.lineId);
  return {
    id: restId(row.id),
    line_item_id: restId(row.lineId),
    quantity: row.quantity,
    restock_type: row.restockType.toLowerCase(),
    location_id: null,
    ...restAmounts({ subtotal: row.subtotal, total_tax: row.tax }, order.currencies),
    line_item: line === undefined ? null : restLine(line, order),
  };
}

function restRefundShipping(row: Refund['shipping'][number], order: ShopOrder) {
  const line = order.shippingLines.find(({ id }) => id === row.shippingLineId);
  return {
    id: restId(row.id),
    shipping_line: line === undefined ? null : restShippingLine(line, order),
    subtotal_amount_set: restMoneySet(row.subtotal, order.currencies),
    tax_amount_set: restMoneySet(row.tax, order.currencies),
  };
}
