import { event } from '../model/event.js';
import { hashName } from '../model/record-key.js';
import type { EventRecords } from '../ports/event-records.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { requireBlob } from './blob-json.js';

const bodies = { before: true, after: true, operations: true, conflicts: true, effect: true } as const;
const bodiesOf = event.pick(bodies);

/** The bodies of large events as blobs named by the event id: an event is written with the same bodies each time. */
export function createBlobEventRecords(options: BlobOptions): EventRecords {
  const blobs = openBlobContainer(options);
  const nameOf = (eventId: string) => spreadName(hashName(eventId));
  return {
    async put(eventId, { before, after, operations, conflicts, effect }) {
      const name = nameOf(eventId);
      await blobs.put(name, JSON.stringify({ before, after, operations, conflicts, effect }));
      return name;
    },
    async read(name) {
      const blob = await blobs.read(name);
      return blob && requireBlob(bodiesOf, blob.text, name);
    },
    async delete(eventId) {
      const name = nameOf(eventId);
      if ((await blobs.read(name)) === null) return false;
      await blobs.delete(name);
      return true;
    },
  };
}
