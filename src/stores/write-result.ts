import type { WriteResult } from '../ports/order-store.js';
import type { BulkAnswer } from './bulk-writer.js';

const WHY = { 404: 'missing', 409: 'exists', 412: 'moved' } as const;

/** The answer to a conditional write in the words of the order store. */
export function toWriteResult({ status, etag, requestCharge }: Omit<BulkAnswer, 'body'>): WriteResult {
  if (status === 200 || status === 201) return { done: true, etag, requestCharge };
  return { done: false, why: WHY[status], requestCharge };
}
