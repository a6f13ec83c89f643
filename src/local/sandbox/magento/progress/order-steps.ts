import { shareOf } from '../../kit/round-exactly.js';
import { type OrderRow, type RowProgress, shippedRows } from '../order-row.js';
import type { HistoryEntry, OrderState, ShopOrder } from '../shop-order.js';
import type { ChangeContext } from './change-context.js';

/** The status that a state has unless a merchant's own one fits better. */
export const STATUS_OF: Readonly<Record<OrderState, string>> = {
  new: 'pending',
  pending_payment: 'pending_payment',
  processing: 'processing',
  complete: 'complete',
  closed: 'closed',
  canceled: 'canceled',
  holded: 'holded',
};

/** What of a top-level row can still be invoiced. */
export function toInvoice(row: OrderRow): number {
  return row.quantity - row.progress.invoiced - row.progress.canceled;
}

/**
 * What of a row can still be shipped; `top` is its top-level row. As Magento counts it: what was refunded is taken for what was
 * shipped as far as that goes. Below nothing where more was shipped than is left over.
 */
export function toShip(row: OrderRow, top: OrderRow): number {
  const gone = (part: number): number => shareOf(row.quantity, part, top.quantity);
  return row.quantity - gone(top.progress.canceled) - Math.max(row.progress.shipped, gone(top.progress.refunded));
}

/** What of a top-level row can still be refunded. */
export function toRefund(row: OrderRow): number {
  return row.progress.invoiced - row.progress.refunded;
}

/** Moves a row on by one step. */
export function advance(row: OrderRow, step: keyof RowProgress, quantity: number, context: ChangeContext): void {
  if (quantity === 0) return;
  row.progress[step] += quantity;
  row.updatedAt = context.atMs;
}

/** Completes an order that is invoiced and shipped, and leaves another one in progress. */
export function settleState(order: ShopOrder): void {
  const isInvoiced = order.rows.every((row) => toInvoice(row) === 0);
  const isShipped = order.rows.every((row) => shippedRows(row).every((part) => toShip(part, row) <= 0));
  enter(order, isInvoiced && isShipped ? 'complete' : 'processing');
}

/** Puts an order into a state and its status, which is one of the merchant's own for wholesale. */
export function enter(order: ShopOrder, state: OrderState): void {
  if (order.state === state) return;
  order.state = state;
  const isWholesale = state === 'processing' && order.store.code === 'b2b';
  order.status = isWholesale ? 'awaiting_packing' : STATUS_OF[state];
}

/** Adds an entry to an order's history, with flags by chance. */
export function note(
  order: ShopOrder,
  about: HistoryEntry['entityName'],
  comment: string | null,
  context: ChangeContext,
): void {
  const notified = context.random.pick([0, 1, null]);
  addHistory(order, { entityName: about, comment, notified, visible: context.random.integer(0, 1) }, context);
}

/** Adds an entry to an order's history, newest first, with the status that the order has now. */
export function addHistory(
  order: ShopOrder,
  entry: Pick<HistoryEntry, 'entityName' | 'comment' | 'notified' | 'visible'>,
  { atMs, counters }: ChangeContext,
): void {
  order.history.unshift({ ...entry, entityId: counters.nextId('history'), status: order.status, at: atMs });
}
