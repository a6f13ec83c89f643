import { isJsonObject, type Json } from '../diff/json.js';
import { type ErrorCode, PipelineError } from '../model/errors.js';
import type { Warning } from '../model/event.js';
import { parseJson } from '../model/json-text.js';
import type { Profile } from '../model/profile.js';
import { type CanonicalRecord, type Fault, parseIncomingRecord } from '../model/record.js';
import type { RecordType } from '../model/record-type.js';
import type { Channel, ChannelResource, Mapped } from '../ports/channel.js';
import { applyOverrides } from './apply-overrides.js';
import { channelSettings } from './channel-settings.js';
import { mapRowsText } from './files/read-file-rows.js';

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
 * Reads rows of a file and maps them to a canonical record, as the layout of the profile says; it is partial.
 * @throws what `map-rows` throws, `record_id_missing`, `record_invalid`
 */
export function readFileRows(profile: Profile, layout: string, type: RecordType, raw: string): IncomingRecord {
  return { record: checkIncoming(type, mapRowsText(profile, layout, raw)), warnings: [] };
}

/**
 * Reads a channel's payload and maps it to the canonical record, as the channel does and then as the profile says otherwise.
 * @throws `json_*`, `format_unsupported`, `profile_invalid`, `mapping_failed`, `record_id_missing`, `record_invalid`
 */
export function readChannelPayload(channel: Channel, profile: Profile, type: RecordType, raw: string): IncomingRecord {
  const payload = parseJson(raw);
  const { record, warnings } = applyOverrides(profile, type, mapPayload(channel, profile, type, payload), payload);
  return { record: checkIncoming(type, record), warnings };
}

/**
 * The record as the channel alone maps it, not yet checked.
 * @throws `format_unsupported`, `profile_invalid`, `mapping_failed`, `record_id_missing`
 */
export function mapPayload(channel: Channel, profile: Profile, type: RecordType, payload: Json): Mapped {
  const resource = findResource(channel, type);
  if (resource === undefined) {
    throw new PipelineError('format_unsupported', `The channel ${channel.key} has no payload format for ${type}`);
  }
  return resource.map(payload, channelSettings(channel, profile));
}

/** Checks what is to be an incoming record; it may be partial. @throws `record_id_missing`, `record_invalid` */
export function checkIncoming(type: RecordType, value: Json): CanonicalRecord {
  if (!isJsonObject(value)) throw new PipelineError('record_invalid', 'The record is not a JSON object', { path: '' });
  if (value.id === undefined || value.id === null || value.id === '') {
    throw new PipelineError('record_id_missing', `The ${type} has no id`, { path: '/id' });
  }
  const parsed = parseIncomingRecord(type, value);
  if (!parsed.ok) throw toRecordError('record_invalid', parsed.faults);
  return parsed.value;
}
