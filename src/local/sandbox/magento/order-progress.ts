import { toWholeSecond } from './magento-time.js';
import { convert, divideRounded, ONE_PIECE, shareOf } from './minor-units.js';
import type { SeededRandom } from './seeded-random.js';
import type { HistoryEntry, OrderRow, OrderState, ShopOrder } from './shop-order.js';

/** What can happen to an order after it was placed. */
export const CHANGE_KINDS = [
  'invoice',
  'invoice_part',
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

/** When a change happens, and what it may draw on. */
export interface ChangeContext {
  atMs: number;
  random: SeededRandom;
  nextHistoryId(): number;
}

/** The changes that the shop's rules allow now; a comment is always among them. */
export function applicableChanges(order: ShopOrder): ChangeKind[] {
  return CHANGE_KINDS.filter((kind) => ALLOWED[kind](order));
}

/** Changes an order in place, settles its state, and moves its time of update on to the whole second. */
export function applyChange(order: ShopOrder, kind: ChangeKind, context: ChangeContext): void {
  if (!ALLOWED[kind](order)) throw new RangeError(`order ${order.entityId} cannot take the change ${kind} now`);
  const at = toWholeSecond(context.atMs);
  DOINGS[kind](order, { ...context, atMs: at });
  order.updatedAt = Math.max(order.updatedAt, at);
}

const ALLOWED: Record<ChangeKind, (order: ShopOrder) => boolean> = {
  invoice: (order) => isOpen(order) && order.rows.some((row) => toInvoice(row) > 0),
  invoice_part: (order) => isOpen(order) && order.rows.filter((row) => toInvoice(row) > 0).length > 1,
  ship: (order) => isShippable(order) && order.rows.some((row) => toShip(row) > 0),
  ship_part: (order) => isShippable(order) && order.rows.filter((row) => toShip(row) > 0).length > 1,
  cancel: (order) => isOpen(order) && order.rows.every((row) => row.progress.invoiced + row.progress.shipped === 0),
  hold: (order) => order.state === 'new' || order.state === 'processing',
  release: (order) => order.state === 'holded',
  refund_part: (order) => isRefundable(order) && order.rows.some((row) => toRefund(row) > 0),
  refund_all: (order) => isRefundable(order) && order.rows.every((row) => toInvoice(row) === 0),
  comment: () => true,
};

const DOINGS: Record<ChangeKind, (order: ShopOrder, context: ChangeContext) => void> = {
  invoice: (order, context) => invoiceRows(order, order.rows, context),
  invoice_part: (order, context) =>
    invoiceRows(order, order.rows.filter((row) => toInvoice(row) > 0).slice(0, 1), context),
  ship: (order, context) => shipRows(order, order.rows, context),
  ship_part: (order, context) => shipRows(order, order.rows.filter((row) => toShip(row) > 0).slice(0, 1), context),
  cancel: cancelOrder,
  hold: holdOrder,
  release: releaseOrder,
  refund_part: refundSomeRow,
  refund_all: refundRest,
  comment: (order, context) => note(order, 'order', context.random.pick(COMMENTS), context),
};

const COMMENTS = ['Called the customer ☎', 'Überweisung erwartet', null, 'Exported to ERP', 'お客様に連絡済み'];

const STATUS_OF: Record<OrderState, string> = {
  new: 'pending',
  pending_payment: 'pending_payment',
  processing: 'processing',
  complete: 'complete',
  closed: 'closed',
  canceled: 'canceled',
  holded: 'holded',
};

function isOpen(order: ShopOrder): boolean {
  return order.state === 'new' || order.state === 'pending_payment' || order.state === 'processing';
}

function isShippable(order: ShopOrder): boolean {
  return order.state === 'new' || order.state === 'processing';
}

function isRefundable(order: ShopOrder): boolean {
  return (order.state === 'processing' || order.state === 'complete') && order.feesInvoiced;
}

function toInvoice(row: OrderRow): number {
  return row.quantity - row.progress.invoiced - row.progress.canceled;
}

function toShip(row: OrderRow): number {
  return row.virtual ? 0 : row.quantity - row.progress.shipped - row.progress.canceled - row.progress.refunded;
}

function toRefund(row: OrderRow): number {
  return row.progress.invoiced - row.progress.refunded;
}

function invoiceRows(order: ShopOrder, rows: readonly OrderRow[], context: ChangeContext): void {
  for (const row of rows) advance(row, 'invoiced', toInvoice(row), context);
  order.feesInvoiced = true;
  settleState(order);
  note(order, 'invoice', null, context);
}

function shipRows(order: ShopOrder, rows: readonly OrderRow[], context: ChangeContext): void {
  for (const row of rows) advance(row, 'shipped', Math.max(0, toShip(row)), context);
  settleState(order);
  note(order, 'shipment', null, context);
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

/** Refunds one piece of a row, or what is left of it; now and then a dollar-sized fee is kept back. */
function refundSomeRow(order: ShopOrder, context: ChangeContext): void {
  const row = context.random.pick(order.rows.filter((candidate) => toRefund(candidate) > 0));
  const onePiece = !row.decimalQuantity && toRefund(row) > ONE_PIECE && context.random.chance(0.6);
  const quantity = onePiece ? ONE_PIECE : toRefund(row);
  if (context.random.chance(0.25)) keepBack(order, row, quantity);
  advance(row, 'refunded', quantity, context);
  settleState(order);
  note(order, 'creditmemo', 'Refunded in part', context);
}

function refundRest(order: ShopOrder, context: ChangeContext): void {
  for (const row of order.rows) advance(row, 'refunded', toRefund(row), context);
  order.feesRefunded = true;
  enter(order, 'closed');
  if (order.entityId % 4 === 0) order.status = 'closed_exchange_success';
  note(order, 'creditmemo', 'We refunded the whole order.', context);
}

function keepBack(order: ShopOrder, row: OrderRow, quantity: number): void {
  const { store } = order;
  const refund = shareOf(row.figures.base.rowTotal, quantity, row.quantity);
  const base = Math.min(100, divideRounded(refund, 10));
  order.adjustmentNegative.base += base;
  order.adjustmentNegative.order += convert(base, store.baseCurrency, store.currency, store.rateMillionths);
}

function settleState(order: ShopOrder): void {
  const isInvoiced = order.rows.every((row) => toInvoice(row) === 0);
  const isShipped = order.rows.every((row) => toShip(row) <= 0);
  enter(order, isInvoiced && isShipped ? 'complete' : 'processing');
}

function enter(order: ShopOrder, state: OrderState): void {
  if (order.state === state) return;
  order.state = state;
  const isWholesale = state === 'processing' && order.store.code === 'b2b';
  order.status = isWholesale ? 'awaiting_packing' : STATUS_OF[state];
}

function advance(row: OrderRow, step: keyof OrderRow['progress'], quantity: number, context: ChangeContext): void {
  if (quantity === 0) return;
  row.progress[step] += quantity;
  row.updatedAt = context.atMs;
}

function note(
  order: ShopOrder,
  about: HistoryEntry['entityName'],
  comment: string | null,
  context: ChangeContext,
): void {
  order.history.unshift({
    entityId: context.nextHistoryId(),
    entityName: about,
    comment,
    notified: context.random.pick([0, 1, null]),
    visible: context.random.integer(0, 1),
    status: order.status,
    at: context.atMs,
  });
}
