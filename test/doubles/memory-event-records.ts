import type { Json } from '../../src/diff/json.js';
import { hashName } from '../../src/model/record-key.js';
import type { EventRecords } from '../../src/ports/event-records.js';
import { clone } from './clone.js';

/** The records of large events in memory. */
export function createMemoryEventRecords(): EventRecords {
  const blobs = new Map<string, { before: Json; after: Json }>();
  return {
    async put(eventId, records) {
      const name = `${hashName(eventId)}.json`;
      blobs.set(name, clone(records));
      return name;
    },
    async read(name) {
      return clone(blobs.get(name) ?? null);
    },
  };
}
