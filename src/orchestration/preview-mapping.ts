import type { Json } from '../diff/json.js';
import type { Warning } from '../model/event.js';
import { parseJson } from '../model/json-text.js';
import type { Profile } from '../model/profile.js';
import { type CanonicalRecord, parseIncomingRecord } from '../model/record.js';
import type { RecordType } from '../model/record-type.js';
import type { Channel } from '../ports/channel.js';
import { mapPayload, readChannelPayload } from './read-record.js';

/** What a payload becomes with the overrides of a profile, and what the channel alone makes of it. */
export interface MappingPreview {
  record: CanonicalRecord;
  warnings: Warning[];
  /** Spelled as `record` is where it is a canonical record; else as the channel gives it. */
  withoutOverrides: Json;
}

/**
 * Maps the text of a payload with and without the overrides of the profile, so that people see what these do; nothing is kept.
 * @throws `json_*`, `format_unsupported`, `profile_invalid`, `mapping_failed`, `record_id_missing`, `record_invalid`
 */
export function previewMapping(channel: Channel, profile: Profile, type: RecordType, raw: string): MappingPreview {
  const plain = mapPayload(channel, profile, type, parseJson(raw)).record;
  const parsed = parseIncomingRecord(type, plain);
  return {
    ...readChannelPayload(channel, profile, type, raw),
    withoutOverrides: parsed.ok ? parsed.value : plain,
  };
}
