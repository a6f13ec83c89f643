import type { Queue } from '../ports/queue.js';
import { type BlobOptions, openBlobContainer } from './blob-container.js';

/**
 * The queue as blobs of one container. Names are given by the caller and belong to one body, so a create whose answer was lost
 * and that then meets itself may say `exists`: the body that waits is the caller's all the same.
 */
export function createBlobQueue(options: BlobOptions): Queue {
  const blobs = openBlobContainer(options);
  return {
    async put(name, body) {
      return (await blobs.create(name, body)) === null ? 'exists' : 'created';
    },
    async read(name) {
      const blob = await blobs.read(name);
      return blob && { body: blob.text, createdAt: blob.createdAt };
    },
    delete: (name) => blobs.delete(name),
    list: () => blobs.list(),
  };
}
