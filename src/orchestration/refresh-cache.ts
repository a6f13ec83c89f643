import type { CacheEntry } from '../model/cache-entry.js';
import { PipelineError } from '../model/errors.js';
import { isOlder } from '../model/record-version.js';
import type { RecordCache } from '../ports/cache.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import { backOff } from './retry.js';
import type { Arrival } from './store-item.js';

const MAX_ROUNDS = 8;

/**
 * Writes the cache, forward only: an entry of a newer version is left alone. `etag` is that of the entry that was read when the
 * record was decided; null when there was none. Nothing is written for a null entry.
 */
export async function refreshCache(
  ports: { cache: RecordCache; clock: Clock; ids: Ids },
  arrival: Arrival,
  entry: CacheEntry | null,
  etag: string | null,
): Promise<void> {
  if (entry === null) return;
  let expected = etag;
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    if ((await ports.cache.write(entry, expected)) === 'written') return;
    const current = await ports.cache.read(arrival.recordKey);
    if (current !== null && isCovered(entry, current.entry)) return;
    expected = current?.etag ?? null;
    await backOff(ports, round);
  }
  throw new PipelineError('store_conflict', `The cache entry moved ${MAX_ROUNDS} times while it was written`);
}

/** Whether the current entry makes ours needless: it is ours already (a lost answer), or newer. */
function isCovered(ours: CacheEntry, current: CacheEntry): boolean {
  return current.eventId === ours.eventId || isOlder(ours.version, current.version);
}
