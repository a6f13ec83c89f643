import type { Erasure } from '../model/erasure.js';
import type { Action, Outcome, PipelineEvent } from '../model/event.js';
import type { RecordType } from '../model/record-type.js';
import type { Page } from './order-store.js';

/** Filters of a list of events of one profile; newest receipt first. */
export interface EventQuery {
  profileId: string;
  type?: RecordType;
  recordId?: string;
  recordKey?: string;
  action?: Action;
  outcome?: Outcome;
  /** Events of one of these outcomes. */
  outcomes?: readonly Outcome[];
  /** Events received at or after this instant. */
  since?: string;
  limit: number;
  continuation?: string;
}

/** Which events of one profile are counted. */
export interface EventCount {
  profileId: string;
  type?: RecordType;
  /** Events of records that this run fetched. */
  runId?: string;
  outcome?: Outcome;
  /** Events that were reached at or after this instant, whenever their record was received. */
  finishedSince: string;
}

/** The log of terminal events: one per accepted record, never changed but for the removal of a person. */
export interface EventLog {
  /** Creates the event; `exists` when an event with this id is logged already. */
  append(event: PipelineEvent): Promise<'logged' | 'exists'>;
  read(profileId: string, eventId: string): Promise<PipelineEvent | null>;
  query(query: EventQuery): Promise<Page<PipelineEvent>>;
  count(query: EventCount): Promise<number>;
  /** Writes a logged event without the values that it quoted; `missing` when there is no such event. */
  erase(event: PipelineEvent & { erased: Erasure }): Promise<'erased' | 'missing'>;
}
