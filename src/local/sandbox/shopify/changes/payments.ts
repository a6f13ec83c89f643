import { type Amount, divideRounded, subtract } from '../books/amount.js';
import { capturableOf, figuresOf } from '../books/figures.js';
import type { ShopOrder, Transaction } from '../books/order.js';
import type { PaymentKind } from '../books/order-wish.js';
import type { ChangeContext } from './change-context.js';

const AUTHORIZATION_MS = 7 * 24 * 3_600_000;
const RATE_DRIFT_THOUSANDTHS = 1_013;

/** Pays for a new order in one of the ways that people pay. */
export function payNewOrder(order: ShopOrder, kind: PaymentKind, context: ChangeContext): void {
  const { total } = figuresOf(order);
  const gateway = order.sourceName === 'pos' ? 'cash' : 'shopify_payments';
  const add = (row: Partial<Transaction>): Transaction =>
    addTransaction(order, { gateway, amount: total, ...row }, context);
  if (kind === 'sale') add({ kind: 'SALE' });
  if (kind === 'authorization') {
    add({ kind: 'AUTHORIZATION', authorizationExpiresAtMs: context.atMs + AUTHORIZATION_MS });
  }
  if (kind === 'pending') add({ kind: 'SALE', status: 'PENDING', gateway: 'paypal' });
  if (kind === 'failed-then-sale') {
    add({ kind: 'SALE', status: 'FAILURE', errorCode: 'CARD_DECLINED' });
    add({ kind: 'SALE', status: 'ERROR', errorCode: 'PROCESSING_ERROR' });
    add({ kind: 'SALE' });
  }
  if (kind === 'two-gateways') {
    const first = half(total);
    add({ kind: 'SALE', gateway: 'gift_card', amount: first });
    add({ kind: 'SALE', amount: subtract(total, first) });
  }
  if (kind === 'cash-with-change') {
    const given = { shop: total.shop + 500, presentment: total.presentment + 500 };
    const sale = add({ kind: 'SALE', gateway: 'cash', amount: given });
    add({ kind: 'CHANGE', gateway: 'cash', amount: { shop: 500, presentment: 500 }, parentId: sale.id });
  }
}

/** Takes what is still owed: captures the authorization, lets the pending payment succeed, or takes it by hand. Later payments come at the rate of their day. */
export function payOrder(order: ShopOrder, context: ChangeContext): void {
  const authorization = openAuthorization(order);
  const pending = order.transactions.find(({ status }) => status === 'PENDING');
  if (authorization !== undefined) {
    const amount = atPresentRate(authorization.amount, order);
    addTransaction(
      order,
      { kind: 'CAPTURE', gateway: authorization.gateway, amount, parentId: authorization.id },
      context,
    );
  } else if (pending !== undefined) {
    pending.status = 'SUCCESS';
  } else {
    const amount = atPresentRate(figuresOf(order).outstanding, order);
    addTransaction(order, { kind: 'SALE', gateway: 'manual', amount }, context);
  }
}

/** Lets an authorization go. */
export function voidAuthorization(order: ShopOrder, context: ChangeContext): void {
  const authorization = openAuthorization(order);
  if (authorization === undefined) return;
  const { gateway, amount, id } = authorization;
  addTransaction(order, { kind: 'VOID', gateway, amount, parentId: id }, context);
}

/** Whether there is something to take. */
export function isPayable(order: ShopOrder): boolean {
  return (
    order.cancelledAtMs === null &&
    (capturableOf(order).presentment > 0 || figuresOf(order).outstanding.presentment > 0)
  );
}

/** Gives money back by the way that it came. */
export function payBack(order: ShopOrder, amount: Amount, context: ChangeContext): Transaction {
  const paid = order.transactions.findLast(
    ({ kind, status }) => status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE'),
  );
  const way = { gateway: paid?.gateway ?? 'manual', parentId: paid?.id ?? null };
  return addTransaction(order, { kind: 'REFUND', amount, ...way }, context);
}

function openAuthorization(order: ShopOrder): Transaction | undefined {
  return capturableOf(order).presentment > 0
    ? order.transactions.find(({ kind, status }) => kind === 'AUTHORIZATION' && status === 'SUCCESS')
    : undefined;
}

function addTransaction(
  order: ShopOrder,
  row: Partial<Transaction> & Pick<Transaction, 'amount'>,
  { ids, atMs }: ChangeContext,
): Transaction {
  const transaction: Transaction = {
    id: ids.next('OrderTransaction'),
    kind: 'SALE',
    status: 'SUCCESS',
    gateway: 'manual',
    atMs,
    parentId: null,
    errorCode: null,
    authorizationExpiresAtMs: null,
    ...row,
  };
  order.transactions.push(transaction);
  return transaction;
}

function half(amount: Amount): Amount {
  return { shop: divideRounded(amount.shop, 2), presentment: divideRounded(amount.presentment, 2) };
}

function atPresentRate(amount: Amount, { currencies }: ShopOrder): Amount {
  if (currencies.shop === currencies.presentment) return amount;
  return { ...amount, shop: divideRounded(amount.shop * RATE_DRIFT_THOUSANDTHS, 1_000) };
}
