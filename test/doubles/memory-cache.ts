import type { CacheEntry } from '../../src/model/cache-entry.js';
import type { CachedRecord, RecordCache } from '../../src/ports/cache.js';
import { clone } from './clone.js';

/** The cache in memory, with all of its entries to look at. */
export interface MemoryCache extends RecordCache {
  entries(): CacheEntry[];
}

/** Makes an empty one. */
export function createMemoryCache(): MemoryCache {
  const records = new Map<string, CachedRecord>();
  let writes = 0;
  return {
    async read(recordKey) {
      return clone(records.get(recordKey) ?? null);
    },
    async write(entry, etag) {
      if ((records.get(entry.recordKey)?.etag ?? null) !== etag) return 'moved';
      writes += 1;
      records.set(entry.recordKey, clone({ entry, etag: `"${writes}"` }));
      return 'written';
    },
    async delete(recordKey) {
      records.delete(recordKey);
    },
    entries: () => [...records.values()].map(({ entry }) => clone(entry)),
  };
}
