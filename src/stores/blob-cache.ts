import { type CacheEntry, cacheEntry } from '../model/cache-entry.js';
import type { RecordCache } from '../ports/cache.js';
import { type BlobOptions, type BlobText, openBlobContainer, spreadName } from './blob-container.js';
import { parseBlob } from './blob-json.js';

/**
 * The cache as one blob per record. A write that meets another blob reads it back: one with the same event id is our own, whose
 * answer was lost; one that cannot be read, or is another record's, counts as none and is overwritten by its ETag.
 */
export function createBlobCache(options: BlobOptions): RecordCache {
  const blobs = openBlobContainer(options);

  async function settle(name: string, entry: CacheEntry, expectsNone: boolean): Promise<'written' | 'moved'> {
    const blob = await blobs.read(name);
    if (blob === null) return 'moved';
    const kept = parseEntry(blob, entry.recordKey);
    if (kept?.eventId === entry.eventId) return 'written';
    if (kept !== null || !expectsNone) return 'moved';
    return (await blobs.replace(name, JSON.stringify(entry), blob.etag)) === null ? 'moved' : 'written';
  }

  return {
    async read(recordKey) {
      const blob = await blobs.read(spreadName(recordKey));
      const entry = blob && parseEntry(blob, recordKey);
      return entry && { entry, etag: blob.etag };
    },
    async write(entry, etag) {
      const name = spreadName(entry.recordKey);
      const text = JSON.stringify(entry);
      const written = etag === null ? await blobs.create(name, text) : await blobs.replace(name, text, etag);
      return written === null ? settle(name, entry, etag === null) : 'written';
    },
    delete: (recordKey) => blobs.delete(spreadName(recordKey)),
  };
}

function parseEntry(blob: BlobText, recordKey: string): CacheEntry | null {
  const entry = parseBlob(cacheEntry, blob.text);
  return entry?.recordKey === recordKey ? entry : null;
}
