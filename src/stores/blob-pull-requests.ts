import { pullRequest } from '../model/pull-request.js';
import { hashName } from '../model/record-key.js';
import type { PullRequests } from '../ports/pull-requests.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { requireBlob } from './blob-json.js';

/** Pull requests as blobs named by run and slice: whether a create meets itself or an earlier one, one request waits. */
export function createBlobPullRequests(options: BlobOptions): PullRequests {
  const blobs = openBlobContainer(options);
  return {
    async put(request) {
      const name = spreadName(hashName(JSON.stringify([request.runId, request.slice])));
      await blobs.create(name, JSON.stringify(request));
      return name;
    },
    async read(name) {
      const blob = await blobs.read(name);
      return blob && requireBlob(pullRequest, blob.text, name);
    },
    delete: (name) => blobs.delete(name),
    async *list() {
      for await (const { name, createdAt } of blobs.list()) yield { name, createdAt };
    },
  };
}
