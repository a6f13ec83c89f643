import type { CacheEntry } from '../../src/model/cache-entry.js';
import type { Cursor } from '../../src/model/cursor.js';
import type { DeadLetter } from '../../src/model/dead-letter.js';
import type { PipelineEvent } from '../../src/model/event.js';
import { type Profile, profile } from '../../src/model/profile.js';
import { recordKey } from '../../src/model/record-key.js';
import type { Run } from '../../src/model/run.js';
import type { StoredRecord } from '../../src/model/stored-record.js';
import type { StoredHead, StoreKey } from '../../src/ports/order-store.js';

/** Ids that a name, a URL, a listing or a query language may stumble over. */
export const hostileIds = [
  '../x',
  'a/../../b',
  '..\\x',
  '\u0000',
  'a\nb',
  'a\u007fb',
  '\ufffe',
  'é😀',
  "' OR 1=1 --",
  '"]/#?%2e',
  'x'.repeat(1_100),
];

const AT = '2026-11-20T10:00:00.000Z';

/** An order as the store keeps it; its key is made from the profile and the remote id unless `changes` says otherwise. */
export function storedOrder(profileId: string, remoteId: string, changes: Partial<StoredRecord> = {}): StoredRecord {
  const id = recordKey(profileId, 'order', remoteId);
  return {
    id,
    recordKey: id,
    kind: 'order',
    profileId,
    tenantId: 'tenant',
    channel: 'api',
    remoteId,
    record: {
      id: remoteId,
      number: `N-${remoteId}`,
      status: 'new',
      lines: [{ id: '1', quantity: '1' }],
      attributes: {},
    },
    remote: null,
    local: {},
    links: {},
    version: 1,
    appliedEventId: 'event-1',
    sourceVersion: AT,
    recordVersion: { order: AT, receipt: '01A' },
    createdAt: AT,
    updatedAt: AT,
    ...changes,
  };
}

export function storeKeyOf({ kind, id, recordKey: partition }: StoredRecord): StoreKey {
  return { kind, id, recordKey: partition };
}

/** The head of the next version of a stored record. */
export function nextHead(item: StoredRecord): StoredHead {
  return {
    version: item.version + 1,
    appliedEventId: `event-${item.version + 1}`,
    sourceVersion: '2026-11-20T11:00:00.000Z',
    recordVersion: { order: '2026-11-20T11:00:00.000Z', receipt: '01B' },
    updatedAt: '2026-11-20T11:00:00.000Z',
  };
}

export function pipelineEvent(profileId: string, id: string, changes: Partial<PipelineEvent> = {}): PipelineEvent {
  return {
    id,
    profileId,
    tenantId: 'tenant',
    channel: 'api',
    type: 'order',
    recordKey: recordKey(profileId, 'order', '1'),
    recordId: '1',
    origin: 'ingest',
    action: 'Patch',
    steps: ['Patch'],
    outcome: 'patched',
    reason: 'changed',
    explanation: 'the status changed',
    operations: [{ op: 'replace', path: '/status', value: 'paid', before: 'new' }],
    conflicts: [],
    effect: null,
    actor: null,
    replayOf: null,
    withdrawnBy: null,
    runId: null,
    before: { id: '1' },
    after: { id: '1', status: 'paid' },
    recordsBlob: null,
    warnings: [],
    error: null,
    sourceVersion: null,
    mappingVersion: '1',
    receipt: id,
    receivedAt: AT,
    startedAt: AT,
    finishedAt: AT,
    durationMs: 1,
    attempts: 1,
    requestCharge: 1,
    ...changes,
  };
}

export function cacheEntry(recordId: string, eventId: string, changes: Partial<CacheEntry> = {}): CacheEntry {
  return {
    recordKey: recordKey('shop', 'order', recordId),
    profileId: 'shop',
    type: 'order',
    recordId,
    record: { id: recordId },
    rawHash: 'hash',
    raw: null,
    format: null,
    mappingVersion: '1',
    eventId,
    sourceVersion: null,
    version: { order: AT, receipt: '01A' },
    stored: {
      etag: '"1"',
      version: 1,
      diverged: false,
      rest: { createdAt: '2026-11-20T10:00:00.000Z', local: {}, links: {} },
    },
    cachedAt: AT,
    ...changes,
  };
}

export function deadLetter(eventId: string, retry: DeadLetter['retry'] = null): DeadLetter {
  return {
    eventId,
    profileId: 'shop',
    type: 'order',
    recordId: null,
    recordKey: null,
    envelope: '{not an envelope',
    code: 'envelope_invalid',
    message: 'not JSON',
    step: 'read',
    at: AT,
    retry,
  };
}

export function sampleProfile(id: string, changes: Partial<Profile> = {}): Profile {
  return { ...profile.parse({ id, tenantId: 'tenant', name: `Shop ${id}`, channel: 'api' }), ...changes };
}

export function sampleCursor(profileId: string, resource: string, watermark: string | null): Cursor {
  return {
    profileId,
    resource,
    watermark,
    position: null,
    listing: null,
    bookmark: null,
    requestedAt: null,
    runId: 'run',
    updatedAt: AT,
  };
}

export function sampleRun(profileId: string, id: string): Run {
  return {
    id,
    profileId,
    resource: 'orders',
    kind: 'changes',
    reason: 'schedule',
    status: 'running',
    message: '',
    error: null,
    counts: {
      pages: 0,
      records: 0,
      queued: 0,
      skipped: 0,
      filtered: 0,
      missing: 0,
      embedded: 0,
      failed: 0,
      unreadable: 0,
    },
    announced: null,
    requests: 0,
    requestMs: 0,
    requestMsP50: null,
    requestMsP95: null,
    requestSample: [],
    slices: 0,
    startedAt: AT,
    finishedAt: null,
    durationMs: 0,
    cursorBefore: null,
    cursorAfter: null,
  };
}

/** All that an async iterable gives. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
