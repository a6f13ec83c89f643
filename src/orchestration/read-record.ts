import { isJsonObject, type Json } from '../diff/json.js';
import { type ErrorCode, PipelineError } from '../model/errors.js';
import type { Warning } from '../model/event.js';
import { parseJson } from '../model/json-text.js';
import { type CanonicalRecord, type Fault, parseIncomingRecord } from '../model/record.js';
import type { RecordType } from '../model/record-type.js';
import type { Channel, ChannelResource } from '../ports/channel.js';

/** An incoming, possibly partial record, as its text says. */
export interface IncomingRecord {
  record: CanonicalRecord;
  warnings: Warning[];
}

/** The resource of the channel that reads payloads of this type; undefined when it has none. */
export function findResource(channel: Channel, type: RecordType): ChannelResource | undefined {
  return Object.values(channel.resources).find((resource) => resource.type === type);
}

/** Puts faults into one error: the first one's path, and how many more there are. */
export function toRecordError(code: ErrorCode, faults: readonly Fault[]): PipelineError {
  const first = faults[0] ?? { path: '', message: 'is not valid' };
  const others =
    faults.length > 1
      ? ` (and ${faults.length - 1} more: ${faults
          .slice(1, 6)
          .map((fault) => fault.path)
          .join(', ')})`
      : '';
  return new PipelineError(code, `${first.path || 'the record'} ${first.message}${others}`, { path: first.path });
}

/**
 * Reads a canonical record from its text; it may be partial.
 * @throws `json_*`, `record_id_missing`, `record_invalid`
 */
export function readCanonical(type: RecordType, raw: string): IncomingRecord {
  return { record: checkIncoming(type, parseJson(raw)), warnings: [] };
}

/**
 * Reads a channel's payload and maps it to the canonical record.
 * @throws `json_*`, `format_unsupported`, `mapping_failed`, `record_id_missing`, `record_invalid`
 */
export function readChannelPayload(channel: Channel, settings: Json, type: RecordType, raw: string): IncomingRecord {
  const resource = findResource(channel, type);
  if (resource === undefined) {
    throw new PipelineError('format_unsupported', `The channel ${channel.key} has no payload format for ${type}`);
  }
  const { record, warnings } = resource.map(parseJson(raw), settings);
  return { record: checkIncoming(type, record), warnings };
}

function checkIncoming(type: RecordType, value: Json): CanonicalRecord {
  if (!isJsonObject(value)) throw new PipelineError('record_invalid', 'The record is not a JSON object', { path: '' });
  if (value.id === undefined || value.id === null || value.id === '') {
    throw new PipelineError('record_id_missing', `The ${type} has no id`, { path: '/id' });
  }
  const parsed = parseIncomingRecord(type, value);
  if (!parsed.ok) throw toRecordError('record_invalid', parsed.faults);
  return parsed.value;
}
