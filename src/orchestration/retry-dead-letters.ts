import pLimit from 'p-limit';
import type { DeadLetter } from '../model/dead-letter.js';
import type { Envelope } from '../model/envelope.js';
import { hashName } from '../model/record-key.js';
import type { DeadLetters } from '../ports/dead-letters.js';
import type { EventLog } from '../ports/event-log.js';
import type { Queue } from '../ports/queue.js';
import { chooseDeadLetters, type DeadLetterChoice } from './choose-dead-letters.js';
import { mapAhead } from './map-ahead.js';
import { type NamedEnvelope, queueEnvelopes } from './queue-envelopes.js';
import { readLines } from './queued-line.js';

/** What retrying needs of the world. */
export interface RetryPorts {
  deadLetters: DeadLetters;
  events: Pick<EventLog, 'read'>;
  queue: Pick<Queue, 'put'>;
}

/** What became of the dead letters that were meant. */
export interface RetrySummary {
  queued: number;
  /** Those whose record had reached another end by now, as when a retry was cut short: deleted and not queued. */
  settled: number;
  /** The names of those that hold no envelope and stay where they are. */
  unreadable: string[];
}

/** Calls to the stores that are under way at once. */
const CONCURRENCY = 16;

/**
 * Queues dead letters again, in the order of their receipt, and deletes them. A parked one keeps its event id, under which it has
 * no event yet; a final one goes on under an id made from its own, so that the repeat of a retry that was cut short, and two
 * retries at once, are one record. The receipt stays: what came after it is newer.
 * @throws `not_found` when there is none of the id
 */
export async function retryDeadLetters(ports: RetryPorts, choice: DeadLetterChoice): Promise<RetrySummary> {
  const summary: RetrySummary = { queued: 0, settled: 0, unreadable: [] };
  const names = await namesInOrder(ports, choice, summary.unreadable);
  const limit = pLimit(CONCURRENCY);
  // Queued before they are deleted: a crash between the two queues them twice, and the second finds them done.
  await queueEnvelopes(ports.queue, replays(ports, names, summary), async (batch) => {
    await Promise.all(batch.map(({ name }) => limit(() => ports.deadLetters.delete(name))));
    summary.queued += batch.length;
  });
  return summary;
}

/** The letters stay unread until it is their turn: their payloads might not fit into the memory together. */
async function namesInOrder(ports: RetryPorts, choice: DeadLetterChoice, unreadable: string[]): Promise<string[]> {
  const found: { name: string; receipt: string }[] = [];
  for await (const { name, letter } of chooseDeadLetters(ports, choice, unreadable)) {
    const envelope = readEnvelope(letter);
    if (envelope === null) unreadable.push(name);
    else found.push({ name, receipt: envelope.receipt });
  }
  return found.sort((a, b) => (a.receipt < b.receipt ? -1 : 1)).map(({ name }) => name);
}

async function* replays(
  ports: RetryPorts,
  names: readonly string[],
  summary: RetrySummary,
): AsyncGenerator<NamedEnvelope> {
  for await (const replay of mapAhead(names, CONCURRENCY, (name) => toReplay(ports, name, summary))) {
    if (replay !== null) yield replay;
  }
}

/** Null for a letter that somebody else took up meanwhile, and for one whose record has its end already. */
async function toReplay(ports: RetryPorts, name: string, summary: RetrySummary): Promise<NamedEnvelope | null> {
  const letter = await ports.deadLetters.read(name);
  const before = letter && readEnvelope(letter);
  if (!letter || !before) return null;
  const envelope = { ...(letter.retry === null ? replayOf(before) : before), tries: 0, retried: true };
  if ((await ports.events.read(envelope.profileId, envelope.eventId)) === null) return { name, envelope };
  await ports.deadLetters.delete(name);
  summary.settled += 1;
  return null;
}

function replayOf(envelope: Envelope): Envelope {
  const { eventId } = envelope;
  return { ...envelope, eventId: hashName(`${eventId}|replay`), replayOf: eventId, origin: 'replay' };
}

function readEnvelope(letter: DeadLetter): Envelope | null {
  return readLines(letter.envelope)[0]?.envelope ?? null;
}
