import { equal } from '../diff/equal.js';
import type { Json } from '../diff/json.js';
import type { CacheEntry } from '../model/cache-entry.js';
import type { Envelope } from '../model/envelope.js';
import type { Profile } from '../model/profile.js';
import type { CanonicalRecord } from '../model/record.js';
import { recordKey } from '../model/record-key.js';
import { type RecordVersion, succeed } from '../model/record-version.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { StoredHead, StoreKey } from '../ports/order-store.js';

/** What identifies one arrival of one record. */
export interface Arrival {
  envelope: Envelope;
  profile: Profile;
  recordId: string;
  recordKey: string;
  version: RecordVersion;
  /** When processing began. */
  at: string;
}

/** Where the record lives: a document of an order lies in its order's partition, so that it can arrive before the order. */
export function storeKey(arrival: Arrival, record: CanonicalRecord): StoreKey {
  const { envelope, profile } = arrival;
  const isDocument = typeof record.orderId === 'string' && ['invoice', 'shipment', 'refund'].includes(envelope.type);
  const partition = isDocument ? recordKey(profile.id, 'order', record.orderId as string) : arrival.recordKey;
  return { kind: envelope.type, id: arrival.recordKey, recordKey: partition };
}

/** What is known of a record before a write: from the stored item, or from the cache entry that stands for it. */
type Known = Pick<StoredRecord, 'version' | 'sourceVersion' | 'recordVersion'>;

/** What every write of an item sets. */
function storedHead(arrival: Arrival, known?: Known): StoredHead {
  return {
    version: (known?.version ?? 0) + 1,
    appliedEventId: arrival.envelope.eventId,
    sourceVersion: arrival.envelope.sourceVersion ?? known?.sourceVersion ?? null,
    recordVersion: succeed(arrival.version, known?.recordVersion),
    updatedAt: arrival.at,
  };
}

/** A new item, as the source gives it. */
export function newItem(arrival: Arrival, record: CanonicalRecord): StoredRecord {
  const { profile } = arrival;
  return {
    ...storeKey(arrival, record),
    profileId: profile.id,
    tenantId: profile.tenantId,
    channel: profile.channel,
    remoteId: arrival.recordId,
    record,
    remote: null,
    local: {},
    links: linksOf(profile.id, record),
    createdAt: arrival.at,
    ...storedHead(arrival),
  };
}

/** The next version of an item that nobody edited, made from what the cache knows of it. */
export function nextItem(arrival: Arrival, record: CanonicalRecord, cached: CacheEntry): StoredRecord {
  const { stored, sourceVersion, version: recordVersion } = cached;
  const rest = stored.rest as unknown as StoredRecord;
  return {
    ...rest,
    record,
    remote: null,
    links: relink(rest, record),
    ...storedHead(arrival, { version: stored.version, sourceVersion, recordVersion }),
  };
}

/** What a cache entry keeps of the item, so that `nextItem` can make its next version. */
export function toCachedItem(item: StoredRecord, etag: string): CacheEntry['stored'] {
  const { record: _record, remote, version, appliedEventId: _event, sourceVersion: _source, ...others } = item;
  const { recordVersion: _version, updatedAt: _at, ...rest } = others;
  return { etag, version, diverged: remote !== null, rest: rest as unknown as CacheEntry['stored']['rest'] };
}

/** The item after a merge: `remote` is kept beside `record` only while people's edits make them differ. */
export function mergedItem(
  arrival: Arrival,
  stored: StoredRecord,
  merged: CanonicalRecord,
  remote: CanonicalRecord,
): StoredRecord {
  return {
    ...stored,
    record: merged,
    remote: equal(merged, remote) ? null : remote,
    links: relink(stored, merged),
    ...storedHead(arrival, stored),
  };
}

const MAX_EDITS = 20;

/** The item after a local edit: what the source last gave stays beside it as the base of the next merge. */
export function editedItem(
  item: StoredRecord,
  record: CanonicalRecord,
  edit: { eventId: string; at: string },
): StoredRecord {
  const remote = item.remote ?? item.record;
  return {
    ...item,
    record,
    remote: equal(record, remote) ? null : remote,
    links: relink(item, record),
    version: item.version + 1,
    appliedEventId: edit.eventId,
    edits: [edit.eventId, ...(item.edits ?? [])].slice(0, MAX_EDITS),
    updatedAt: edit.at,
  };
}

/** The links of an item whose record changed: what was found by id goes with the id, what was matched otherwise stays. */
function relink(item: StoredRecord, record: CanonicalRecord): StoredRecord['links'] {
  const { customer, ...others } = item.links;
  const found = customer === undefined || (customer as { via?: string }).via === 'id' ? {} : { customer };
  return { ...others, ...found, ...linksOf(item.profileId, record) };
}

/** The links that need no look-up: an order's customer by the customer's id. */
function linksOf(profileId: string, record: CanonicalRecord): { [key: string]: Json } {
  const customer = record.customer as { id?: string | null } | null | undefined;
  if (customer === null || customer === undefined || typeof customer.id !== 'string') return {};
  return { customer: { recordKey: recordKey(profileId, 'customer', customer.id), via: 'id' } };
}
