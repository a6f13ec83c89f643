import { hashName } from '../model/record-key.js';

/**
 * The name of the queue blob for what `source` stands for (a ULID, a run and its page, an idempotency key): the same source
 * gives the same name. It begins with two hash characters, so that names made at one time do not lie side by side.
 */
export function queueBlobName(source: string): string {
  const hash = hashName(source);
  return `${hash.slice(0, 2)}/${hash}.ndjson`;
}

/**
 * The receipt of the record at `index` of one arrival, or of the record at `inside` (from 1) within that one; receipts of one
 * arrival are in the order of their records.
 */
export function receiptOf(arrival: string, index: number, inside = 0): string {
  const receipt = `${arrival}-${String(index).padStart(3, '0')}`;
  return inside === 0 ? receipt : `${receipt}-${String(inside).padStart(5, '0')}`;
}
