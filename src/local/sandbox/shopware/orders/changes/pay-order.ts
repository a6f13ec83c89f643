import { PAYMENT_METHODS } from '../../settings/methods.js';
import type { ChangeContext } from '../change-context.js';
import { openTransaction } from '../compose-order.js';
import { relevantTransaction, type ShopOrder, type ShopTransaction } from '../shop-order.js';
import { moveTo, type StateMove, touch } from './state-move.js';

/** Whether the transaction that counts goes through a payment provider. */
export function hasProvider(order: ShopOrder): boolean {
  const { method } = current(order);
  return PAYMENT_METHODS.some(({ technicalName, isProvider }) => isProvider && technicalName === method);
}

/** Pays what is still to be paid. */
export function payRest(order: ShopOrder, context: ChangeContext): StateMove[] {
  const transaction = current(order);
  const taken = transaction.captures.reduce((sum, { amount }) => sum + amount, 0);
  if (hasProvider(order)) capture(transaction, transaction.amount - taken, context);
  return [moveTo('order_transaction', transaction, 'paid', context)];
}

/** Pays a third. */
export function capturePart(order: ShopOrder, context: ChangeContext): StateMove[] {
  const transaction = current(order);
  capture(transaction, Math.ceil(transaction.amount / 3), context);
  return [moveTo('order_transaction', transaction, 'paid_partially', context)];
}

/** Has the money reserved. */
export function authorize(order: ShopOrder, context: ChangeContext): StateMove[] {
  return [moveTo('order_transaction', current(order), 'authorized', context)];
}

/** Reminds of the payment. */
export function remind(order: ShopOrder, context: ChangeContext): StateMove[] {
  return [moveTo('order_transaction', current(order), 'reminded', context)];
}

/** Loses the payment; the transaction stays as it failed. */
export function failPayment(order: ShopOrder, context: ChangeContext): StateMove[] {
  return [moveTo('order_transaction', current(order), 'failed', context)];
}

/** Tries anew with another transaction, which the order then names as its primary one. */
export function retryPayment(order: ShopOrder, context: ChangeContext): StateMove[] {
  openTransaction(order, true, context);
  touch(order, context);
  return [];
}

function capture(transaction: ShopTransaction, amount: number, { nextId, nextNumber, atMs }: ChangeContext): void {
  const reference = `SBX-${String(nextNumber('capture')).padStart(8, '0')}`;
  const written = { createdAt: atMs, updatedAt: null };
  transaction.captures.push({
    id: nextId('order_transaction_capture'),
    amount,
    state: 'completed',
    reference,
    refunds: [],
    ...written,
  });
}

function current(order: ShopOrder): ShopTransaction {
  return relevantTransaction(order) as ShopTransaction;
}
