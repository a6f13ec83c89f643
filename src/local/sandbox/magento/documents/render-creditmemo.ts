import type { JsonObject } from '../../kit/json-object.js';
import { printAmounts } from '../amount-columns.js';
import { dropNulls } from '../drop-nulls.js';
import { formatMagentoTime } from '../magento-time.js';
import { addUp } from '../order-totals.js';
import { transactionId } from '../render-payment.js';
import type { ShopOrder } from '../shop-order.js';
import type { DocumentPayload, Filed } from './filed-document.js';
import { renderChargeHeader, renderChargeItems } from './render-charge.js';
import type { ShopCreditmemo } from './sales-document.js';

/** Renders a credit memo as the interface shows it: always refunded, and `adjustment` is what was given less what was kept. */
export function renderCreditmemo(filed: Filed<ShopCreditmemo>): DocumentPayload {
  const { document, order } = filed;
  const payload = dropNulls({
    ...renderChargeHeader(filed),
    ...renderAdjustments(order, document),
    // Online refunds name the invoice whose payment they give back.
    invoice_id: order.payment.online ? (order.invoices.at(-1)?.entityId ?? null) : null,
    state: 2,
    transaction_id: order.payment.online ? `${transactionId(order)}-refund` : null,
    items: renderChargeItems(filed).map(withEmptyColumns),
    comments: renderComments(document),
  });
  return payload as DocumentPayload;
}

function renderAdjustments(order: ShopOrder, memo: ShopCreditmemo): JsonObject {
  return printAmounts(order, (side) => {
    const adjustment = memo.adjustmentPositive[side] - memo.adjustmentNegative[side];
    return {
      adjustment,
      adjustment_negative: memo.adjustmentNegative[side],
      adjustment_positive: memo.adjustmentPositive[side],
      grand_total: addUp(order, memo, side).grand + adjustment,
    };
  });
}

/** The remote schema demands this column, so it is there even when it is empty. */
function withEmptyColumns(item: JsonObject): JsonObject {
  return { base_cost: null, ...item, weee_tax_applied: '[]' };
}

function renderComments(memo: ShopCreditmemo): JsonObject[] {
  if (memo.comment === null) return [];
  return [
    {
      comment: memo.comment,
      created_at: formatMagentoTime(memo.createdAt),
      entity_id: memo.entityId,
      is_customer_notified: 0,
      is_visible_on_front: 0,
      parent_id: memo.entityId,
    },
  ];
}
