import { diff } from '../diff/diff.js';
import type { Operation } from '../diff/operation.js';
import type { CacheEntry } from '../model/cache-entry.js';
import type { Envelope } from '../model/envelope.js';
import { toPipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import type { CanonicalRecord } from '../model/record.js';
import { hashName } from '../model/record-key.js';
import { type RecordType, recordTypes } from '../model/record-type.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { RecordCache } from '../ports/cache.js';
import type { Channel } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { OrderStore } from '../ports/order-store.js';
import type { Profiles } from '../ports/profiles.js';
import type { Queue } from '../ports/queue.js';
import { loadProfile } from './load-profile.js';
import { mapAhead } from './map-ahead.js';
import { readMappingVersion } from './mapping-version.js';
import { checkAmounts, completeRecord, mapRecord } from './prepare-record.js';
import { type NamedEnvelope, queueEnvelopes } from './queue-envelopes.js';
import { withRetries } from './retry.js';

/** What reprocessing needs of the world. */
export interface ReprocessPorts {
  store: Pick<OrderStore, 'query'>;
  cache: Pick<RecordCache, 'read'>;
  queue: Pick<Queue, 'put'>;
  profiles: Pick<Profiles, 'read'>;
  clock: Clock;
  ids: Ids;
  findChannel(key: string): Channel | null;
}

/** Which records are mapped again. */
export interface ReprocessRequest {
  profileId: string;
  /** Only records whose stored state is of this instant or later. */
  since?: string | undefined;
  /** Says what would change, and changes nothing. */
  dryRun: boolean;
  /** Maps also what this very mapping has mapped, as after a change of the settings. */
  force?: boolean | undefined;
  /** The same id again queues no record twice. */
  runId?: string | undefined;
}

/** A record that the mapping of today makes another one. */
export interface Remapped {
  type: RecordType;
  recordId: string;
  recordKey: string;
  number: string | null;
  /** From the cached record to what the mapping gives now. */
  operations: Operation[];
  /** The event that it will end in; null in a dry run. */
  eventId: string | null;
}

/** What reprocessing came to. */
export interface ReprocessSummary {
  examined: number;
  /** Mapped by this very mapping already, or to the same record as before. */
  unchanged: number;
  changed: number;
  queued: number;
  /** Those whose raw payload is not in the cache: canonical ones, very large ones, and those of an earlier release. */
  withoutRaw: number;
  failed: { type: RecordType; recordId: string; code: string; message: string }[];
}

const PAGE = 100;

/** Cache entries that are read at once. */
const CONCURRENCY = 16;

interface Reprocessing {
  ports: ReprocessPorts;
  request: ReprocessRequest;
  runId: string;
  profile: Profile;
  channel: Channel;
  summary: ReprocessSummary;
}

/**
 * Maps the profile's records again from their cached raw payloads, without asking the source, and queues those that come out
 * otherwise. One record that cannot be mapped stops none of the others. What people edit meanwhile may be passed over: a second run finds it.
 * @throws `profile_*`, `channel_unknown`, `parameter_invalid`, and what the stores throw
 */
export async function reprocess(
  ports: ReprocessPorts,
  request: ReprocessRequest,
  onRecord: (record: Remapped) => void = () => {},
): Promise<ReprocessSummary> {
  const { profile, channel } = await loadProfile(ports, request.profileId);
  const runId = request.runId ?? ports.ids.ulid();
  const summary = { examined: 0, unchanged: 0, changed: 0, queued: 0, withoutRaw: 0, failed: [] };
  const changes = findChanges({ ports, request, runId, profile, channel, summary });
  if (request.dryRun) {
    for await (const { record } of changes) onRecord({ ...record, eventId: null });
    return summary;
  }
  await queueEnvelopes(ports.queue, changes, async (batch) => {
    summary.queued += batch.length;
    for (const { record } of batch) onRecord(record);
  });
  return summary;
}

interface Change extends NamedEnvelope {
  record: Remapped;
}

async function* findChanges(run: Reprocessing): AsyncGenerator<Change, void, undefined> {
  for (const type of recordTypes) {
    for await (const change of mapAhead(storedRecords(run, type), CONCURRENCY, (item) => examine(run, item))) {
      if (change !== null) yield change;
    }
  }
}

async function* storedRecords({ ports, request }: Reprocessing, kind: RecordType): AsyncGenerator<StoredRecord> {
  const { profileId, since } = request;
  const query = { kind, profileId, limit: PAGE, ...(since === undefined ? {} : { updatedSince: since }) };
  for (let continuation: string | null | undefined; continuation !== null; ) {
    const from = continuation === undefined ? {} : { continuation };
    const page = await withRetries(ports, () => ports.store.query({ ...query, ...from }));
    for (const { item } of page.items) yield item;
    continuation = page.continuation;
  }
}

async function examine(run: Reprocessing, item: StoredRecord): Promise<Change | null> {
  const { ports, request, profile, channel, summary } = run;
  summary.examined += 1;
  const entry = (await withRetries(ports, () => ports.cache.read(item.id)))?.entry;
  const envelope = entry === undefined ? null : toEnvelope(run, entry);
  if (entry === undefined || envelope === null) {
    summary.withoutRaw += 1;
    return null;
  }
  const isCurrent = entry.mappingVersion === readMappingVersion(envelope, channel, profile);
  const operations = isCurrent && request.force !== true ? [] : remap(run, envelope, entry);
  if (operations === null) return null;
  if (operations.length === 0) {
    summary.unchanged += 1;
    return null;
  }
  summary.changed += 1;
  return { name: envelope.eventId, envelope, record: { ...describe(entry), operations, eventId: envelope.eventId } };
}

/**
 * The same arrival once more, with the version that it had: its receipt comes directly behind that of the arrival it repeats, so that whatever arrived after that
 * is newer, also while it still waits in the queue. Null without a raw payload.
 */
function toEnvelope({ ports, runId }: Reprocessing, entry: CacheEntry): Envelope | null {
  const { raw, format, sourceVersion, version } = entry;
  if (raw === null || format === null) return null;
  const [arrival] = version.receipt.split(/[!+]/);
  return {
    schema: 1,
    eventId: hashName(`${runId}|${entry.recordKey}`),
    receipt: `${arrival}+${ports.ids.ulid()}`,
    profileId: entry.profileId,
    type: entry.type,
    format,
    recordId: entry.recordId,
    ...(sourceVersion === null ? {} : { sourceVersion, versionOrder: version.order }),
    origin: 'reprocess',
    receivedAt: ports.clock.now().toISOString(),
    tries: 0,
    raw,
  };
}

/** What the mapping changes in the cached record, as processing will see it; null where the record cannot be mapped. */
function remap({ channel, profile, summary }: Reprocessing, envelope: Envelope, entry: CacheEntry): Operation[] | null {
  const { type, recordId } = entry;
  try {
    const before = entry.record as CanonicalRecord;
    const record = completeRecord(type, before, mapRecord(envelope, channel, profile).record);
    checkAmounts(type, record, profile);
    return diff(before, record);
  } catch (error) {
    const { code, message } = toPipelineError(error);
    summary.failed.push({ type, recordId, code, message });
    return null;
  }
}

function describe({ type, recordId, recordKey, record }: CacheEntry): Omit<Remapped, 'operations' | 'eventId'> {
  const { number } = record as CanonicalRecord;
  return { type, recordId, recordKey, number: typeof number === 'string' ? number : null };
}
