import { diff } from '../diff/diff.js';
import type { CacheEntry } from '../model/cache-entry.js';
import type { Envelope } from '../model/envelope.js';
import { PipelineError } from '../model/errors.js';
import type { PipelineEvent } from '../model/event.js';
import type { Profile } from '../model/profile.js';
import type { CanonicalRecord } from '../model/record.js';
import { recordKey } from '../model/record-key.js';
import { succeed, versionOrder } from '../model/record-version.js';
import { withoutPerson } from '../model/without-person.js';
import type { CachedRecord, RecordCache } from '../ports/cache.js';
import type { Channel } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { EventLog } from '../ports/event-log.js';
import type { EventRecords } from '../ports/event-records.js';
import type { Ids } from '../ports/ids.js';
import type { OrderStore } from '../ports/order-store.js';
import type { Queue } from '../ports/queue.js';
import type { StockMovements } from '../ports/stock-movements.js';
import type { TillBooks } from '../ports/till-books.js';
import { type Applied, applyToStore } from './apply-to-store.js';
import { requireProducts } from './check-products.js';
import { type Decision, decide, decideByVersion } from './decide.js';
import { cacheAge, hashText, isKnownText } from './known-text.js';
import { appliedEvent, ignoredEvent, logEvent } from './log-event.js';
import { readMappingVersion } from './mapping-version.js';
import { checkAmounts, completeAlone, completeRecord, identifyRows, mapRecord } from './prepare-record.js';
import type { IncomingRecord } from './read-record.js';
import { refreshCache } from './refresh-cache.js';
import { requireTill } from './require-till.js';
import { settleOrder } from './settle-order.js';
import { type Arrival, toCachedItem } from './store-item.js';
import { withdrawRecords, withdrawStale } from './withdraw-records.js';

/** What one record needs of the world. */
export interface RecordPorts {
  cache: RecordCache;
  store: OrderStore;
  events: EventLog;
  eventRecords: EventRecords;
  till: TillBooks;
  movements: StockMovements;
  queue: Pick<Queue, 'put'>;
  clock: Clock;
  ids: Ids;
}

/**
 * Carries one record from its envelope to its terminal event: the main flow. Every step may be repeated after a crash: the store
 * is written before the books of a till, those before what is withdrawn is queued, that before the event, the event before the
 * cache, and the caller deletes the queue blob last.
 * @throws `PipelineError`: `park` for what no retry can help, `retry` otherwise
 */
export async function processRecord(
  ports: RecordPorts,
  given: Envelope,
  profile: Profile,
  channel: Channel,
  attempt: number,
): Promise<PipelineEvent> {
  const envelope = identifyRows(given, channel, profile);
  const arrival = toArrival(envelope, profile, ports.clock.now());
  const mappingVersion = readMappingVersion(envelope, channel, profile);
  const rawHash = hashText(envelope.raw);
  const how = { mappingVersion, attempt };

  const cached = await ports.cache.read(arrival.recordKey);
  const early = cached === null ? null : decideEarly(cached.entry, arrival, rawHash, mappingVersion, ports.clock.now());
  if (early !== null) {
    if (early.reason === 'stale') await withdrawStale(ports, channel, arrival, (cached as CachedRecord).entry);
    return ignore(ports, arrival, cached as CachedRecord, early, how);
  }

  const incoming = keepErased(cached?.entry ?? null, envelope, mapRecord(envelope, channel, profile));
  const base = (cached?.entry.record ?? null) as CanonicalRecord | null;
  const record =
    base === null
      ? completeAlone(envelope.type, incoming.record)
      : completeRecord(envelope.type, base, incoming.record);
  const checked =
    record instanceof PipelineError ? [] : checkAmounts(envelope.type, record, profile, incoming.warnings);

  const operations = base === null || record instanceof PipelineError ? [] : diff(base, record);
  const decision = decide({
    cached: cached?.entry ?? null,
    eventId: envelope.eventId,
    version: arrival.version,
    operations,
    ...cacheAge(cached?.entry ?? null, profile, ports.clock.now()),
  });
  if (decision.action === 'Ignore' && isVersioned(arrival))
    return ignore(ports, arrival, cached as CachedRecord, decision, how);

  const matched = await requireProducts(ports.store, arrival, record);
  await requireTill(ports, arrival, record);
  const change = { arrival, decision, cached: cached?.entry ?? null, incoming: incoming.record, record, operations };
  const applied = await applyToStore(ports, change);
  const { bookings, warnings: odd } = await settleOrder(ports, profile, envelope.eventId, applied.stored?.item ?? null);
  await withdrawRecords(ports, channel, arrival, applied, incoming.record);
  const isErased = applied.stored?.item.erased !== undefined;
  const noted = [...(isErased ? [] : incoming.warnings), ...(applied.warnings ?? checked)];
  const warnings = [...noted, ...matched, ...odd];
  const event = appliedEvent(arrival, applied, { ...how, warnings, bookings, finishedAt: ports.clock.now() });
  await logEvent(ports, event);
  const entry = toCacheEntry(arrival, applied, rawHash, mappingVersion, ports.clock.now());
  await refreshCache(ports, arrival, entry, cached?.etag ?? null);
  return event;
}

/** A person who was removed from a record stays out of it, whatever the source still says. */
function keepErased(cached: CacheEntry | null, { type }: Envelope, incoming: IncomingRecord): IncomingRecord {
  if (cached?.stored.rest.erased === undefined || type === 'customer') return incoming;
  return { ...incoming, record: withoutPerson(type, incoming.record) };
}

/** Whether the source says how new the record is. Without that the order of arrival must be kept in the store, also by what changes nothing. */
function isVersioned(arrival: Arrival): boolean {
  return arrival.envelope.sourceVersion !== undefined;
}

function toArrival(envelope: Envelope, profile: Profile, now: Date): Arrival {
  if (envelope.recordId === undefined) {
    throw new PipelineError('record_id_missing', `The ${envelope.type} has no usable id`, { path: '/id' });
  }
  const order = envelope.versionOrder ?? versionOrder(envelope.sourceVersion ?? null, envelope.receivedAt);
  return {
    envelope,
    profile,
    recordId: envelope.recordId,
    recordKey: recordKey(profile.id, envelope.type, envelope.recordId),
    version: { order, receipt: envelope.receipt },
    at: now.toISOString(),
  };
}

/** The decisions that need no mapping: seen before, older, or the same text under the same mapping while the cache is young. */
function decideEarly(
  cached: CacheEntry,
  arrival: Arrival,
  rawHash: string,
  mappingVersion: string,
  now: Date,
): Decision | null {
  const known = decideByVersion({ cached, eventId: arrival.envelope.eventId, version: arrival.version });
  if (known !== null) return known;
  // A reprocessed record is mapped again in any case: its settings may have changed under the same mapping.
  if (!isVersioned(arrival) || arrival.envelope.origin === 'reprocess') return null;
  const isKnown = isKnownText(cached, { hash: rawHash, mappingVersion }, arrival.profile, now);
  return isKnown ? { action: 'Ignore', reason: 'unchanged' } : null;
}

async function ignore(
  ports: RecordPorts,
  arrival: Arrival,
  cached: CachedRecord,
  decision: Decision,
  how: { mappingVersion: string; attempt: number },
): Promise<PipelineEvent> {
  const event = ignoredEvent(arrival, cached.entry, decision, { ...how, finishedAt: ports.clock.now() });
  await logEvent(ports, event);
  return event;
}

/** The cache entry after a change; null when the store holds something newer, which its own writer caches. */
function toCacheEntry(
  arrival: Arrival,
  applied: Applied,
  rawHash: string,
  mappingVersion: string,
  now: Date,
): CacheEntry | null {
  if (applied.stored === null || applied.remote === null) return null;
  const { envelope } = arrival;
  const { item, etag } = applied.stored;
  return {
    recordKey: arrival.recordKey,
    profileId: arrival.profile.id,
    type: envelope.type,
    recordId: arrival.recordId,
    record: applied.remote,
    rawHash,
    ...(item.erased === undefined ? captureRaw(envelope) : { raw: null, format: null }),
    mappingVersion,
    eventId: envelope.eventId,
    sourceVersion: envelope.sourceVersion ?? item.sourceVersion,
    version: succeed(arrival.version, item.recordVersion),
    stored: toCachedItem(item, etag),
    cachedAt: now.toISOString(),
  };
}

/** A larger payload is not cached: each later record of its key would pay for reading it. */
const MAX_CACHED_RAW_BYTES = 512 * 1024;

/** What a later mapping can map again; a canonical payload has no mapping. */
function captureRaw({ format, raw }: Envelope): Pick<CacheEntry, 'raw' | 'format'> {
  const kept = format !== 'canonical' && Buffer.byteLength(raw) <= MAX_CACHED_RAW_BYTES;
  return kept ? { raw, format } : { raw: null, format: null };
}
