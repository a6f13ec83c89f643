import pLimit from 'p-limit';
import type { Outcome, PipelineEvent } from '../model/event.js';
import { type FieldChange, toFieldChanges } from '../model/field-change.js';
import type { EventLog } from '../ports/event-log.js';
import type { EventRecords } from '../ports/event-records.js';
import type { Page } from '../ports/order-store.js';

/** One step in the life of a record: who changed which field from what to what, when, and why. */
export type HistoryEntry = Pick<
  PipelineEvent,
  | 'receivedAt'
  | 'finishedAt'
  | 'origin'
  | 'action'
  | 'outcome'
  | 'reason'
  | 'explanation'
  | 'conflicts'
  | 'warnings'
  | 'error'
  | 'sourceVersion'
> & { eventId: string; who: string; changes: FieldChange[] };

/** Which part of a record's history; `all` also gives the events that changed nothing. */
export interface HistoryQuery {
  profileId: string;
  recordKey: string;
  all: boolean;
  limit: number;
  continuation?: string;
}

/** The outcomes that tell something about the record; the others say that it needed nothing. */
const TELLING: readonly Outcome[] = ['created', 'replaced', 'patched', 'dead-lettered'];
/** Large events have their records in blobs: so many are fetched at once. */
const CONCURRENCY = 8;

/** What happened to one record, newest receipt first, a page at a time, across what sources sent and people edited. */
export async function readHistory(
  ports: { events: Pick<EventLog, 'query'>; eventRecords: Pick<EventRecords, 'read'> },
  { all, ...query }: HistoryQuery,
): Promise<Page<HistoryEntry>> {
  const page = await ports.events.query({ ...query, ...(all ? {} : { outcomes: TELLING }) });
  const limit = pLimit(CONCURRENCY);
  const events = await Promise.all(page.items.map((event) => limit(() => withRecords(ports.eventRecords, event))));
  return { items: events.map(toEntry), continuation: page.continuation };
}

/** The event, whole, wherever its records are kept. */
export async function withRecords(records: Pick<EventRecords, 'read'>, event: PipelineEvent): Promise<PipelineEvent> {
  if (event.recordsBlob === null) return event;
  const kept = await records.read(event.recordsBlob);
  return { ...event, ...kept };
}

/** `who` is the person of a local edit, else the channel that sent the record. */
function toEntry(event: PipelineEvent): HistoryEntry {
  const { receivedAt, finishedAt, origin, action, outcome, reason, explanation } = event;
  const { conflicts, warnings, error, sourceVersion } = event;
  const why = { action, outcome, reason, explanation, conflicts, warnings, error };
  const who = event.actor ?? event.channel;
  const changes = toFieldChanges(event.effect ?? event.operations);
  return { eventId: event.id, receivedAt, finishedAt, origin, who, sourceVersion, changes, ...why };
}
