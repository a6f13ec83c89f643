import type { ShopInvoice } from '../documents/sales-document.js';
import type { OrderRow } from '../order-row.js';
import type { ShopOrder } from '../shop-order.js';
import type { ChangeContext } from './change-context.js';
import { chargeRow, openDocument } from './open-document.js';
import { advance, note, settleState, toInvoice } from './order-steps.js';

/** Invoices what is left of the given rows; the first invoice charges shipping and surcharge. Only who orders on account pays later. */
export function invoiceRows(order: ShopOrder, rows: readonly OrderRow[], context: ChangeContext): void {
  const charged = rows
    .filter((row) => toInvoice(row) > 0)
    .map((row) => chargeRow('invoice', row, toInvoice(row), context));
  order.invoices.push({
    ...openDocument('invoice', order, context),
    state: order.payment.code === 'purchaseorder' ? 1 : 2,
    rows: charged,
    withFees: !order.feesInvoiced,
  });
  for (const { row, from, to } of charged) advance(row, 'invoiced', to - from, context);
  order.feesInvoiced = true;
  settleState(order);
  note(order, 'invoice', null, context);
}

/** The invoices of an order that are not paid yet. */
export function openInvoices(order: ShopOrder): ShopInvoice[] {
  return order.invoices.filter((invoice) => invoice.state === 1);
}

/** Marks the oldest open invoice as paid. */
export function payInvoice(order: ShopOrder, context: ChangeContext): void {
  const invoice = openInvoices(order)[0];
  if (invoice === undefined) return;
  invoice.state = 2;
  invoice.updatedAt = context.atMs;
  note(order, 'invoice', 'Payment received', context);
}

/** Cancels the newest invoice: what it charged can be invoiced again. */
export function cancelInvoice(order: ShopOrder, context: ChangeContext): void {
  const invoice = openInvoices(order).at(-1);
  if (invoice === undefined) return;
  invoice.state = 3;
  invoice.updatedAt = context.atMs;
  for (const { row, from, to } of invoice.rows) advance(row, 'invoiced', from - to, context);
  if (invoice.withFees) order.feesInvoiced = false;
  note(order, 'invoice', null, context);
}

/** Whether the newest invoice that counts is open, so that it can be cancelled without a gap. */
export function canCancelInvoice(order: ShopOrder): boolean {
  return order.state === 'processing' && order.invoices.findLast((invoice) => invoice.state !== 3)?.state === 1;
}
