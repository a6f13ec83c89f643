import { getOwn, isJsonObject, type Json } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { identifyAt, newestChange, toEntityId } from '../identify.js';

type Identity = { recordId: string; sourceVersion: string | null };

const STATED = ':refunded';

/** The id of the refund that the state of a transaction alone tells of. */
export function statedRefundId(transactionId: string): string {
  return `${transactionId}${STATED}`;
}

/** Whether a raw refund is a transaction whose state alone tells of it. */
export function isStatedRefund(id: string): boolean {
  return id.endsWith(STATED);
}

/** The id and the version of a delivery. @throws `record_id_missing` */
export const identifyShipment = identifyAt([]);

/** The id and the version of an invoice, whose amounts are those of its order. @throws `record_id_missing` */
export const identifyInvoice = identifyAt([
  'order',
  'order.transactions',
  'order.transactions.captures.refunds',
  'order.deliveries',
]);

/** The id and the version of a refund, also of one that only a state tells of. @throws `record_id_missing` */
export function identifyRefund(raw: Json): Identity {
  const id = isJsonObject(raw) ? getOwn(raw, 'id') : null;
  if (typeof id === 'string' && toEntityId(id.replace(STATED, '')) !== null) {
    // One that a state tells of is what the provider did not note: it changes with the notes, too.
    return { recordId: id, sourceVersion: newestChange(raw, ['captures', 'captures.refunds']) };
  }
  throw new PipelineError('record_id_missing', 'id is missing', { path: '/id' });
}
