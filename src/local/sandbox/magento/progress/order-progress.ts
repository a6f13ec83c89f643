import { toWholeSecond } from '../magento-time.js';
import type { OrderRow } from '../order-row.js';
import type { ShopOrder } from '../shop-order.js';
import type { ChangeContext } from './change-context.js';
import { canCancelInvoice, cancelInvoice, invoiceRows, openInvoices, payInvoice } from './invoice-order.js';
import { advance, enter, note, STATUS_OF, toInvoice, toRefund } from './order-steps.js';
import { refundRest, refundSomeRow } from './refund-order.js';
import { parcelsOf, shipRows } from './ship-order.js';

/** What can happen to an order after it was placed. */
export const CHANGE_KINDS = [
  'invoice',
  'invoice_part',
  'pay',
  'cancel_invoice',
  'ship',
  'ship_part',
  'cancel',
  'hold',
  'release',
  'refund_part',
  'refund_all',
  'comment',
] as const;

/** One thing that can happen to an order. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The changes that the shop's rules allow now; a comment is always among them. */
export function applicableChanges(order: ShopOrder): ChangeKind[] {
  return CHANGE_KINDS.filter((kind) => ALLOWED[kind](order));
}

/** Whether the shop's rules allow a change now. */
export function isApplicable(order: ShopOrder, kind: ChangeKind): boolean {
  return ALLOWED[kind](order);
}

/** Changes an order in place, writes the documents of the change, settles its state, and moves its time of update on to the whole second. */
export function applyChange(order: ShopOrder, kind: ChangeKind, context: ChangeContext): void {
  if (!ALLOWED[kind](order)) throw new RangeError(`order ${order.entityId} cannot take the change ${kind} now`);
  const at = toWholeSecond(context.atMs);
  DOINGS[kind](order, { ...context, atMs: at });
  order.updatedAt = Math.max(order.updatedAt, at);
}

const ALLOWED: Record<ChangeKind, (order: ShopOrder) => boolean> = {
  invoice: (order) => isOpen(order) && order.rows.some(isInvoiceable),
  invoice_part: (order) => isOpen(order) && order.rows.filter(isInvoiceable).length > 1,
  pay: (order) => openInvoices(order).length > 0,
  cancel_invoice: canCancelInvoice,
  ship: (order) => isShippable(order) && order.rows.some(hasParcels),
  ship_part: (order) => isShippable(order) && order.rows.filter(hasParcels).length > 1,
  cancel: (order) => isOpen(order) && order.rows.every(isUntouched),
  hold: (order) => order.state === 'new' || order.state === 'processing',
  release: (order) => order.state === 'holded',
  refund_part: (order) => isRefundable(order) && order.rows.some((row) => toRefund(row) > 0),
  refund_all: (order) => isRefundable(order) && !order.rows.some(isInvoiceable),
  comment: () => true,
};

const DOINGS: Record<ChangeKind, (order: ShopOrder, context: ChangeContext) => void> = {
  invoice: (order, context) => invoiceRows(order, order.rows, context),
  invoice_part: (order, context) => invoiceRows(order, order.rows.filter(isInvoiceable).slice(0, 1), context),
  pay: payInvoice,
  cancel_invoice: cancelInvoice,
  ship: (order, context) => shipRows(order, order.rows, context),
  ship_part: (order, context) => shipRows(order, order.rows.filter(hasParcels).slice(0, 1), context),
  cancel: cancelOrder,
  hold: holdOrder,
  release: releaseOrder,
  refund_part: refundSomeRow,
  refund_all: refundRest,
  comment: (order, context) => note(order, 'order', context.random.pick(COMMENTS), context),
};

const COMMENTS = ['Called the customer ☎', 'Überweisung erwartet', null, 'Exported to ERP', 'お客様に連絡済み'];

function isOpen(order: ShopOrder): boolean {
  return order.state === 'new' || order.state === 'pending_payment' || order.state === 'processing';
}

function isShippable(order: ShopOrder): boolean {
  return order.state === 'new' || order.state === 'processing';
}

function isRefundable(order: ShopOrder): boolean {
  const isPaid = order.feesInvoiced && openInvoices(order).length === 0;
  return isPaid && (order.state === 'processing' || order.state === 'complete');
}

function isInvoiceable(row: OrderRow): boolean {
  return toInvoice(row) > 0;
}

function hasParcels(row: OrderRow): boolean {
  return parcelsOf(row).length > 0;
}

function isUntouched(row: OrderRow): boolean {
  return [row, ...row.children].every(({ progress }) => progress.invoiced + progress.shipped === 0);
}

function cancelOrder(order: ShopOrder, context: ChangeContext): void {
  for (const row of order.rows) advance(row, 'canceled', row.quantity, context);
  enter(order, 'canceled');
  note(order, 'order', 'Canceled on request', context);
}

function holdOrder(order: ShopOrder, context: ChangeContext): void {
  order.beforeHold = { state: order.state, status: order.status };
  enter(order, 'holded');
  note(order, 'order', null, context);
}

function releaseOrder(order: ShopOrder, context: ChangeContext): void {
  const before = order.beforeHold ?? { state: 'new', status: STATUS_OF.new };
  order.state = before.state;
  order.status = before.status;
  order.beforeHold = null;
  note(order, 'order', null, context);
}
