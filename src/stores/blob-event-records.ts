import { z } from 'zod';
import { json } from '../model/fields.js';
import { hashName } from '../model/record-key.js';
import type { EventRecords } from '../ports/event-records.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { requireBlob } from './blob-json.js';

const recordsOf = z.object({ before: json, after: json });

/** The records of large events as blobs named by the event id: an event is written with the same records each time. */
export function createBlobEventRecords(options: BlobOptions): EventRecords {
  const blobs = openBlobContainer(options);
  return {
    async put(eventId, { before, after }) {
      const name = spreadName(hashName(eventId));
      await blobs.put(name, JSON.stringify({ before, after }));
      return name;
    },
    async read(name) {
      const blob = await blobs.read(name);
      return blob && requireBlob(recordsOf, blob.text, name);
    },
  };
}
