import { type Envelope, formatEnvelopes } from '../model/envelope.js';
import type { Queue } from '../ports/queue.js';
import { queueBlobName } from './queue-names.js';
import { MAX_RECORDS } from './receive.js';

/** Raw payloads of one queue blob, in characters: a blob is read whole when it is processed. */
const MAX_RAW = 5_000_000;

/**
 * Queues envelopes in their order, as many to a blob as it may hold, and tells of each batch once it is durable. The same batch gets
 * the same name, so that one that is queued again while it waits is there once.
 */
export async function queueEnvelopes<T extends { envelope: Envelope }>(
  queue: Pick<Queue, 'put'>,
  items: AsyncIterable<T>,
  queued: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  let batch: T[] = [];
  let size = 0;
  for await (const item of items) {
    const { length } = item.envelope.raw;
    if (batch.length === MAX_RECORDS || (batch.length > 0 && size + length > MAX_RAW)) {
      await queueBatch(queue, batch);
      await queued(batch);
      batch = [];
      size = 0;
    }
    batch.push(item);
    size += length;
  }
  if (batch.length === 0) return;
  await queueBatch(queue, batch);
  await queued(batch);
}

async function queueBatch(queue: Pick<Queue, 'put'>, batch: readonly { envelope: Envelope }[]): Promise<void> {
  const envelopes = batch.map(({ envelope }) => envelope);
  const source = envelopes.map(({ eventId, tries }) => `${eventId}|${tries}`).join('|');
  await queue.put(queueBlobName(source), formatEnvelopes(envelopes));
}
