import type { StartCounter } from '../../src/ports/start-counter.js';

/** The start counter in memory. */
export function createMemoryStartCounter(): StartCounter {
  const starts = new Map<string, number>();
  return {
    async start(name) {
      const count = (starts.get(name) ?? 0) + 1;
      starts.set(name, count);
      return count;
    },
    async end(name) {
      starts.delete(name);
    },
  };
}
