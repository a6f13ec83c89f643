import type { ChangeContext } from '../change-context.js';
import { relevantTransaction, type ShopOrder, type ShopTransaction } from '../shop-order.js';
import { creditOrder, editOrder, fileDocument, labelOrder, lacksDocument } from './edit-order.js';
import { authorize, capturePart, failPayment, hasProvider, payRest, remind, retryPayment } from './pay-order.js';
import {
  chargeBack,
  isRefundable,
  isUnnoted,
  noteRefund,
  refundAll,
  refundPart,
  tellRefund,
  winBack,
} from './refund-order.js';
import { openParcels, returnParcels, shipAll, shipPart, waitForPickup } from './ship-order.js';
import { moveTo, type StateMove } from './state-move.js';

/** What can happen to an order after it was placed. */
export const CHANGE_KINDS = [
  'pay',
  'pay_part',
  'authorize',
  'fail_payment',
  'retry_payment',
  'remind',
  'ship',
  'ship_part',
  'pickup',
  'return',
  'refund',
  'refund_part',
  'refund_unnoted',
  'note_refund',
  'chargeback',
  'win_back',
  'start',
  'complete',
  'cancel',
  'edit',
  'credit',
  'document',
  'label',
] as const;

/** One thing that can happen to an order. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The changes that the shop's rules allow now; a new label is always among them. */
export function applicableChanges(order: ShopOrder): ChangeKind[] {
  return CHANGE_KINDS.filter((kind) => ALLOWED[kind](order));
}

/**
 * Changes an order in place and gives the states that were entered by it. What is no part of the order's own row
 * leaves the order's time of update as it was. Throws RangeError for a change that is not allowed now.
 */
export function applyChange(order: ShopOrder, kind: ChangeKind, context: ChangeContext): StateMove[] {
  if (!ALLOWED[kind](order)) throw new RangeError(`order ${order.number} cannot take the change ${kind} now`);
  return DOINGS[kind](order, context) ?? [];
}

const ORDER_ROW: ReadonlySet<ChangeKind> = new Set([
  'retry_payment',
  'start',
  'complete',
  'cancel',
  'edit',
  'credit',
  'label',
] as const);

/** Whether a change writes the order's own row, and with it the order's time of update. */
export function writesOrderRow(kind: ChangeKind): boolean {
  return ORDER_ROW.has(kind);
}

const OPEN_PAYMENT = new Set(['open', 'in_progress', 'authorized', 'reminded', 'unconfirmed', 'paid_partially']);

const ALLOWED: Record<ChangeKind, (order: ShopOrder) => boolean> = {
  pay: (order) => isAlive(order) && OPEN_PAYMENT.has(paymentState(order)),
  pay_part: (order) => isAlive(order) && paymentState(order) === 'open' && hasProvider(order),
  authorize: (order) => isAlive(order) && paymentState(order) === 'open' && hasProvider(order),
  fail_payment: (order) => isAlive(order) && ['open', 'in_progress'].includes(paymentState(order)),
  retry_payment: (order) => isAlive(order) && paymentState(order) === 'failed',
  remind: (order) => isAlive(order) && paymentState(order) === 'open',
  ship: (order) => isAlive(order) && openParcels(order).length > 0,
  ship_part: (order) => isAlive(order) && openParcels(order).some(({ state }) => state === 'open'),
  pickup: (order) => isAlive(order) && openParcels(order).some(({ state }) => state === 'open'),
  return: (order) => order.deliveries.some(({ state }) => state === 'shipped'),
  refund: isRefundable,
  refund_part: isRefundable,
  refund_unnoted: (order) => isRefundable(order) && hasProvider(order),
  note_refund: isUnnoted,
  chargeback: (order) => paymentState(order) === 'paid',
  win_back: (order) => paymentState(order) === 'chargeback',
  start: (order) => order.state === 'open',
  complete: (order) => order.state === 'in_progress' && paymentState(order) === 'paid' && isShipped(order),
  cancel: (order) => isAlive(order) && isUntouched(order),
  edit: (order) => isAlive(order) && isUntouched(order) && !order.transactions.some(isOver),
  credit: (order) => paymentState(order) === 'paid' && order.lines.every(({ type }) => type !== 'credit'),
  document: lacksDocument,
  label: () => true,
};

const DOINGS: Record<ChangeKind, (order: ShopOrder, context: ChangeContext) => StateMove[]> = {
  pay: payRest,
  pay_part: capturePart,
  authorize,
  fail_payment: failPayment,
  retry_payment: retryPayment,
  remind,
  ship: shipAll,
  ship_part: shipPart,
  pickup: waitForPickup,
  return: returnParcels,
  refund: refundAll,
  refund_part: refundPart,
  refund_unnoted: tellRefund,
  note_refund: noteRefund,
  chargeback: chargeBack,
  win_back: winBack,
  start: (order, context) => [moveTo('order', order, 'in_progress', context)],
  complete: (order, context) => [moveTo('order', order, 'completed', context)],
  cancel: cancelOrder,
  edit: editOrder,
  credit: creditOrder,
  document: fileDocument,
  label: labelOrder,
};

function isAlive({ state }: ShopOrder): boolean {
  return state === 'open' || state === 'in_progress';
}

function paymentState(order: ShopOrder): string {
  return relevantTransaction(order)?.state ?? 'none';
}

function isShipped({ deliveries }: ShopOrder): boolean {
  return deliveries.every(({ isDiscount, state }) => isDiscount || state === 'shipped');
}

function isUntouched(order: ShopOrder): boolean {
  const isUnpaid = order.transactions.every(
    ({ state, captures }) => captures.length === 0 && !state.startsWith('paid'),
  );
  return isUnpaid && order.deliveries.every(({ state }) => state === 'open');
}

/** Whether no state leads on from that of a payment; whoever cancels its order leaves it. */
function isOver({ state }: ShopTransaction): boolean {
  return state === 'failed' || state === 'refunded' || state === 'chargeback';
}

function cancelOrder(order: ShopOrder, context: ChangeContext): StateMove[] {
  const parcels = order.deliveries.map((one) => moveTo('order_delivery', one, 'cancelled', context));
  const payments = order.transactions
    .filter((one) => !isOver(one))
    .map((one) => moveTo('order_transaction', one, 'cancelled', context));
  return [...payments, ...parcels, moveTo('order', order, 'cancelled', context)];
}
