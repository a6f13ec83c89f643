import type { PipelineEvent } from '../model/event.js';

/** The parts of an event that can be large. */
export type EventBodies = Pick<PipelineEvent, 'before' | 'after' | 'operations' | 'conflicts' | 'effect'>;

/** The bodies of events that are too large for the event log. */
export interface EventRecords {
  /** Writes the bodies under the event id and gives the blob's name; writing twice is fine. */
  put(eventId: string, bodies: EventBodies): Promise<string>;
  read(name: string): Promise<EventBodies | null>;
  /** Deletes the bodies of an event, and says whether there were any. */
  delete(eventId: string): Promise<boolean>;
}
