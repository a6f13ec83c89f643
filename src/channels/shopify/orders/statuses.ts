import type { Big } from 'big.js';
import type { z } from 'zod';
import type { fulfilmentStatus, paymentStatus } from '../../../model/order.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { moneyOf } from '../money-set.js';
import { type OrderMoney, otherMoney } from './order-money.js';
import { readMoney } from './payments.js';

/** What has been paid of an order. */
export type PaymentStatus = z.output<typeof paymentStatus>;
/** What has been sent of an order. */
export type FulfilmentStatus = z.output<typeof fulfilmentStatus>;

const STATED: Readonly<Record<string, PaymentStatus>> = {
  AUTHORIZED: 'authorized',
  PARTIALLY_PAID: 'partially_paid',
  PAID: 'paid',
  PARTIALLY_REFUNDED: 'partially_refunded',
  REFUNDED: 'refunded',
  VOIDED: 'voided',
};

/** Whether the payload says what was paid and given back: webhooks of old versions say neither. */
function knowsMoney(order: RawFields): boolean {
  return order.has('transactions') || order.has('refunds');
}

/**
 * What the customer has paid, by amounts: Shopify's own status is null for some orders. It is reckoned in the customer's currency,
 * because what is taken later comes at another rate of exchange in the shop's. `grand` gives what is ordered in a currency.
 */
export function readPaymentStatus(
  order: RawFields,
  money: OrderMoney,
  grand: (money: OrderMoney) => Big,
): PaymentStatus {
  const other = otherMoney(order, money);
  const own = other?.set === 'presentment' ? other : money;
  const stated = STATED[order.text('displayFinancialStatus') ?? ''];
  if (stated !== undefined && !knowsMoney(order)) return stated;
  const { paid, refunded, isAuthorized, isVoided } = readMoney(order, own.set);
  if (refunded.gt(0)) return refunded.gte(paid) && paid.gt(0) ? 'refunded' : 'partially_refunded';
  if (paid.gte(grand(own))) return 'paid';
  // Cash is rounded, and so may come to a little less than the order.
  const outstanding = moneyOf(order, 'totalOutstandingSet', own.set);
  if (paid.gt(0) && !isAuthorized && outstanding?.lte(0)) return 'paid';
  if (paid.gt(0)) return 'partially_paid';
  if (order.filledText('cancelledAt') !== null || isVoided) return 'voided';
  return isAuthorized ? 'authorized' : 'pending';
}

const SENT: Readonly<Record<string, FulfilmentStatus>> = {
  FULFILLED: 'fulfilled',
  PARTIALLY_FULFILLED: 'partially_fulfilled',
  RESTOCKED: 'returned',
};

/** What has been sent; null when the order does not say. */
export function readFulfilmentStatus(order: RawFields): FulfilmentStatus | null {
  const status = order.filledText('displayFulfillmentStatus');
  if (status === null) return null;
  const known = SENT[status];
  if (known !== undefined) return known;
  const sent = order.objects('fulfillments').some((one) => one.text('status') === 'SUCCESS');
  return sent && status !== 'UNFULFILLED' ? 'partially_fulfilled' : 'unfulfilled';
}

/** Shopify has no status of its own for an order as a whole. */
export function readStatus(order: RawFields): string {
  if (order.filledText('cancelledAt') !== null) return 'cancelled';
  return order.filledText('closedAt') === null ? 'open' : 'closed';
}
