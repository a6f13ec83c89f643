import { privacyRequest } from '../model/privacy-request.js';
import { hashName } from '../model/record-key.js';
import type { PrivacyRequests } from '../ports/privacy-requests.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { requireBlob } from './blob-json.js';

/** Privacy requests as blobs named by the hash of their id. An update whose answer was lost finds its own text, and counts as done. */
export function createBlobPrivacyRequests(options: BlobOptions): PrivacyRequests {
  const blobs = openBlobContainer(options);
  const nameOf = (id: string) => spreadName(hashName(id));
  return {
    async put(request) {
      const name = nameOf(request.id);
      await blobs.create(name, JSON.stringify(request));
      return name;
    },
    async read(name) {
      const blob = await blobs.read(name);
      return blob && { request: requireBlob(privacyRequest, blob.text, name), etag: blob.etag };
    },
    async update(request, etag) {
      const name = nameOf(request.id);
      const text = JSON.stringify(request);
      const written = await blobs.replace(name, text, etag);
      if (written !== null) return written;
      const blob = await blobs.read(name);
      return blob?.text === text ? blob.etag : null;
    },
    delete: (name) => blobs.delete(name),
    async *list() {
      for await (const { name } of blobs.list()) yield { name };
    },
  };
}
