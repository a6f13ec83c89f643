import type { CacheEntry } from '../model/cache-entry.js';

/** A cache entry with the ETag that the next conditional write needs. */
export interface CachedRecord {
  entry: CacheEntry;
  etag: string;
}

/** The cache of remote records. Only "there is none" is null; any other failure throws. An entry that cannot be read counts as none. */
export interface RecordCache {
  read(recordKey: string): Promise<CachedRecord | null>;
  /** Writes under If-Match with `etag`, or under If-None-Match `*` when it is null; `moved` when somebody else was first. */
  write(entry: CacheEntry, etag: string | null): Promise<'written' | 'moved'>;
  /** Deletes the entry, as for a person who is removed; one that is gone already is fine. The next record is compared with the store then. */
  delete(recordKey: string): Promise<void>;
}
