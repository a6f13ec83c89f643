import { hashName } from '../model/record-key.js';
import { sentPayload } from '../model/sent-payload.js';
import type { SentPayloads } from '../ports/sent-payloads.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { requireBlob } from './blob-json.js';

/** What was sent as one blob per record and resource. A write that finds another blob reads it back: the same text is its own, whose answer was lost. */
export function createBlobSentPayloads(options: BlobOptions): SentPayloads {
  const blobs = openBlobContainer(options);
  const nameOf = (recordKey: string, resource: string) => spreadName(hashName(JSON.stringify([recordKey, resource])));
  return {
    async read(recordKey, resource) {
      const name = nameOf(recordKey, resource);
      const blob = await blobs.read(name);
      return blob && { sent: requireBlob(sentPayload, blob.text, name), etag: blob.etag };
    },
    async write(sent, etag) {
      const name = nameOf(sent.recordKey, sent.resource);
      const text = JSON.stringify(sent);
      const written = etag === null ? await blobs.create(name, text) : await blobs.replace(name, text, etag);
      return written !== null || (await blobs.read(name))?.text === text ? 'written' : 'moved';
    },
    delete: (recordKey, resource) => blobs.delete(nameOf(recordKey, resource)),
  };
}
