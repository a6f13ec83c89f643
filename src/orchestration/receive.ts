import { isJsonObject } from '../diff/json.js';
import type { Envelope } from '../model/envelope.js';
import { type ErrorCode, PipelineError, toPipelineError } from '../model/errors.js';
import { remoteId } from '../model/fields.js';
import { parseJson, splitArray } from '../model/json-text.js';
import type { Profile } from '../model/profile.js';
import { hashName } from '../model/record-key.js';
import type { RecordType } from '../model/record-type.js';
import type { Channel, ChannelResource, EmbeddedRecord } from '../ports/channel.js';
import type { IdempotencyMark, IdempotencyMarks } from '../ports/idempotency.js';
import type { Ids } from '../ports/ids.js';
import type { Queue } from '../ports/queue.js';
import { channelSettings } from './channel-settings.js';
import { enqueue } from './enqueue.js';
import { expandRecord } from './expand-record.js';
import { findApplied, findRepeatsInside, type Repeat, type RepeatPorts } from './find-repeats.js';
import { receiptOf } from './queue-names.js';
import { findResource, readCanonical } from './read-record.js';

/** The most records that one request may hold. */
export const MAX_RECORDS = 500;

/** A request to take records in, authenticated: the body is text, not yet looked at. */
export interface ReceiveRequest {
  profile: Profile;
  type: RecordType;
  format: 'canonical' | 'channel';
  media: 'json' | 'ndjson';
  body: string;
  idempotencyKey: string | null;
}

/** What became of each record, by its index in the request. */
export interface ReceiveResult {
  accepted: { index: number; eventId: string; recordId: string }[];
  /** Payloads of a channel that say again what was taken before: by the event that took it. */
  duplicates: { index: number; eventId: string; recordId: string }[];
  rejected: { index: number; code: ErrorCode; message: string; path?: string }[];
}

/** What receiving needs: blob storage only, so that it survives an outage of the order store. */
export interface ReceivePorts extends RepeatPorts {
  queue: Queue;
  marks: IdempotencyMarks;
  ids: Ids;
  findChannel(key: string): Channel | null;
}

/** What a text turns out to be: its identity, and the records that came inside it. */
export interface Reading {
  recordId: string;
  sourceVersion: string | null;
  embedded: EmbeddedRecord[];
}

type Candidate = Reading & { index: number; raw: string };

/**
 * Takes records in: each is checked by itself, and all good ones are written verbatim into a queue blob before this returns; into
 * several where more came inside them than one holds. Payloads of a channel that were taken before are told apart.
 * With an idempotency key the same request gives the same event ids, however often it comes.
 * @throws `PipelineError` when the body as a whole cannot be taken
 */
export async function receive(ports: ReceivePorts, request: ReceiveRequest): Promise<ReceiveResult> {
  const read = recordReader(ports, request);
  const candidates: Candidate[] = [];
  const rejected: ReceiveResult['rejected'] = [];
  splitRecords(request).forEach((raw, index) => {
    try {
      candidates.push({ index, raw, ...read(raw) });
    } catch (error) {
      rejected.push({ index, ...toRejection(error) });
    }
  });
  const repeats = await findRepeats(ports, request, candidates);
  const queued = await queueCandidates(
    ports,
    request,
    candidates.filter((one) => isQueued(one, repeats.get(one.index))),
  );
  return { ...sortOut(candidates, repeats, queued), rejected };
}

/**
 * Looks for repeats among the payloads of a channel. Under an idempotency key the answer must stay what it was the first time, so what
 * happened to be applied since is not looked at.
 */
async function findRepeats(
  ports: ReceivePorts,
  { profile, type, format, idempotencyKey }: ReceiveRequest,
  candidates: readonly Candidate[],
): Promise<Map<number, Repeat>> {
  const channel = format === 'canonical' ? null : ports.findChannel(profile.channel);
  if (channel === null) return new Map();
  const inside = findRepeatsInside(candidates);
  if (idempotencyKey !== null) return inside;
  return new Map([...inside, ...(await findApplied(ports, { profile, channel, type }, candidates))]);
}

/**
 * What repeats an applied record without saying how new it is goes through the queue all the same: something newer of it may be waiting
 * there, and then the order of arrival decides.
 */
function isQueued({ sourceVersion }: Candidate, repeat: Repeat | undefined): boolean {
  return repeat === undefined || (repeat.of === 'event' && sourceVersion === null);
}

function sortOut(
  candidates: readonly Candidate[],
  repeats: ReadonlyMap<number, Repeat>,
  queued: ReadonlyMap<number, string>,
): Pick<ReceiveResult, 'accepted' | 'duplicates'> {
  const events = new Map(queued);
  const result: Pick<ReceiveResult, 'accepted' | 'duplicates'> = { accepted: [], duplicates: [] };
  for (const { index, recordId } of candidates) {
    const repeat = repeats.get(index);
    if (repeat !== undefined)
      events.set(index, repeat.of === 'event' ? repeat.eventId : (events.get(repeat.index) ?? ''));
    const told = { index, eventId: events.get(index) ?? '', recordId };
    result[repeat === undefined ? 'accepted' : 'duplicates'].push(told);
  }
  return result;
}

function toRejection(error: unknown): { code: ErrorCode; message: string; path?: string } {
  const { code, message, path, disposition } = toPipelineError(error);
  if (disposition === 'retry') throw error;
  return path === undefined ? { code, message } : { code, message, path };
}

function splitRecords(request: ReceiveRequest): string[] {
  const texts =
    request.media === 'ndjson'
      ? request.body
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '')
      : (splitArray(request.body) ?? [request.body]);
  if (request.body.trim() === '') throw new PipelineError('body_empty', 'The body holds no record');
  if (texts.length > MAX_RECORDS) {
    throw new PipelineError('too_many_records', `The body holds ${texts.length} records; ${MAX_RECORDS} are possible`);
  }
  // One text that is not JSON at all is a fault of the request, not of a record.
  if (request.media === 'json' && texts.length === 1 && texts[0] === request.body) parseJson(request.body);
  return texts;
}

/**
 * Reads what a text is, as each record of a request is read.
 * @throws `format_unsupported`, `profile_invalid`
 */
export function recordReader(
  ports: Pick<ReceivePorts, 'findChannel'>,
  request: Pick<ReceiveRequest, 'profile' | 'type' | 'format'>,
): (raw: string) => Reading {
  const { profile, type, format } = request;
  if (format === 'canonical') return (raw) => ({ ...identifyCanonical(type, raw), embedded: [] });
  const channel = ports.findChannel(profile.channel);
  const resource = channel === null ? undefined : findResource(channel, type);
  if (channel === null || resource === undefined) {
    throw new PipelineError('format_unsupported', `The channel ${profile.channel} has no payload format for ${type}`);
  }
  const settings = channelSettings(channel, profile);
  return (raw) => {
    const identity = identifyPayload(resource, raw, settings);
    const expansion = expandRecord(resource, raw, settings);
    if (expansion.state === 'failed') throw expansion.error;
    if (expansion.state === 'filtered') {
      throw new PipelineError('record_filtered', `The filters of the profile leave the ${type} out`);
    }
    return { ...identity, embedded: expansion.embedded };
  };
}

function identifyPayload(
  resource: ChannelResource,
  raw: string,
  settings: unknown,
): { recordId: string; sourceVersion: string | null } {
  const value = parseJson(raw);
  if (!isJsonObject(value)) throw new PipelineError('record_invalid', 'The record is not a JSON object', { path: '' });
  const identity = resource.identify(value, settings);
  if (!remoteId.safeParse(identity.recordId).success) {
    throw new PipelineError('record_id_missing', 'The record has no usable id');
  }
  return identity;
}

function identifyCanonical(type: RecordType, raw: string): { recordId: string; sourceVersion: string | null } {
  const { record } = readCanonical(type, raw);
  return { recordId: record.id, sourceVersion: typeof record.updatedAt === 'string' ? record.updatedAt : null };
}

/** Queues what is to be processed, and gives the event id of each by its index. */
async function queueCandidates(
  ports: ReceivePorts,
  request: ReceiveRequest,
  candidates: readonly Candidate[],
): Promise<Map<number, string>> {
  if (candidates.length === 0) return new Map();
  const fresh: IdempotencyMark = {
    bodyHash: hashName(`${request.type}|${request.format}|${request.body}`),
    receivedAt: ports.clock.now().toISOString(),
    receipt: ports.ids.ulid(),
  };
  const { profile, idempotencyKey } = request;
  const mark = idempotencyKey === null ? fresh : await claim(ports, profile.id, idempotencyKey, fresh);
  const taken = candidates.map((candidate) => ({ candidate, envelopes: toEnvelopes(ports, request, candidate, mark) }));
  const source = idempotencyKey === null ? mark.receipt : `${profile.id}|${idempotencyKey}`;
  const groups = taken.map(({ envelopes: { own, inside } }) => [own, ...inside]);
  await enqueue(ports.queue, source, groups);
  return new Map(taken.map(({ candidate, envelopes }) => [candidate.index, envelopes.own.eventId]));
}

async function claim(
  ports: ReceivePorts,
  profileId: string,
  key: string,
  fresh: IdempotencyMark,
): Promise<IdempotencyMark> {
  const mark = await ports.marks.claim(profileId, key, fresh);
  if (mark.bodyHash !== fresh.bodyHash) {
    throw new PipelineError('idempotency_key_reused', 'This Idempotency-Key came with another body before');
  }
  return mark;
}

/** The envelope of a record, and those of what came inside it. */
function toEnvelopes(
  ports: ReceivePorts,
  request: ReceiveRequest,
  { index, raw, recordId, sourceVersion, embedded }: Candidate,
  mark: IdempotencyMark,
): { own: Envelope; inside: Envelope[] } {
  const own = toEnvelope(ports, request, mark, { type: request.type, raw, recordId, sourceVersion }, index);
  return { own, inside: embedded.map((one, at) => toEnvelope(ports, request, mark, one, index, at + 1)) };
}

function toEnvelope(
  ports: ReceivePorts,
  { profile, format, idempotencyKey }: ReceiveRequest,
  mark: IdempotencyMark,
  { type, raw, recordId, sourceVersion }: EmbeddedRecord,
  index: number,
  inside = 0,
): Envelope {
  const place = inside === 0 ? `${index}` : `${index}|${inside}`;
  return {
    schema: 1,
    eventId:
      idempotencyKey === null
        ? ports.ids.ulid()
        : hashName(`${profile.id}|${idempotencyKey}|${mark.bodyHash}|${place}`),
    receipt: receiptOf(mark.receipt, index, inside),
    profileId: profile.id,
    type,
    format: format === 'canonical' ? 'canonical' : profile.channel,
    recordId,
    ...(sourceVersion === null ? {} : { sourceVersion }),
    origin: 'ingest',
    receivedAt: mark.receivedAt,
    tries: 0,
    raw,
  };
}
