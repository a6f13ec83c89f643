import { type Envelope, envelope, formatEnvelopes } from '../model/envelope.js';
import { type BatchSummary, type ProcessPorts, processQueueBlob } from './process-queue-blob.js';
import type { PullPorts } from './pull-ports.js';
import { queueBlobName } from './queue-names.js';
import { MAX_RECORDS } from './receive.js';
import { sweepPulls } from './sweep-pulls.js';

/** What sweeping needs of the world. */
export type SweepPorts = ProcessPorts & PullPorts;

/** What a sweep found and did. */
export interface SweepSummary {
  /** Queue blobs that were driven, and what became of their records. */
  blobs: number;
  batch: BatchSummary;
  /** Parked records that were queued again. */
  requeued: number;
  /** Pull requests that were driven. */
  pulls: number;
  /** Queue blobs, parked records and pulls that failed and stay for the next sweep. */
  failed: number;
}

/** How long the trigger has for a blob before the sweeper drives it. */
export interface SweepTimes {
  queueAgeMs: number;
  pullAgeMs: number;
  budgetMs: number;
}

/** Two minutes for a queue blob, ten for a pull, and four minutes for the sweep itself. */
export const sweepTimes: SweepTimes = { queueAgeMs: 120_000, pullAgeMs: 600_000, budgetMs: 240_000 };

/**
 * The guarantee of delivery: drives every queue blob that the trigger left behind, queues parked records whose time has come,
 * and runs pulls that were forgotten or are due to be tried again. One blob that fails does not stop the others.
 */
export async function sweepQueue(ports: SweepPorts, times: SweepTimes = sweepTimes): Promise<SweepSummary> {
  const deadline = ports.clock.now().getTime() + times.budgetMs;
  const summary: SweepSummary = {
    blobs: 0,
    batch: { records: 0, applied: 0, ignored: 0, deadLettered: 0, parked: 0 },
    requeued: 0,
    pulls: 0,
    failed: 0,
  };
  const late = (): boolean => ports.clock.now().getTime() > deadline;
  await sweepBlobs(ports, times, summary, late);
  await requeueParked(ports, summary, late);
  const { pulls, failed } = await sweepPulls(ports, times.pullAgeMs, late);
  return { ...summary, pulls, failed: summary.failed + failed };
}

async function sweepBlobs(
  ports: SweepPorts,
  times: SweepTimes,
  summary: SweepSummary,
  late: () => boolean,
): Promise<void> {
  for await (const { name, createdAt } of ports.queue.list()) {
    if (late()) return;
    if (ports.clock.now().getTime() - createdAt.getTime() < times.queueAgeMs) continue;
    try {
      add(summary.batch, await processQueueBlob(ports, name));
      summary.blobs += 1;
    } catch {
      // The blob stays; the next sweep starts it again, and its starts are counted.
      summary.failed += 1;
    }
  }
}

function add(sum: BatchSummary, batch: BatchSummary): void {
  for (const key of Object.keys(sum) as (keyof BatchSummary)[]) sum[key] += batch[key];
}

/** Due letters are queued together and in the order of their arrival, so that records of one key are tried again in that order. */
async function requeueParked(ports: SweepPorts, summary: SweepSummary, late: () => boolean): Promise<void> {
  let batch: Due[] = [];
  for await (const name of ports.deadLetters.due(ports.clock.now())) {
    if (late()) break;
    const due = await readDue(ports, name, summary);
    if (due !== null) batch.push(due);
    if (batch.length < MAX_RECORDS) continue;
    await requeue(ports, batch, summary);
    batch = [];
  }
  await requeue(ports, batch, summary);
}

interface Due {
  name: string;
  envelope: Envelope;
}

/** A letter that cannot be read stays where it is; it must not keep the others waiting. */
async function readDue(ports: SweepPorts, name: string, summary: SweepSummary): Promise<Due | null> {
  try {
    const letter = await ports.deadLetters.read(name);
    if (letter === null || letter.retry === null) return null;
    return { name, envelope: { ...envelope.parse(JSON.parse(letter.envelope)), tries: letter.retry.tries } };
  } catch {
    summary.failed += 1;
    return null;
  }
}

async function requeue(ports: SweepPorts, batch: readonly Due[], summary: SweepSummary): Promise<void> {
  if (batch.length === 0) return;
  const inOrder = [...batch].sort((one, other) => (one.envelope.receipt < other.envelope.receipt ? -1 : 1));
  // Named by the letters, which hold the time of their try: a new letter never meets the blob of an old one.
  const source = inOrder.map(({ name }) => name).join('|');
  // Queued before they are deleted: a crash between the two queues them twice, and the second finds them done.
  await ports.queue.put(queueBlobName(source), formatEnvelopes(inOrder.map(({ envelope }) => envelope)));
  for (const { name } of batch) await ports.deadLetters.delete(name);
  summary.requeued += batch.length;
}
