import type { Json } from '../diff/json.js';
import { PipelineError } from '../model/errors.js';
import { parseJson } from '../model/json-text.js';
import type { ChannelResource, EmbeddedRecord } from '../ports/channel.js';

/** What a raw record holds: itself and what came inside it; or nothing that the profile wants; or why that cannot be told. */
export type Expansion =
  | { state: 'wanted'; embedded: EmbeddedRecord[] }
  | { state: 'filtered' }
  | { state: 'failed'; error: PipelineError };

/**
 * Asks the channel whether the profile wants a raw record, and which records came inside it. A text that is no JSON holds nothing
 * else: what reads it next says what is wrong with it. `settings` are the checked ones.
 */
export function expandRecord(resource: ChannelResource, raw: string, settings: unknown): Expansion {
  if (resource.accept === undefined && resource.embedded === undefined) return { state: 'wanted', embedded: [] };
  const value = readJson(raw);
  if (value === undefined) return { state: 'wanted', embedded: [] };
  try {
    if (resource.accept?.(value, settings) === false) return { state: 'filtered' };
    return { state: 'wanted', embedded: resource.embedded?.(value, settings) ?? [] };
  } catch (error) {
    return { state: 'failed', error: toMappingError(error) };
  }
}

function readJson(raw: string): Json | undefined {
  try {
    return parseJson(raw);
  } catch {
    return undefined;
  }
}

// A fault of the channel's code or of the record: trying again would meet it again.
function toMappingError(error: unknown): PipelineError {
  if (error instanceof PipelineError && error.disposition === 'park') return error;
  const why = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure';
  return new PipelineError('mapping_failed', `The records inside this one cannot be told: ${why}`, { cause: error });
}
