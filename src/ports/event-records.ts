import type { Json } from '../diff/json.js';

/** The records of events that are too large for the event log. */
export interface EventRecords {
  /** Writes the two records under the event id and gives the blob's name; writing twice is fine. */
  put(eventId: string, records: { before: Json; after: Json }): Promise<string>;
  read(name: string): Promise<{ before: Json; after: Json } | null>;
}
