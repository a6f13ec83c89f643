import type { Count, StorageOperation } from '../src/stores/count.js';

/** How often each adapter did each storage operation, by `<adapter>.<operation>` such as `cache.blob.read`. */
export interface OperationCounts {
  /** The counter to give to the adapter of this name. */
  of(adapter: string): Count;
  get(name: string): number;
  /** Everything that was counted since the last `take`, and starts anew. */
  take(): Map<string, number>;
}

/** Counters that start at nothing. */
export function createOperationCounts(): OperationCounts {
  let counted = new Map<string, number>();
  return {
    of: (adapter) => (operation: StorageOperation) => {
      const name = `${adapter}.${operation}`;
      counted.set(name, (counted.get(name) ?? 0) + 1);
    },
    get: (name) => counted.get(name) ?? 0,
    take() {
      const taken = counted;
      counted = new Map();
      return taken;
    },
  };
}
