import { PipelineError } from '../model/errors.js';
import { parseJson } from '../model/json-text.js';
import { type CanonicalRecord, type Fault, findUnknownFields, parseIncomingRecord } from '../model/record.js';
import type { Channel } from '../ports/channel.js';

/**
 * The canonical record of a text, by the type of the channel's resource; every field must be one of it.
 * @throws `write_unsupported`, `json_*`, `record_invalid` with one line for each fault
 */
export function readCanonical(channel: Channel, resource: string, text: string): CanonicalRecord {
  const offered = Object.hasOwn(channel.resources, resource) ? channel.resources[resource] : undefined;
  if (offered?.write === undefined) {
    const writable = Object.keys(channel.resources).filter((name) => channel.resources[name]?.write !== undefined);
    const those = writable.length === 0 ? 'it writes nothing' : `it writes ${writable.join(', ')}`;
    throw new PipelineError('write_unsupported', `The channel ${channel.key} writes no ${resource}; ${those}`);
  }
  const input = parseJson(text.replace(/^\uFEFF/, ''));
  const parsed = parseIncomingRecord(offered.type, input);
  if (!parsed.ok) throw refuse(offered.type, parsed.faults);
  const unknown = findUnknownFields(input, parsed.value);
  if (unknown.length > 0) throw refuse(offered.type, unknown);
  return parsed.value;
}

function refuse(type: string, faults: readonly Fault[]): PipelineError {
  const each = faults.map(({ path, message }) => `${path === '' ? '/' : path}: ${message}`);
  return new PipelineError('record_invalid', [`This is no ${type}:`, ...each].join('\n'));
}
