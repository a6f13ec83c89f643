import type { JsonObject } from '../kit/json-object.js';
import { printAmounts } from './amount-columns.js';
import { dropNulls } from './drop-nulls.js';
import type { OrderTotals } from './order-totals.js';
import type { InBothCurrencies } from './row-figures.js';
import type { ShopOrder } from './shop-order.js';

/** Renders an order's payment; account_status and cc_last4 stay as null where there is none. */
export function renderPayment(order: ShopOrder, totals: InBothCurrencies<OrderTotals>): JsonObject {
  const { payment } = order;
  const isCharged = payment.online && order.feesInvoiced;
  return dropNulls(
    {
      account_status: null,
      additional_information: [payment.title, ''],
      ...printAmounts(order, (side) => ({
        amount_ordered: totals[side].ordered.grand,
        amount_paid: totals[side].paid > 0 ? totals[side].paid : null,
        amount_refunded: order.creditmemos.length > 0 ? totals[side].totalRefunded : null,
        shipping_amount: totals[side].ordered.shipping,
      })),
      cc_last4: payment.card?.last4 ?? null,
      cc_type: payment.card?.type ?? null,
      entity_id: order.entityId,
      last_trans_id: isCharged ? transactionId(order) : null,
      method: payment.code,
      parent_id: order.entityId,
      po_number: payment.code === 'purchaseorder' ? `PO/${order.entityId}` : null,
    },
    ['account_status', 'cc_last4'],
  );
}

/** The id under which the provider charged an order. */
export function transactionId(order: ShopOrder): string {
  return `TX-${order.protectCode}-${order.entityId}`;
}
