import type { ChangeContext } from '../change-context.js';
import { figuresOf } from '../order-figures.js';
import { relevantTransaction, type ShopCapture, type ShopOrder, type ShopRefund } from '../shop-order.js';
import { moveTo, type StateMove } from './state-move.js';

/** Whether money can go back: something was paid and not all of it has gone back. */
export function isRefundable(order: ShopOrder): boolean {
  const transaction = relevantTransaction(order);
  if (transaction === undefined) return false;
  const isPaid = transaction.state === 'paid' || transaction.state === 'refunded_partially';
  return isPaid && (transaction.captures.length === 0 || transaction.captures.some((capture) => restOf(capture) > 0));
}

/** Sends back all that is left; without a provider nothing but the state tells of it. */
export function refundAll(order: ShopOrder, context: ChangeContext): StateMove[] {
  return [...noteRefund(order, context), ...enter(order, 'refunded', context)];
}

/** Sends back the first line's price, and a refund that fails as well; without a provider the amount is in nobody's books. */
export function refundPart(order: ShopOrder, context: ChangeContext): StateMove[] {
  const transaction = relevantTransaction(order);
  if (transaction === undefined) return [];
  const capture = transaction.captures.find((one) => restOf(one) > 1);
  if (capture === undefined) return [moveTo('order_transaction', transaction, 'refunded_partially', context)];
  const [line] = order.lines;
  const price = line === undefined ? undefined : figuresOf(order).lines.get(line.id);
  const amount = Math.min(Math.max(1, price?.total ?? 1), restOf(capture) - 1);
  const id = context.nextId('order_transaction_capture_refund_position');
  const positions = line === undefined ? [] : [{ id, lineId: line.id, quantity: line.quantity, amount }];
  if (context.random.chance(0.3)) openRefund(capture, amount, [], context).state = 'failed';
  const move = refund(capture, amount, positions, context);
  return [move, moveTo('order_transaction', transaction, 'refunded_partially', context)];
}

/** Says by the state alone that all went back, as where the provider notes it later or never. */
export function tellRefund(order: ShopOrder, context: ChangeContext): StateMove[] {
  return enter(order, 'refunded', context);
}

/** Whether the provider has still to note what the state says. */
export function isUnnoted(order: ShopOrder): boolean {
  const transaction = relevantTransaction(order);
  return transaction?.state === 'refunded' && transaction.captures.some((capture) => restOf(capture) > 0);
}

/** Notes what the state said before, which leaves the transaction's own row as it was. */
export function noteRefund(order: ShopOrder, context: ChangeContext): StateMove[] {
  const captures = relevantTransaction(order)?.captures ?? [];
  return captures
    .filter((capture) => restOf(capture) > 0)
    .map((capture) => refund(capture, restOf(capture), [], context));
}

/** Takes the money back by the customer's bank. */
export function chargeBack(order: ShopOrder, context: ChangeContext): StateMove[] {
  return enter(order, 'chargeback', context);
}

/** Wins a chargeback: the payment is what it was. */
export function winBack(order: ShopOrder, context: ChangeContext): StateMove[] {
  return enter(order, 'paid', context);
}

function enter(order: ShopOrder, state: string, context: ChangeContext): StateMove[] {
  const transaction = relevantTransaction(order);
  return transaction === undefined ? [] : [moveTo('order_transaction', transaction, state, context)];
}

function refund(
  capture: ShopCapture,
  amount: number,
  positions: ShopRefund['positions'],
  context: ChangeContext,
): StateMove {
  const opened = openRefund(capture, amount, positions, context);
  return moveTo('order_transaction_capture_refund', opened, 'completed', context);
}

function openRefund(
  capture: ShopCapture,
  amount: number,
  positions: ShopRefund['positions'],
  { nextId, atMs }: ChangeContext,
): ShopRefund {
  const id = nextId('order_transaction_capture_refund');
  const reason = 'Retoure – passt nicht';
  const opened = { id, amount, state: 'open', reason, positions, createdAt: atMs, updatedAt: null };
  capture.refunds.push(opened);
  return opened;
}

function restOf({ amount, state, refunds }: ShopCapture): number {
  if (state !== 'completed') return 0;
  return refunds.filter((one) => one.state === 'completed').reduce((rest, one) => rest - one.amount, amount);
}
