import { isJsonObject, type Json } from '../diff/json.js';
import { overlayRecord } from '../model/apply-mapping.js';
import { type CompiledMapping, compileMapping, type MappingRules } from '../model/compile-mapping.js';
import type { Profile } from '../model/profile.js';
import type { RecordType } from '../model/record-type.js';
import type { Mapped } from '../ports/channel.js';

// A profile stays in memory for many records; its paths are parsed once.
const compiled = new WeakMap<MappingRules, CompiledMapping>();

function compileOnce(type: RecordType, rules: MappingRules): CompiledMapping {
  const known = compiled.get(rules) ?? compileMapping(type, rules, 'override');
  compiled.set(rules, known);
  return known;
}

/** The mapped record as the profile's overrides have it; the very same where there are none. */
export function applyOverrides({ mapping }: Profile, type: RecordType, mapped: Mapped, payload: Json): Mapped {
  const rules = mapping[type];
  if (rules === undefined || !isJsonObject(mapped.record)) return mapped;
  const { record, warnings } = overlayRecord(compileOnce(type, rules), mapped.record, payload);
  return { record, warnings: [...mapped.warnings, ...warnings] };
}
