import { getOwn, isJsonObject, type JsonObject } from '../../../diff/json.js';
import type { CanonicalRecord } from '../../../model/record.js';
import type { WithdrawnRecord } from '../../../ports/channel.js';
import { REFUNDED_BY_STATE } from '../orders/payments.js';
import { statedRefundId } from './identify-document.js';

const NOTHING = { subtotal: '0', discount: '0', shipping: '0', tax: '0', adjustment: '0', grand: '0' };

/** The ids of the payments of which a state alone tells that money went back. */
function statedIn({ payments }: CanonicalRecord): string[] {
  const rows = Array.isArray(payments) ? payments.filter(isJsonObject) : [];
  return rows.filter(isStated).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}

function isStated(payment: JsonObject): boolean {
  const attributes = getOwn(payment, 'attributes');
  return isJsonObject(attributes) && getOwn(attributes, REFUNDED_BY_STATE) !== undefined;
}

/**
 * The refunds that the state of a payment alone told of, and that it no longer tells of: the provider noted the money after all, or the
 * state went back, as after a chargeback that was won. They are cancelled, and give nothing back.
 */
export function withdrawnRefunds(older: CanonicalRecord, newer: CanonicalRecord): WithdrawnRecord[] {
  const still = new Set(statedIn(newer));
  const { id: orderId, currency = null } = newer;
  return statedIn(older)
    .filter((id) => !still.has(id))
    .map((id) => {
      const record = { id: statedRefundId(id), orderId, state: 'cancelled', currency, lines: [], totals: NOTHING };
      return { type: 'refund', record: { ...record, refundedAt: null } };
    });
}
