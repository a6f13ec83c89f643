import type { PipelineEvent } from '../../model/event.js';

/** One change of a field, in the order as it is stored. */
export interface FieldChange {
  /** RFC 6901, in the record. */
  path: string;
  op: 'add' | 'remove' | 'replace';
  from?: unknown;
  to?: unknown;
}

/** One step in the life of an order: who changed which field from what to what, when, and why. */
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

/** The entry of an event whose bodies are at hand. `who` is the person of a local edit, else the channel that sent the record. */
export function toHistoryEntry(event: PipelineEvent): HistoryEntry {
  const { receivedAt, finishedAt, origin, action, outcome, reason, explanation } = event;
  const { conflicts, warnings, error, sourceVersion } = event;
  const changes = (event.effect ?? event.operations).map(({ path, op, before, value }) => ({
    path,
    op,
    ...(before === undefined ? {} : { from: before }),
    ...(value === undefined ? {} : { to: value }),
  }));
  const why = { action, outcome, reason, explanation, conflicts, warnings, error };
  const who = event.actor ?? event.channel;
  return { eventId: event.id, receivedAt, finishedAt, origin, who, sourceVersion, changes, ...why };
}
