import { getOwn, isJsonObject, type JsonObject } from '../diff/json.js';
import type { CacheEntry } from '../model/cache-entry.js';
import { PipelineError } from '../model/errors.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { CachedRecord } from '../ports/cache.js';
import type { RecordPorts } from './process-record.js';

/** One piece of news of one parcel: the tracking number, spelled one way, and the receipt that the news came under. */
export interface ParcelNews {
  parcel: string;
  receipt: string;
}

/** Comes before `+`, by which a reprocessed record follows its arrival, so that news makes none stale that still waits. */
const BEHIND = '!';
const DIGITS = 9;

/**
 * The receipt under which news is written into its shipment: directly behind what the shipment holds, whatever of the source or of
 * other parcels that is, so that the news is not stale for it and makes nothing stale that still waits. The shipment's own one where
 * this news was the last to be written. Null for news that later news of the same parcel came before, or that was written earlier.
 */
export function receiptBehind(item: StoredRecord, news: ParcelNews): string | null {
  const { recordVersion, version } = item;
  const [before, last = ''] = recordVersion.receipt.split(BEHIND);
  if (last.slice(DIGITS) === news.receipt) return recordVersion.receipt;
  if (isKnown(item, news)) return null;
  // The number of the item's version, and not the news alone: news of two parcels may be written in another order than they came.
  return `${before}${BEHIND}${String(version).padStart(DIGITS, '0')}${news.receipt}`;
}

/** The receipt of the last news of a parcel in the shipment; null where there was none. */
export function lastNews({ local }: Pick<StoredRecord, 'local'>, parcel: string): string | null {
  const receipt = getOwn(newsOf(local), parcel);
  return typeof receipt === 'string' ? receipt : null;
}

/**
 * The ports of a process that writes this news: what it writes to the store and the cache remembers the news beside the record, and
 * the cache keeps the payload of the source, which the news is no later version of.
 * @throws `store_conflict` instead of a write over news that is not older
 */
export function rememberingPorts<P extends Pick<RecordPorts, 'store' | 'cache'>>(ports: P, news: ParcelNews): P {
  const { store, cache } = ports;
  const replace = async (item: StoredRecord, etag: string) => {
    if (isKnown(item, news)) throw new PipelineError('store_conflict', 'News of the parcel came in between');
    return store.replace({ ...item, local: withNews(item.local, news) }, etag);
  };
  let cached: CachedRecord | null = null;
  return {
    ...ports,
    // A partial update would leave out what stands beside the record.
    store: { ...store, replace, patch: (item, _operations, etag) => replace(item, etag) },
    cache: {
      async read(key) {
        cached = await cache.read(key);
        return cached;
      },
      write: (entry, etag) => cache.write(rememberingEntry(entry, cached?.entry ?? null, news), etag),
    },
  };
}

function rememberingEntry(entry: CacheEntry, cached: CacheEntry | null, news: ParcelNews): CacheEntry {
  const { rest } = entry.stored;
  const local = isJsonObject(rest.local) ? rest.local : {};
  return {
    ...entry,
    ...(cached !== null && arrivalOf(cached) === arrivalOf(entry) ? payloadOf(cached) : {}),
    stored: { ...entry.stored, rest: { ...rest, local: withNews(local, news) } },
  };
}

/** The receipt of the source's record that the entry goes back to: the payload of another one would not be its own. */
function arrivalOf({ version }: CacheEntry): string | undefined {
  return version.receipt.split(BEHIND)[0];
}

function payloadOf({ raw, format, rawHash, mappingVersion }: CacheEntry) {
  return { raw, format, rawHash, mappingVersion };
}

function isKnown(item: StoredRecord, { parcel, receipt }: ParcelNews): boolean {
  const last = lastNews(item, parcel);
  return last !== null && last >= receipt;
}

function withNews(local: JsonObject, { parcel, receipt }: ParcelNews): JsonObject {
  return { ...local, tracking: { ...newsOf(local), [parcel]: receipt } };
}

function newsOf({ tracking }: JsonObject): JsonObject {
  return isJsonObject(tracking) ? tracking : {};
}
