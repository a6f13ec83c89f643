import type { Container } from '@azure/cosmos';
import { ApplyError, apply } from '../diff/apply.js';
import type { Operation } from '../diff/operation.js';
import { PipelineError } from '../model/errors.js';
import type { CanonicalRecord } from '../model/record.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { OrderStore, StoredHead, StoreKey, WriteResult } from '../ports/order-store.js';
import { statusOf, toStoreError } from './azure-error.js';
import type { BulkWriter } from './bulk-writer.js';
import { withoutSystemFields } from './cosmos-item.js';
import type { Count } from './count.js';
import { fitsPartialUpdate, toPartialUpdate } from './partial-update.js';
import { toWriteResult } from './write-result.js';

/** From this many patches at once on, reading and replacing them in bulk is faster than one partial update each. */
const MANY = 8;

interface Patch {
  key: StoreKey;
  operations: readonly Operation[];
  head: StoredHead;
  etag: string;
}

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
 * Patches records under If-Match. A few at a time go as partial updates, one request each; many at once are read, changed here and
 * replaced, one hundred to a request. Both ways hold the same condition and refuse the same operations.
 */
export function createRecordPatcher({ container, writer, count, many = MANY }: PatcherOptions): RecordPatcher {
  let underWay = 0;

  async function run(patch: Patch): Promise<WriteResult> {
    underWay += 1;
    try {
      // What else is asked in this turn of the event loop counts too.
      await new Promise((resolve) => setImmediate(resolve));
      return await (underWay >= many
        ? readAndReplace(writer, patch)
        : updatePartially({ container, writer, count }, patch));
    } finally {
      underWay -= 1;
    }
  }

  return {
    async patch(key, operations, head, etag) {
      if (!fitsPartialUpdate(operations)) return { done: false, why: 'refused', requestCharge: 0 };
      return run({ key, operations, head, etag });
    },
  };
}

async function updatePartially({ container, writer, count }: PatcherOptions, patch: Patch): Promise<WriteResult> {
  const { key, operations, head, etag } = patch;
  count('cosmos.write');
  count('cosmos.request');
  try {
    const accessCondition = { type: 'IfMatch', condition: etag };
    const item = container.item(key.id, key.recordKey);
    const answer = await item.patch(toPartialUpdate(operations, head), { accessCondition });
    return { done: true, etag: answer.etag, requestCharge: answer.requestCharge };
  } catch (error) {
    return explain(error, writer, key);
  }
}

async function explain(error: unknown, writer: BulkWriter, key: StoreKey): Promise<WriteResult> {
  const status = statusOf(error);
  if (status === 412) return { done: false, why: 'moved', requestCharge: 0 };
  if (status === 400) return { done: false, why: 'refused', requestCharge: 0 };
  if (status === 413) throw new PipelineError('record_too_large', 'The patched item is too large', { cause: error });
  if (status !== 404) throw toStoreError(error);
  // A missing container answers 404 too; the read throws then. An item that came back meanwhile has another ETag.
  const { status: found, requestCharge } = await writer.read(key.id, key.recordKey);
  return { done: false, why: found === 404 ? 'missing' : 'moved', requestCharge };
}

async function readAndReplace(writer: BulkWriter, { key, operations, head, etag }: Patch): Promise<WriteResult> {
  const read = await writer.read(key.id, key.recordKey);
  if (read.body === undefined) return { done: false, why: 'missing', requestCharge: read.requestCharge };
  if (read.etag !== etag) return { done: false, why: 'moved', requestCharge: read.requestCharge };
  const stored = withoutSystemFields<StoredRecord>(read.body);
  const record = applyOrNull(stored.record, operations);
  if (record === null) return { done: false, why: 'refused', requestCharge: read.requestCharge };
  const answer = await writer.replace(key.id, key.recordKey, { ...stored, ...head, record }, etag);
  return toWriteResult({ ...answer, requestCharge: read.requestCharge + answer.requestCharge });
}

function applyOrNull(record: CanonicalRecord, operations: readonly Operation[]): CanonicalRecord | null {
  try {
    return apply(record, operations) as CanonicalRecord;
  } catch (error) {
    if (error instanceof ApplyError) return null;
    throw error;
  }
}
