import type { Container } from '@azure/cosmos';
import type { StoreKey, WriteResult } from '../ports/order-store.js';
import { statusOf, toStoreError } from './azure-error.js';
import type { BulkWriter } from './bulk-writer.js';

/**
 * Deletes an item if its ETag still holds; there is no ETag afterwards.
 * @throws `store_unavailable`, `store_refused`
 */
export async function deleteItem(
  container: Container,
  reader: Pick<BulkWriter, 'read'>,
  { id, recordKey }: Pick<StoreKey, 'id' | 'recordKey'>,
  etag: string,
): Promise<WriteResult> {
  try {
    const accessCondition = { type: 'IfMatch', condition: etag };
    const { requestCharge } = await container.item(id, recordKey).delete({ accessCondition });
    return { done: true, etag: '', requestCharge };
  } catch (error) {
    const status = statusOf(error);
    if (status === 412) return { done: false, why: 'moved', requestCharge: 0 };
    if (status !== 404) throw toStoreError(error);
    // A missing container answers 404 too; the read throws then. An item that came back meanwhile has another ETag.
    const { status: found, requestCharge } = await reader.read(id, recordKey);
    return { done: false, why: found === 404 ? 'missing' : 'moved', requestCharge };
  }
}
