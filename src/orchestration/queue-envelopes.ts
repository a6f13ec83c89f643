import { type Envelope, formatEnvelopes } from '../model/envelope.js';
import type { Queue } from '../ports/queue.js';
import { queueBlobName } from './queue-names.js';
import { MAX_RECORDS } from './receive.js';

/** Raw payloads of one queue blob, in characters: a blob is read whole when it is processed. */
const MAX_RAW = 5_000_000;

/** An envelope, and the name of what it is queued from, such as a dead letter: something that never comes twice with other content. */
export interface NamedEnvelope {
  name: string;
  envelope: Envelope;
}

/**
 * Queues envelopes in their order, as many to a blob as it may hold, and tells of each batch once it is durable. A blob is named by
 * what it is queued from: one that is queued again while it waits is there once, and nothing else ever meets it.
 */
export async function queueEnvelopes<T extends NamedEnvelope>(
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

async function queueBatch(queue: Pick<Queue, 'put'>, batch: readonly NamedEnvelope[]): Promise<void> {
  const source = batch.map(({ name }) => name).join('|');
  await queue.put(queueBlobName(source), formatEnvelopes(batch.map(({ envelope }) => envelope)));
}
