import type { CacheEntry } from '../../model/cache-entry.js';
import { eraseEvent } from '../../model/erase-event.js';
import { eraseItem } from '../../model/erase-item.js';
import type { Erasure } from '../../model/erasure.js';
import { PipelineError } from '../../model/errors.js';
import type { PipelineEvent } from '../../model/event.js';
import type { PrivacyCounts } from '../../model/privacy-receipt.js';
import type { Member } from '../../model/privacy-request.js';
import type { StoredRecord } from '../../model/stored-record.js';
import type { Channel } from '../../ports/channel.js';
import type { EventLog } from '../../ports/event-log.js';
import type { WriteResult } from '../../ports/order-store.js';
import { backOff } from '../retry.js';
import type { PrivacyPorts } from './privacy-ports.js';

const MAX_ROUNDS = 8;
const PAGE = 100;

/** On which request something is erased, whose, and up to when what came in is meant. */
export interface Erasing {
  profileId: string;
  erasure: Erasure;
  until: string;
  channel: Channel | null;
}

/** What was removed. */
export type Removed = Partial<PrivacyCounts>;

/** Removes a person from one record, wherever it lies: its events, the cache, what was remembered of sending it, the item itself. */
export async function eraseRecord(ports: PrivacyPorts, erasing: Erasing, member: Member): Promise<Removed> {
  const { kind, key, partition } = member;
  const item = (await ports.store.read({ kind, id: key, recordKey: partition }))?.item ?? null;
  const isNew = item !== null && item.createdAt > erasing.until;
  const removed = { events: 0, eventBodies: 0 };
  for await (const event of listEvents(ports.events, erasing.profileId, key)) {
    if (isNew ? event.receivedAt > erasing.until : isClean(event, item)) continue;
    const done = await eraseLogged(ports, event, erasing.erasure);
    removed.events += done.events;
    removed.eventBodies += done.eventBodies;
  }
  if (isNew) return removed;
  return { ...removed, ...(await eraseState(ports, erasing, member)) };
}

/** The same but for the events. */
export async function eraseState(ports: PrivacyPorts, erasing: Erasing, member: Member): Promise<Removed> {
  const cache = await eraseCached(ports, erasing, member.key);
  const sentPayloads = await forgetSent(ports, erasing, member);
  return { cache, sentPayloads, ...(await eraseStored(ports, erasing, member)) };
}

/** An event of a record that was begun after the person had been removed from it: they are not in it. */
function isClean(event: PipelineEvent, item: StoredRecord | null): boolean {
  const since = item?.erased?.at;
  return since !== undefined && event.startedAt > since && event.outcome !== 'dead-lettered';
}

/** All events of one record. */
export async function* listEvents(
  events: Pick<EventLog, 'query'>,
  profileId: string,
  recordKey: string,
): AsyncIterable<PipelineEvent> {
  let next: string | null | undefined;
  while (next !== null) {
    const page = await events.query({
      profileId,
      recordKey,
      limit: PAGE,
      ...(next === undefined ? {} : { continuation: next }),
    });
    yield* page.items;
    next = page.continuation;
  }
}

/**
 * Empties a logged event, and deletes its bodies. Those of an event that this request emptied before are looked for again: whoever
 * repeats a record that was killed half way writes them once more.
 */
export async function eraseLogged(
  ports: Pick<PrivacyPorts, 'events' | 'eventRecords'>,
  event: PipelineEvent,
  erasure: Erasure,
): Promise<{ events: number; eventBodies: number }> {
  const { erased } = event;
  const isOwn = erased === undefined || erased.requestId === erasure.requestId;
  // Before the event forgets where they lie.
  const eventBodies = isOwn && (await ports.eventRecords.delete(event.id)) ? 1 : 0;
  if (erased !== undefined) return { events: 0, eventBodies };
  const emptied = { ...eraseEvent(event, erasure), erased: erasure };
  return { events: (await ports.events.erase(emptied)) === 'erased' ? 1 : 0, eventBodies };
}

/** Deletes the cache entry of a record, unless nobody is in it or it is of a record that is new. Gives how many. */
export async function eraseCached(
  { cache }: Pick<PrivacyPorts, 'cache'>,
  { erasure, until }: Pick<Erasing, 'erasure' | 'until'>,
  recordKey: string,
): Promise<number> {
  const entry = (await cache.read(recordKey))?.entry ?? null;
  if (entry === null || entry.type === 'product' || !isPersonal(entry, erasure)) return 0;
  if (typeof entry.stored.rest.createdAt === 'string' && entry.stored.rest.createdAt > until) return 0;
  await cache.delete(recordKey);
  return 1;
}

function isPersonal({ type, record, raw, stored }: CacheEntry, erasure: Erasure): boolean {
  if (type === 'customer' || raw !== null) return true;
  const item = { local: {}, links: {}, ...stored.rest, kind: type, record, remote: null };
  return eraseItem(item as unknown as StoredRecord, erasure) !== null;
}

async function forgetSent(ports: PrivacyPorts, { channel }: Erasing, { kind, key }: Member): Promise<number> {
  let count = 0;
  for (const [resource, { type, write }] of Object.entries(channel?.resources ?? {})) {
    if (type !== kind || write === undefined || (await ports.sentPayloads.read(key, resource)) === null) continue;
    await ports.sentPayloads.delete(key, resource);
    count += 1;
  }
  return count;
}

async function eraseStored(ports: PrivacyPorts, { erasure, until }: Erasing, member: Member): Promise<Removed> {
  const { kind, key, partition } = member;
  const place = { kind, id: key, recordKey: partition };
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const stored = await ports.store.read(place);
    if (stored === null || stored.item.createdAt > until) return {};
    const item = kind === 'customer' ? null : eraseItem(stored.item, erasure);
    if (kind !== 'customer' && item === null) return {};
    const result: WriteResult =
      item === null ? await ports.store.delete(place, stored.etag) : await ports.store.replace(item, stored.etag);
    // An answer that was lost: somebody of this request did it.
    if (result.done || result.why === 'missing') return result.done ? countOf(kind) : {};
    await backOff(ports, round);
  }
  throw new PipelineError('store_conflict', `The ${kind} kept moving while a person was removed from it`);
}

function countOf(kind: Member['kind']): Removed {
  if (kind === 'customer') return { customers: 1 };
  return kind === 'order' ? { orders: 1 } : { documents: 1 };
}
