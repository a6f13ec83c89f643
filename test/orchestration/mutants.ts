import { apply } from '../../src/diff/apply.js';
import { diff } from '../../src/diff/diff.js';
import type { Json } from '../../src/diff/json.js';
import type { Operation } from '../../src/diff/operation.js';
import { readPointer } from '../../src/diff/pointer.js';
import type { CacheEntry } from '../../src/model/cache-entry.js';
import type { Envelope } from '../../src/model/envelope.js';
import type { Profile } from '../../src/model/profile.js';
import type { CanonicalRecord } from '../../src/model/record.js';
import { recordKey } from '../../src/model/record-key.js';
import { versionOrder } from '../../src/model/record-version.js';
import type { StoredRecordAt } from '../../src/model/stored-record.js';
import { applyToStore } from '../../src/orchestration/apply-to-store.js';
import { decide } from '../../src/orchestration/decide.js';
import { appliedEvent, ignoredEvent, logEvent } from '../../src/orchestration/log-event.js';
import { completeRecord } from '../../src/orchestration/prepare-record.js';
import type { ProcessPorts } from '../../src/orchestration/process-queue-blob.js';
import { readLines } from '../../src/orchestration/queued-line.js';
import { readCanonical } from '../../src/orchestration/read-record.js';
import { refreshCache } from '../../src/orchestration/refresh-cache.js';
import { type Arrival, newItem, toCachedItem } from '../../src/orchestration/store-item.js';
import type { OrderStore } from '../../src/ports/order-store.js';
import type { Invariant } from './broken-invariants.js';
import type { ProcessBlob } from './crash.js';

/** The one thing that a flow made of the real parts does wrong. */
type Fault = 'cache before store' | 'delete first' | 'no version guard' | 'append patches' | 'generated event ids';

/** A flow that is right until a process dies, and what a crash then breaks first of all. */
export interface Mutant {
  fault: Fault;
  says: string;
  process: ProcessBlob;
  breaks: Invariant;
}

/** The same flow without a fault. */
export const control: ProcessBlob = orchestrate(null);

/** The wrong flows that the crash enumeration must tell from the right one: each has one fault. */
export const mutants: Mutant[] = [
  {
    fault: 'cache before store',
    says: 'the next try finds its own event cached, and never writes the order',
    process: orchestrate('cache before store'),
    breaks: 'the store has the newest version of each order, once',
  },
  {
    fault: 'delete first',
    says: 'nobody tries again, and the record is lost',
    process: orchestrate('delete first'),
    breaks: 'each record has one event',
  },
  {
    fault: 'no version guard',
    says: 'the version that is tried again is written over the one that overtook it',
    process: orchestrate('no version guard'),
    breaks: 'the store has the newest version of each order, once',
  },
  {
    fault: 'append patches',
    says: 'the line is added once for each try',
    process: orchestrate('append patches'),
    breaks: 'the store has the newest version of each order, once',
  },
  {
    fault: 'generated event ids',
    says: 'each try logs an event of its own',
    process: orchestrate('generated event ids'),
    breaks: 'each record has one event',
  },
];

function orchestrate(fault: Fault | null): ProcessBlob {
  return async (ports, name) => {
    const blob = await ports.queue.read(name);
    if (blob === null) return;
    if (fault === 'delete first') await ports.queue.delete(name);
    for (const { envelope } of readLines(blob.body)) await processEnvelope(ports, envelope as Envelope, fault);
    if (fault !== 'delete first') await ports.queue.delete(name);
  };
}

async function processEnvelope(ports: ProcessPorts, envelope: Envelope, fault: Fault | null): Promise<void> {
  const arrival = toArrival(ports, envelope, (await ports.profiles.read(envelope.profileId)) as Profile, fault);
  const cached = await ports.cache.read(arrival.recordKey);
  const incoming = readCanonical(envelope.type, envelope.raw).record;
  const base = (cached?.entry.record ?? null) as CanonicalRecord | null;
  const record = completeRecord(envelope.type, base, incoming);
  const operations = base === null ? [] : diff(base, record);
  const { eventId } = arrival.envelope;
  const known = cached?.entry ?? null;
  const decision = decide({
    cached: known,
    eventId,
    version: arrival.version,
    operations,
    cacheAgeMs: 0,
    cacheMaxAgeMs: 1,
  });
  const how = { mappingVersion: 'canonical/1', attempt: 1, finishedAt: ports.clock.now() };
  if (known !== null && decision.action === 'Ignore') {
    await logEvent(ports, ignoredEvent(arrival, known, decision, how));
    return;
  }
  const remember = (remote: CanonicalRecord, stored: CacheEntry['stored']) =>
    refreshCache(ports, arrival, toEntry(arrival, remote, stored), cached?.etag ?? null);
  if (fault === 'cache before store')
    await remember(record, known?.stored ?? toCachedItem(newItem(arrival, record), ''));
  const store = fault === 'append patches' ? appending(ports.store) : ports.store;
  const applied = await applyToStore(
    { ...ports, store },
    { arrival, decision, cached: known, incoming, record, operations },
  );
  await logEvent(ports, appliedEvent(arrival, applied, { ...how, warnings: [], bookings: null }));
  const { remote, stored } = applied;
  if (fault === 'cache before store' || remote === null || stored === null) return;
  await remember(remote, toCachedItem(stored.item, stored.etag));
}

function toArrival(ports: ProcessPorts, accepted: Envelope, profile: Profile, fault: Fault | null): Arrival {
  const envelope = fault === 'generated event ids' ? { ...accepted, eventId: ports.ids.ulid() } : accepted;
  const { type, receipt, receivedAt } = envelope;
  const recordId = envelope.recordId as string;
  const order = versionOrder(envelope.sourceVersion ?? null, receivedAt);
  return {
    envelope,
    profile,
    recordId,
    recordKey: recordKey(profile.id, type, recordId),
    // Where all versions are the same, none is ever older: neither to `decide`, nor in the store, nor in the cache.
    version: fault === 'no version guard' ? { order: '', receipt: '' } : { order, receipt },
    at: ports.clock.now().toISOString(),
  };
}

function toEntry(arrival: Arrival, record: CanonicalRecord, stored: CacheEntry['stored']): CacheEntry {
  const { envelope, profile, recordId, version, at } = arrival;
  return {
    recordKey: arrival.recordKey,
    profileId: profile.id,
    type: envelope.type,
    recordId,
    record,
    rawHash: '',
    raw: null,
    format: null,
    mappingVersion: 'canonical/1',
    eventId: envelope.eventId,
    sourceVersion: envelope.sourceVersion ?? null,
    version,
    stored,
    cachedAt: at,
  };
}

/** A store whose patches hold whatever the item is now, and whose additions to an array always go to its end. */
function appending(store: OrderStore): OrderStore {
  return {
    ...store,
    async patch(item, operations) {
      const { item: current, etag } = (await store.read(item)) as StoredRecordAt;
      const record = operations.reduce<Json>(append, current.record) as CanonicalRecord;
      return store.replace({ ...item, record }, etag);
    },
  };
}

function append(record: Json, operation: Operation): Json {
  const array = operation.path.slice(0, operation.path.lastIndexOf('/'));
  const elements = readPointer(record, array);
  const isAppended = operation.op === 'add' && Array.isArray(elements);
  return apply(record, [isAppended ? { ...operation, path: `${array}/${elements.length}` } : operation]);
}
