import { hashName } from '../../src/model/record-key.js';
import type { EventBodies, EventRecords } from '../../src/ports/event-records.js';
import { clone } from './clone.js';

/** The bodies of large events in memory. */
export function createMemoryEventRecords(): EventRecords {
  const blobs = new Map<string, EventBodies>();
  return {
    async delete(eventId) {
      return blobs.delete(`${hashName(eventId)}.json`);
    },
    async put(eventId, bodies) {
      const name = `${hashName(eventId)}.json`;
      blobs.set(name, clone(bodies));
      return name;
    },
    async read(name) {
      return clone(blobs.get(name) ?? null);
    },
  };
}
