import type { Container } from '@azure/cosmos';
import type { Operation } from '../diff/operation.js';
import { PipelineError } from '../model/errors.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { OrderStore, WriteResult } from '../ports/order-store.js';
import { statusOf, toStoreError } from './azure-error.js';
import type { BulkWriter } from './bulk-writer.js';
import type { Count } from './count.js';
import { fitsPartialUpdate, toPartialUpdate } from './partial-update.js';
import { toWriteResult } from './write-result.js';

/** From this many patches at once on, replacing the items in bulk is faster than one partial update each. */
const MANY = 8;

interface PatcherOptions {
  container: Container;
  writer: BulkWriter;
  count: Count;
  /** How many patches at once are many. */
  many?: number;
}

/** The order store's `patch`, alone. */
export type RecordPatcher = Pick<OrderStore, 'patch'>;

/**
 * Patches records under If-Match. A few at a time go as partial updates, one request each; many at once, and what a partial update
 * cannot express, are replaced whole, one hundred to a request. Both ways hold the same condition and end in the same item.
 */
export function createRecordPatcher({ container, writer, count, many = MANY }: PatcherOptions): RecordPatcher {
  let underWay = 0;

  async function choose(item: StoredRecord, operations: readonly Operation[], etag: string): Promise<WriteResult> {
    // What else is asked in this turn of the event loop counts too.
    await new Promise((resolve) => setImmediate(resolve));
    if (underWay >= many || !fitsPartialUpdate(operations)) return replaceWhole(writer, item, etag);
    return updatePartially({ container, writer, count }, item, operations, etag);
  }

  return {
    async patch(item, operations, etag) {
      underWay += 1;
      try {
        return await choose(item, operations, etag);
      } finally {
        underWay -= 1;
      }
    },
  };
}

async function replaceWhole(writer: BulkWriter, item: StoredRecord, etag: string): Promise<WriteResult> {
  return toWriteResult(await writer.replace(item.id, item.recordKey, item, etag));
}

async function updatePartially(
  { container, writer, count }: PatcherOptions,
  item: StoredRecord,
  operations: readonly Operation[],
  etag: string,
): Promise<WriteResult> {
  count('cosmos.write');
  count('cosmos.request');
  try {
    const accessCondition = { type: 'IfMatch', condition: etag };
    const answer = await container
      .item(item.id, item.recordKey)
      .patch(toPartialUpdate(operations, item), { accessCondition });
    return { done: true, etag: answer.etag, requestCharge: answer.requestCharge };
  } catch (error) {
    return explain(error, writer, item, etag);
  }
}

async function explain(error: unknown, writer: BulkWriter, item: StoredRecord, etag: string): Promise<WriteResult> {
  const status = statusOf(error);
  if (status === 412) return { done: false, why: 'moved', requestCharge: 0 };
  // The service does not take these operations, though the item is as it should be: then it takes the item.
  if (status === 400) return replaceWhole(writer, item, etag);
  if (status === 413) throw new PipelineError('record_too_large', 'The patched item is too large', { cause: error });
  if (status !== 404) throw toStoreError(error);
  // A missing container answers 404 too; the read throws then. An item that came back meanwhile has another ETag.
  const { status: found, requestCharge } = await writer.read(item.id, item.recordKey);
  return { done: false, why: found === 404 ? 'missing' : 'moved', requestCharge };
}
