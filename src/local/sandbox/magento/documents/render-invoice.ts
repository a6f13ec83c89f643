import { dropNulls } from '../drop-nulls.js';
import { toQuantity } from '../minor-units.js';
import { spanShare } from '../order-totals.js';
import { transactionId } from '../render-payment.js';
import type { DocumentPayload, Filed } from './filed-document.js';
import { renderChargeHeader, renderChargeItems } from './render-charge.js';
import type { ShopInvoice } from './sales-document.js';

/** Renders an invoice as the interface shows it: parents and children both, so that adding up all items counts twice. */
export function renderInvoice(filed: Filed<ShopInvoice>): DocumentPayload {
  const { document, order } = filed;
  const pieces = document.rows.reduce((sum, span) => sum + spanShare(span.row.quantity, span), 0);
  const payload = dropNulls({
    ...renderChargeHeader(filed),
    can_void_flag: 0,
    state: document.state,
    total_qty: toQuantity(pieces),
    transaction_id: order.payment.online ? transactionId(order) : null,
    items: renderChargeItems(filed),
    comments: [],
  });
  return payload as DocumentPayload;
}
