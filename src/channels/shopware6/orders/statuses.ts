import type { Big } from 'big.js';
import type { z } from 'zod';
import type { fulfilmentStatus, paymentStatus } from '../../../model/order.js';
import { stateName } from '../reading/state-name.js';
import type { Deliveries } from './deliveries.js';
import type { Transaction } from './transactions.js';

/** What has been paid of an order. */
export type PaymentStatus = z.output<typeof paymentStatus>;
/** What has been sent of an order. */
export type FulfilmentStatus = z.output<typeof fulfilmentStatus>;

/** What the payment status of an order follows from. */
export interface PaymentFacts {
  /** The state of the order itself. */
  state: string | null;
  grand: Big;
  paid: Big;
  refunded: Big;
  transactions: readonly Transaction[];
  relevant: Transaction | null;
}

/** What the customer has paid, by the amounts; a state speaks where the shop does not say how much. */
export function readPaymentStatus({
  state,
  grand,
  paid,
  refunded,
  transactions,
  relevant,
}: PaymentFacts): PaymentStatus {
  const isKnownRefund = refunded.gt(0);
  if (isKnownRefund && refunded.gte(paid)) return 'refunded';
  if (isKnownRefund || transactions.some((one) => one.refunded === null)) return 'partially_refunded';
  if (paid.gte(grand)) return 'paid';
  if (paid.gt(0) || transactions.some((one) => one.paid === null)) return 'partially_paid';
  if (relevant?.state === 'authorized') return 'authorized';
  return state === 'cancelled' ? 'voided' : 'pending';
}

const SENT = new Set(['shipped', 'returned', 'returned_partially']);

/** What has been sent, by the states of the deliveries that send something; null where nothing is sent at all. */
export function readFulfilmentStatus({ parcels }: Deliveries): FulfilmentStatus | null {
  if (parcels.length === 0) return null;
  const states = parcels.map(({ fields }) => stateName(fields) ?? '').filter((state) => state !== 'cancelled');
  if (states.length === 0) return 'unfulfilled';
  if (states.every((state) => state === 'returned')) return 'returned';
  if (states.every((state) => SENT.has(state))) return 'fulfilled';
  return states.some((state) => SENT.has(state) || state === 'shipped_partially')
    ? 'partially_fulfilled'
    : 'unfulfilled';
}
