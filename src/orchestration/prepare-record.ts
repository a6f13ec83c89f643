import type { JsonObject } from '../diff/json.js';
import { spellAmounts } from '../model/amounts.js';
import { checkArithmetic } from '../model/arithmetic.js';
import type { Envelope } from '../model/envelope.js';
import { PipelineError } from '../model/errors.js';
import type { Warning } from '../model/event.js';
import { layoutOfFormat } from '../model/file-layout.js';
import type { Order } from '../model/order.js';
import type { Profile } from '../model/profile.js';
import { type CanonicalRecord, parseCompleteRecord } from '../model/record.js';
import type { RecordType } from '../model/record-type.js';
import { settleShipment } from '../model/shipment-state.js';
import type { Channel } from '../ports/channel.js';
import { complete } from './complete.js';
import { type IncomingRecord, readCanonical, readChannelPayload, readFileRows, toRecordError } from './read-record.js';

/** Maps the raw payload of an envelope to the incoming canonical record; it may be partial. @throws what `read-record` throws */
export function mapRecord(envelope: Envelope, channel: Channel, profile: Profile): IncomingRecord {
  const { format, type, raw } = envelope;
  if (format === 'canonical') return readCanonical(type, raw);
  const layout = layoutOfFormat(format);
  if (layout !== null) return readFileRows(profile, layout, type, raw);
  return readChannelPayload(channel, profile, type, raw);
}

/**
 * The envelope with the id that its rows of a file name, where a row that could not be mapped at first is tried again by a mended layout.
 * @throws what `read-record` throws
 */
export function identifyRows(envelope: Envelope, channel: Channel, profile: Profile): Envelope {
  if (envelope.recordId !== undefined || layoutOfFormat(envelope.format) === null) return envelope;
  const { id, updatedAt } = mapRecord(envelope, channel, profile).record;
  return { ...envelope, recordId: id, ...(typeof updatedAt === 'string' ? { sourceVersion: updatedAt } : {}) };
}

/**
 * The whole remote record: what came in, completed from what is known (`base`), checked, with its amounts spelled one way. The
 * state of a shipment never goes back.
 * @throws `record_incomplete` when a required field was never provided, `record_invalid`
 */
export function completeRecord(type: RecordType, base: JsonObject | null, incoming: CanonicalRecord): CanonicalRecord {
  const completed = complete(base, incoming);
  const parsed = parseCompleteRecord(
    type,
    type === 'shipment' && base !== null ? settleShipment(base, completed) : completed,
  );
  if (!parsed.ok) throw toRecordError('record_incomplete', parsed.faults);
  return spellAmounts(parsed.value) as CanonicalRecord;
}

/**
 * The whole remote record of which nothing is known yet; what keeps it from being one is a value, as the store may know a base that
 * the cache does not.
 */
export function completeAlone(type: RecordType, incoming: CanonicalRecord): CanonicalRecord | PipelineError {
  try {
    return completeRecord(type, null, incoming);
  } catch (error) {
    if (error instanceof PipelineError && error.code === 'record_incomplete') return error;
    throw error;
  }
}

/** Warnings of a channel that say that the amounts of a payload contradict each other; each is an error code, too. */
const INCONSISTENT = ['data_inconsistency', 'payment_inconsistency'] as const;

/**
 * Warnings about amounts that do not add up; `told` are those of the mapping, which say it in the words of the source.
 * @throws where the profile's policy is `strict`: the code of such a warning of the mapping, else `arithmetic_off`
 */
export function checkAmounts(
  type: RecordType,
  record: CanonicalRecord,
  profile: Profile,
  told: readonly Warning[] = [],
): Warning[] {
  const isStrict = profile.policies.arithmetic === 'strict';
  for (const code of INCONSISTENT) {
    const found = told.find((warning) => warning.code === code);
    if (found !== undefined && isStrict) throw new PipelineError(code, found.message, { path: found.path ?? '' });
  }
  // What was told once need not be told again of what was made of it.
  const isTold = told.some(({ code }) => code === 'data_inconsistency');
  const warnings = type === 'order' && !isTold ? checkArithmetic(record as unknown as Order) : [];
  const first = warnings[0];
  if (first !== undefined && isStrict)
    throw new PipelineError('arithmetic_off', first.message, { path: first.path ?? '' });
  return warnings;
}
