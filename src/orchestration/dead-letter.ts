import type { DeadLetter } from '../model/dead-letter.js';
import type { Envelope } from '../model/envelope.js';
import { type ErrorCode, PipelineError as Failure, type PipelineError } from '../model/errors.js';
import type { Outcome, PipelineEvent } from '../model/event.js';
import { hashName, recordKey } from '../model/record-key.js';
import type { Clock } from '../ports/clock.js';
import type { DeadLetters } from '../ports/dead-letters.js';
import type { EventLog } from '../ports/event-log.js';
import type { EventRecords } from '../ports/event-records.js';
import type { Profiles } from '../ports/profiles.js';
import { logEvent, timing } from './log-event.js';
import { type QueuedLine, readLines } from './queued-line.js';

const MINUTE = 60_000;
/** When a parked record is tried again, counted from the failure: 1, 5, 30 minutes, 2, 12 hours. Then it waits for a person. */
const RETRY_AFTER_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 720 * MINUTE];

/** What dead letters need of the world. */
export interface DeadLetterPorts {
  deadLetters: DeadLetters;
  events: EventLog;
  eventRecords: EventRecords;
  profiles: Profiles;
  clock: Clock;
}

/**
 * Puts a failed record aside, raw payload and cause together. What may recover is parked with the time of its next try and has
 * no event yet; everything else is final and ends in its event. Doing it twice is the same as once, and so is fetching a record
 * again that fails as before.
 */
export async function deadLetter(
  ports: DeadLetterPorts,
  line: QueuedLine,
  error: PipelineError,
  startedAt: Date,
): Promise<'parked' | Outcome> {
  const tries = line.envelope?.tries ?? 0;
  const now = ports.clock.now();
  if (error.disposition === 'retry') {
    const wait = RETRY_AFTER_MS[tries];
    if (wait !== undefined && line.envelope !== null) {
      const nextTryAt = new Date(now.getTime() + wait).toISOString();
      await ports.deadLetters.put({ ...toDeadLetter(line, error, now), retry: { tries: tries + 1, nextTryAt } });
      return 'parked';
    }
  }
  const final = error.disposition === 'retry' ? exhausted(error) : error;
  const letter = toDeadLetter(line, final, now);
  const logged = await ports.events.read(letter.profileId, letter.eventId);
  // The letter was written before the event, and whoever deleted it since did so on purpose.
  if (logged !== null) return logged.outcome;
  const twin = await findTwin(ports, letter, line.envelope);
  if (twin !== null) return endAsRepeat(ports, letter, twin, startedAt);
  const name = await ports.deadLetters.put(letter);
  const event = await deadLetterEvent(ports, letter, name, startedAt);
  return (await logEvent(ports, event)) === 'logged' ? 'dead-lettered' : reconcile(ports, event, name);
}

/** The event was logged by an earlier try. If the record reached its end then, there is nothing left to put aside. */
async function reconcile(ports: DeadLetterPorts, event: PipelineEvent, name: string): Promise<Outcome> {
  const logged = await ports.events.read(event.profileId, event.id);
  if (logged === null || logged.outcome === 'dead-lettered') return 'dead-lettered';
  await ports.deadLetters.delete(name);
  return logged.outcome;
}

const FETCHED: ReadonlySet<Envelope['origin']> = new Set(['pull', 'webhook']);
/** Retries of a letter fail as newer events than its own. */
const TWINS_LOOKED_AT = 5;

/** The dead letter of the same payload of the same record with the same cause, where a source was asked again; null without one. */
async function findTwin(ports: DeadLetterPorts, letter: DeadLetter, envelope: Envelope | null): Promise<string | null> {
  const { profileId, recordKey, code } = letter;
  if (envelope === null || recordKey === null || !FETCHED.has(envelope.origin)) return null;
  const query = { profileId, recordKey, outcome: 'dead-lettered', limit: TWINS_LOOKED_AT } as const;
  const { items } = await ports.events.query(query);
  for (const { error } of items) {
    const twin = error?.code === code ? await ports.deadLetters.read(error.deadLetter) : null;
    const raw = twin && readLines(twin.envelope)[0]?.envelope?.raw;
    if (error !== null && raw === envelope.raw) return error.deadLetter;
  }
  return null;
}

/** Accounts for a repeat: one dead letter is enough for people to deal with. */
async function endAsRepeat(
  ports: DeadLetterPorts,
  letter: DeadLetter,
  twin: string,
  startedAt: Date,
): Promise<Outcome> {
  const failed = await deadLetterEvent(ports, letter, twin, startedAt);
  const explanation = `The same payload is a dead letter already: ${letter.message}`;
  await logEvent(ports, {
    ...failed,
    action: 'Ignore',
    steps: ['Ignore'],
    outcome: 'ignored',
    reason: 'duplicate',
    explanation,
    error: null,
  });
  return 'ignored';
}

function exhausted(error: PipelineError): PipelineError {
  return new Failure('retries_exhausted', `${error.code}: ${error.message}`, { cause: error });
}

/** A line that is no envelope still gets an id of its own, always the same, from its text. */
export function eventIdOf(line: QueuedLine): string {
  return line.envelope?.eventId ?? hashName(line.text);
}

/** The dead letter of a line that failed so, as a final one. */
export function toDeadLetter(line: QueuedLine, error: PipelineError, now: Date): DeadLetter {
  const { envelope } = line;
  const recordId = envelope?.recordId ?? null;
  return {
    eventId: eventIdOf(line),
    profileId: envelope?.profileId ?? UNKNOWN,
    type: envelope?.type ?? UNKNOWN,
    recordId,
    recordKey: envelope === null || recordId === null ? null : recordKey(envelope.profileId, envelope.type, recordId),
    envelope: line.text,
    code: error.code,
    message: error.message,
    step: stepOf(error.code),
    at: now.toISOString(),
    retry: null,
  };
}

const UNKNOWN = 'unknown';

/** The step of the flow in which a failure of this code happens. */
function stepOf(code: ErrorCode): string {
  if (code === 'envelope_invalid') return 'read the envelope';
  if (code.startsWith('profile_') || code.startsWith('channel_')) return 'load the profile';
  if (code.startsWith('blob_')) return 'blob storage';
  if (code.startsWith('store_') || code === 'record_too_large') return 'apply to the order store';
  if (code === 'arithmetic_off') return 'check the amounts';
  if (code === 'order_pending') return 'find the order';
  return code === 'process_crashed' || code === 'retries_exhausted' || code === 'internal'
    ? 'process'
    : 'map the payload';
}

/** The event of a record that ends as the dead letter under this name. */
export async function deadLetterEvent(
  ports: Pick<DeadLetterPorts, 'profiles' | 'clock'>,
  letter: DeadLetter,
  name: string,
  startedAt: Date,
): Promise<PipelineEvent> {
  const now = ports.clock.now();
  const known = readLines(letter.envelope)[0]?.envelope ?? null;
  // Where the profile itself is the trouble, reading it again would only fail again.
  const isReadable = known !== null && !letter.code.startsWith('profile_');
  const profile = isReadable ? await ports.profiles.read(letter.profileId) : null;
  const envelope = known ?? unreadable(letter);
  return {
    id: letter.eventId,
    profileId: letter.profileId,
    tenantId: profile?.tenantId ?? UNKNOWN,
    channel: profile?.channel ?? UNKNOWN,
    type: envelope.type,
    recordKey: letter.recordKey ?? hashName(letter.eventId),
    recordId: letter.recordId,
    ...timing(envelope, startedAt.toISOString(), { mappingVersion: UNKNOWN, attempt: 1, finishedAt: now }),
    action: null,
    steps: [],
    outcome: 'dead-lettered',
    reason: 'failed',
    explanation: letter.message,
    operations: [],
    conflicts: [],
    effect: null,
    before: null,
    after: null,
    recordsBlob: null,
    warnings: [],
    error: { code: letter.code, message: letter.message, step: letter.step, deadLetter: name },
    requestCharge: 0,
  };
}

/** Stands for the envelope that a line should have been, so that it is accounted for like any other. */
function unreadable(letter: DeadLetter): Envelope {
  return {
    schema: 1,
    eventId: letter.eventId,
    receipt: letter.eventId,
    profileId: UNKNOWN,
    type: 'order',
    format: UNKNOWN,
    origin: 'ingest',
    receivedAt: letter.at,
    tries: 0,
    raw: letter.envelope,
  };
}
