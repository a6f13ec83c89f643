import { diff } from '../diff/diff.js';
import type { Operation } from '../diff/operation.js';
import { parseDurationMs } from '../model/duration.js';
import type { Envelope } from '../model/envelope.js';
import { type ErrorCode, PipelineError, toPipelineError } from '../model/errors.js';
import type { Action, Reason, Warning } from '../model/event.js';
import type { CanonicalRecord } from '../model/record.js';
import { recordKey } from '../model/record-key.js';
import type { RecordType } from '../model/record-type.js';
import { versionOrder } from '../model/record-version.js';
import type { RecordCache } from '../ports/cache.js';
import type { RawRecord } from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import { decide, decideByVersion, type Situation } from './decide.js';
import { checkAmounts, completeAlone, completeRecord, mapRecord } from './prepare-record.js';
import type { PullSource } from './pull-source.js';

/** What previewing needs of the world. */
export interface PreviewPorts {
  cache: Pick<RecordCache, 'read'>;
  clock: Clock;
  ids: Ids;
}

/** What would be done with a record and why; `action` is null for one that would be dead-lettered. */
export interface Preview {
  recordId: string | null;
  /** The number that people know it by, where it has one. */
  number: string | null;
  type: RecordType;
  action: Action | null;
  reason: Reason;
  operations: Operation[];
  warnings: Warning[];
  error: { code: ErrorCode; message: string } | null;
}

/**
 * Says what processing a raw record now would do by what the cache knows, without writing anything. Local edits and records that
 * only the store knows are not looked at, so it is a little less than what really happens.
 * @throws what the cache throws when it cannot be read
 */
export async function previewRecord(
  ports: PreviewPorts,
  source: PullSource,
  type: RecordType,
  record: RawRecord,
): Promise<Preview> {
  const cached = await ports.cache.read(recordKey(source.profile.id, type, record.recordId));
  const envelope = toEnvelope(ports, source, type, record);
  const { receivedAt, receipt, eventId } = envelope;
  const situation: Omit<Situation, 'operations'> = {
    cached: cached?.entry ?? null,
    eventId,
    version: { order: versionOrder(record.sourceVersion, receivedAt), receipt },
    cacheAgeMs: cached === null ? 0 : Date.parse(receivedAt) - Date.parse(cached.entry.cachedAt),
    cacheMaxAgeMs: parseDurationMs(source.profile.cacheMaxAge) ?? 0,
  };
  const base = (cached?.entry.record ?? null) as CanonicalRecord | null;
  const known = decideByVersion(situation);
  if (known !== null) {
    return { ...head(type, record.recordId, base), ...known, operations: [], warnings: [], error: null };
  }
  try {
    return { ...head(type, record.recordId, base), ...previewMapped(source, envelope, base, situation), error: null };
  } catch (error) {
    return previewFailure(type, record.recordId, toPipelineError(error));
  }
}

/** The preview of a record that would be dead-lettered; without an error, because it has no usable id. */
export function previewFailure(
  type: RecordType,
  recordId: string | null,
  error = new PipelineError('record_id_missing', `The ${type} has no usable id`),
): Preview {
  const { code, message } = error;
  const failure = { action: null, reason: 'failed' as const, operations: [], warnings: [] };
  return { ...head(type, recordId, null), ...failure, error: { code, message } };
}

function head(type: RecordType, recordId: string | null, record: CanonicalRecord | null) {
  return { recordId, type, number: typeof record?.number === 'string' ? record.number : null };
}

function previewMapped(
  { channel, profile }: PullSource,
  envelope: Envelope,
  base: CanonicalRecord | null,
  situation: Omit<Situation, 'operations'>,
): Pick<Preview, 'number' | 'action' | 'reason' | 'operations' | 'warnings'> {
  const { type } = envelope;
  const incoming = mapRecord(envelope, channel, profile);
  const record = base === null ? completeAlone(type, incoming.record) : completeRecord(type, base, incoming.record);
  if (record instanceof PipelineError) throw record;
  const operations = base === null ? [] : diff(base, record);
  return {
    number: head(type, null, record).number,
    ...decide({ ...situation, operations }),
    operations,
    warnings: [...incoming.warnings, ...checkAmounts(type, record, profile, incoming.warnings)],
  };
}

function toEnvelope(ports: PreviewPorts, { profile }: PullSource, type: RecordType, record: RawRecord): Envelope {
  const { raw, recordId, sourceVersion } = record;
  return {
    schema: 1,
    eventId: ports.ids.ulid(),
    receipt: ports.ids.ulid(),
    profileId: profile.id,
    type,
    format: profile.channel,
    recordId,
    ...(sourceVersion === null ? {} : { sourceVersion }),
    origin: 'pull',
    receivedAt: ports.clock.now().toISOString(),
    tries: 0,
    raw,
  };
}
