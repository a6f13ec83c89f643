import type { Big } from 'big.js';
import type { z } from 'zod';
import type { paymentStatus as schema } from '../../../model/order.js';

/** What a payload is by its status. */
export type SaleKind = 'sale' | 'refund' | 'cancelled';

/** The status of the order; what the source says itself is in `attributes.orderStatus`. */
export function orderStatus(kind: SaleKind): string {
  return { sale: 'complete', refund: 'refunded', cancelled: 'cancelled' }[kind];
}

/** What has been paid, by the amounts; of an order below zero what has been paid back. */
export function paymentStatus(kind: SaleKind, grand: Big, paid: Big): z.output<typeof schema> {
  const [owed, settled] = grand.lt(0) ? [grand.neg(), paid.neg()] : [grand, paid];
  if (kind === 'cancelled' && settled.lte(0)) return 'voided';
  if (settled.gte(owed)) return 'paid';
  return settled.gt(0) ? 'partially_paid' : 'pending';
}
