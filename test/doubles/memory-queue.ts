import type { Clock } from '../../src/ports/clock.js';
import type { Queue } from '../../src/ports/queue.js';

/** The queue in memory, with the names of its blobs to look at. */
export interface MemoryQueue extends Queue {
  names(): string[];
}

/** Makes an empty one. */
export function createMemoryQueue({ clock }: { clock: Pick<Clock, 'now'> }): MemoryQueue {
  const blobs = new Map<string, { body: string; createdAt: Date }>();
  const names = () => [...blobs.keys()].sort();
  return {
    async put(name, body) {
      if (blobs.has(name)) return 'exists';
      blobs.set(name, { body, createdAt: clock.now() });
      return 'created';
    },
    async read(name) {
      const blob = blobs.get(name);
      return blob ? { ...blob } : null;
    },
    async delete(name) {
      blobs.delete(name);
    },
    async *list() {
      for (const name of names()) {
        const blob = blobs.get(name);
        if (blob) yield { name, createdAt: blob.createdAt, size: Buffer.byteLength(blob.body) };
      }
    },
    names,
  };
}
