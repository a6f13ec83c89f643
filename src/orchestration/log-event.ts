import type { Bookings } from '../model/bookings.js';
import type { CacheEntry } from '../model/cache-entry.js';
import type { Envelope } from '../model/envelope.js';
import type { PipelineEvent, Warning } from '../model/event.js';

import { estimateJsonBytes } from '../model/json-size.js';
import type { EventLog } from '../ports/event-log.js';
import type { EventRecords } from '../ports/event-records.js';
import type { Applied } from './apply-to-store.js';
import type { Decision } from './decide.js';
import { explain } from './explain.js';
import type { Arrival } from './store-item.js';

/** Bodies beyond about this many bytes of JSON go into a blob, so that an event always fits the log. */
const LARGE = 200_000;

const MAX_WARNINGS = 100;

/** How a record's way through the pipeline ended. */
export interface Finish {
  mappingVersion: string;
  attempt: number;
  finishedAt: Date;
}

/** The fields of an event that come from its arrival. */
export function eventHead(arrival: Omit<Arrival, 'version'>, finish: Finish) {
  const { envelope, profile } = arrival;
  return {
    id: envelope.eventId,
    profileId: profile.id,
    tenantId: profile.tenantId,
    channel: profile.channel,
    type: envelope.type,
    recordKey: arrival.recordKey,
    recordId: arrival.recordId,
    ...timing(envelope, arrival.at, finish),
  };
}

/** The fields of an event about its way through the pipeline. */
export function timing(envelope: Envelope, startedAt: string, finish: Finish) {
  return {
    origin: envelope.origin,
    actor: null,
    replayOf: envelope.replayOf ?? null,
    withdrawnBy: envelope.withdrawnBy ?? null,
    runId: envelope.runId ?? null,
    sourceVersion: envelope.sourceVersion ?? null,
    mappingVersion: finish.mappingVersion,
    receipt: envelope.receipt,
    receivedAt: envelope.receivedAt,
    startedAt,
    finishedAt: finish.finishedAt.toISOString(),
    durationMs: finish.finishedAt.getTime() - Date.parse(startedAt),
    attempts: envelope.tries + finish.attempt,
  };
}

/** The event of a record that needed nothing. It holds no copies: the stored record is what came. */
export function ignoredEvent(arrival: Arrival, cached: CacheEntry, decision: Decision, finish: Finish): PipelineEvent {
  return {
    ...eventHead(arrival, finish),
    action: 'Ignore',
    steps: ['Ignore'],
    outcome: 'ignored',
    reason: decision.reason,
    explanation: explain({ reason: decision.reason, arrival, cached }),
    operations: [],
    conflicts: [],
    effect: null,
    before: null,
    after: null,
    recordsBlob: null,
    warnings: [],
    error: null,
    requestCharge: 0,
  };
}

/** The event of a record that reached the store. */
export function appliedEvent(
  arrival: Arrival,
  applied: Applied,
  finish: Finish & { warnings: Warning[]; bookings: Bookings | null },
): PipelineEvent {
  return {
    ...eventHead(arrival, finish),
    action: applied.action,
    steps: applied.steps,
    outcome: applied.outcome,
    reason: applied.reason,
    explanation: explain({ reason: applied.reason, arrival, applied }),
    operations: applied.operations,
    conflicts: applied.conflicts,
    effect: applied.effect,
    // What changed nothing holds no copies: the stored record is what came.
    before: applied.outcome === 'ignored' ? null : applied.before,
    after: applied.outcome === 'ignored' ? null : applied.remote,
    recordsBlob: null,
    warnings: bounded(finish.warnings),
    ...(finish.bookings === null ? {} : { bookings: finish.bookings }),
    error: null,
    requestCharge: applied.requestCharge,
  };
}

/** A record with thousands of odd lines must not keep its own event out of the log. */
function bounded(warnings: Warning[]): Warning[] {
  if (warnings.length <= MAX_WARNINGS) return warnings;
  const more = { code: 'more_warnings', message: `${warnings.length - MAX_WARNINGS} more warnings are left out` };
  return [...warnings.slice(0, MAX_WARNINGS), more];
}

/** Logs the event once, or says that it is logged already, as it stays. Large records go into a blob first. */
export async function logEvent(
  ports: { events: EventLog; eventRecords: EventRecords },
  event: PipelineEvent,
): Promise<'logged' | 'exists'> {
  return ports.events.append(isLarge(event) ? await outsource(ports.eventRecords, event) : event);
}

function isLarge({ before, after, operations, conflicts, effect }: PipelineEvent): boolean {
  return estimateJsonBytes([before, after, operations, conflicts, effect]) > LARGE;
}

async function outsource(eventRecords: EventRecords, event: PipelineEvent): Promise<PipelineEvent> {
  const recordsBlob = await eventRecords.put(event.id, event);
  return { ...event, operations: [], conflicts: [], effect: null, before: null, after: null, recordsBlob };
}
