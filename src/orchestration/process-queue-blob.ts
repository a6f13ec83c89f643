import pLimit from 'p-limit';
import type { Envelope } from '../model/envelope.js';
import type { PipelineError } from '../model/errors.js';
import { PipelineError as Failure, toPipelineError } from '../model/errors.js';
import type { Outcome, PipelineEvent } from '../model/event.js';
import type { Channel } from '../ports/channel.js';
import type { DeadLetters } from '../ports/dead-letters.js';
import type { Profiles } from '../ports/profiles.js';
import type { Queue } from '../ports/queue.js';
import type { StartCounter } from '../ports/start-counter.js';
import { applyEdit, EDIT_FORMAT } from './apply-edit.js';
import { applyTracking, TRACKING_FORMAT } from './apply-tracking.js';
import { deadLetter } from './dead-letter.js';
import { loadProfile } from './load-profile.js';
import { processRecord, type RecordPorts } from './process-record.js';
import { type QueuedLine, readLines } from './queued-line.js';
import { withRetries } from './retry.js';

/** Records of one blob that are under way at once; records of one key always follow each other. */
const CONCURRENCY = 64;
/** A blob this old has been started before, or has waited long: from here on its starts are counted. */
const COUNT_STARTS_AFTER_MS = 60_000;
/** A blob that was started so often without an end is dead-lettered whole. */
const MAX_STARTS = 5;

/** What processing needs of the world. */
export interface ProcessPorts extends RecordPorts {
  queue: Queue;
  starts: StartCounter;
  deadLetters: DeadLetters;
  profiles: Profiles;
  findChannel(key: string): Channel | null;
}

/** What became of the records of one blob. */
export interface BatchSummary {
  records: number;
  applied: number;
  ignored: number;
  deadLettered: number;
  parked: number;
}

type Result = Outcome | 'parked';

/**
 * Processes a queue blob: each record ends in its event, a dead letter or a parked retry, and only then the blob is deleted.
 * A blob that is gone was finished by somebody else.
 * @throws when the world is so broken that not even a dead letter can be written; the blob stays and is delivered again
 */
export async function processQueueBlob(ports: ProcessPorts, name: string): Promise<BatchSummary> {
  const blob = await ports.queue.read(name);
  if (blob === null) return summarize([]);
  const counted = ports.clock.now().getTime() - blob.createdAt.getTime() > COUNT_STARTS_AFTER_MS;
  const crashed = counted && (await ports.starts.start(name)) > MAX_STARTS;
  try {
    const results = await processLines(ports, readLines(blob.body), { counted, crashed });
    await ports.queue.delete(name);
    return summarize(results);
  } finally {
    // An exception is an end too: only a process that dies leaves its start behind.
    if (counted) await ports.starts.end(name);
  }
}

/** What earlier starts of a blob mean for its records: whether there may have been one, and whether there were too many. */
interface Starts {
  counted: boolean;
  crashed: boolean;
}

async function processLines(ports: ProcessPorts, lines: QueuedLine[], starts: Starts): Promise<Result[]> {
  const limit = pLimit(CONCURRENCY);
  const processed = groupInOrder(lines).map((group) => limit(() => processInOrder(ports, group, starts)));
  // All are awaited even if one throws: what is under way must not go on behind the caller's back.
  const settled = await Promise.allSettled(processed);
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}

/** Lines of one record stay together and in order; the groups may be processed side by side. */
function groupInOrder(lines: readonly QueuedLine[]): QueuedLine[][] {
  const groups = new Map<string, QueuedLine[]>();
  for (const line of lines) {
    const group = groups.get(line.group);
    if (group === undefined) groups.set(line.group, [line]);
    else group.push(line);
  }
  return [...groups.values()];
}

/** Once a record is parked, the later ones of the same key are parked behind it: overtaking it would make it stale. */
async function processInOrder(ports: ProcessPorts, group: QueuedLine[], starts: Starts): Promise<Result[]> {
  const results: Result[] = [];
  let blocked: PipelineError | null = null;
  for (const line of group) {
    const result: Processed =
      blocked === null ? await processLine(ports, line, starts) : await park(ports, line, blocked);
    if (result.outcome === 'parked') blocked = result.error;
    results.push(result.outcome);
  }
  return results;
}

type Processed = { outcome: Outcome } | { outcome: 'parked'; error: PipelineError };

async function processLine(ports: ProcessPorts, line: QueuedLine, starts: Starts): Promise<Processed> {
  const startedAt = ports.clock.now();
  try {
    if (line.envelope === null) throw new Failure('envelope_invalid', line.fault);
    if (starts.crashed)
      throw new Failure('process_crashed', `Processing was started ${MAX_STARTS} times and never ended`);
    const { envelope } = line;
    const event = await withRetries(ports, async (attempt) => {
      const given = mayBeDead(envelope, starts) ? await readDead(ports, envelope) : null;
      if (given !== null) return given;
      const { profile, channel } = await loadProfile(ports, envelope.profileId);
      if (envelope.format === EDIT_FORMAT) return (await applyEdit(ports, envelope, profile, attempt)).event;
      if (envelope.format === TRACKING_FORMAT) return applyTracking(ports, envelope, profile, channel, attempt);
      return processRecord(ports, envelope, profile, channel, attempt);
    });
    return { outcome: event.outcome };
  } catch (error) {
    return fail(ports, line, toPipelineError(error), startedAt);
  }
}

/** Whether the record may be among the dead by now; one that comes for the first time is not, and pays for no look-up. */
function mayBeDead({ tries, retried }: Envelope, { counted }: Starts): boolean {
  return tries > 0 || retried === true || counted;
}

/**
 * The event in which the record was given up, as when a person discarded it, or was removed with it, while its blob was on the way:
 * it stands, and the record is not applied. Null without one; an applied record goes on, as its cache may not be written yet.
 */
async function readDead(ports: ProcessPorts, { profileId, eventId }: Envelope): Promise<PipelineEvent | null> {
  const event = await ports.events.read(profileId, eventId);
  return event?.outcome === 'dead-lettered' || event?.reason === 'erased' ? event : null;
}

async function park(ports: ProcessPorts, line: QueuedLine, blocked: PipelineError): Promise<Processed> {
  return fail(ports, line, blocked, ports.clock.now());
}

async function fail(ports: ProcessPorts, line: QueuedLine, error: PipelineError, startedAt: Date): Promise<Processed> {
  const outcome = await withRetries(ports, () => deadLetter(ports, line, error, startedAt));
  return outcome === 'parked' ? { outcome, error } : { outcome };
}

function summarize(results: readonly Result[]): BatchSummary {
  const count = (...wanted: Result[]): number => results.filter((result) => wanted.includes(result)).length;
  return {
    records: results.length,
    applied: count('created', 'replaced', 'patched', 'refreshed'),
    ignored: count('ignored'),
    deadLettered: count('dead-lettered'),
    parked: count('parked'),
  };
}
