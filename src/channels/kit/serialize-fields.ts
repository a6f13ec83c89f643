import { isJsonObject, type Json, type JsonObject, setOwn } from '../../diff/json.js';
import { type CompiledRule, compileMapping } from '../../model/compile-mapping.js';
import { type FieldPath, readField } from '../../model/field-path.js';
import type { CanonicalRecord } from '../../model/record.js';
import type { FieldMapping } from './field-mapping.js';

/** What of a mapping is written, and what it does not say. */
export interface Serialization<Settings = unknown> {
  /** The canonical paths that are written, as the mapping spells them; all that can be, unless told. */
  only?: readonly string[];
  /** The rest, in code: gets the payload and gives the one to send. */
  customize?(payload: JsonObject, record: CanonicalRecord, settings: Settings): Json;
}

/**
 * Makes a writer's `serialize` of a mapping read backwards: each field goes where it is read from (the first place of several), by
 * enum tables backwards, amounts and instants as they stand. Left out is what is null, and what cannot be told back: `join`,
 * `position`, `[name=value]`.
 */
export function serializeFields<Settings = unknown>(
  mapping: Pick<FieldMapping<Settings>, 'type' | 'fields'>,
  { only, customize }: Serialization<Settings> = {},
): (record: CanonicalRecord, settings: Settings) => Json {
  const fields = Object.fromEntries(
    Object.entries(mapping.fields).filter(([name]) => only === undefined || only.includes(name)),
  );
  const { rules, arrays } = compileMapping(mapping.type, { fields, defaults: {} }, 'whole');
  return (record, settings) => {
    const payload: JsonObject = {};
    for (const rule of rules) place(payload, rule, record, false);
    for (const array of arrays) {
      const elements = record[array.name];
      const keys = keysOf(array.elements ?? []);
      if (!Array.isArray(elements) || keys === null || keys.length === 0) continue;
      setAt(
        payload,
        keys,
        elements.filter(isJsonObject).map((element) => toRemote(element, array.rules)),
      );
    }
    return customize?.(payload, record, settings) ?? payload;
  };
}

function toRemote(element: JsonObject, rules: readonly CompiledRule[]): JsonObject {
  const remote: JsonObject = {};
  for (const rule of rules) place(remote, rule, element, true);
  return remote;
}

function place(onto: JsonObject, rule: CompiledRule, from: JsonObject, inElement: boolean): void {
  const [source] = rule.sources;
  const keys = source === undefined || source.inElement !== inElement ? null : keysOf(source.path);
  const value =
    readField(
      from,
      rule.keys.map((key) => ({ key })),
    ) ?? null;
  const told = value === null ? undefined : tellBack(rule, value);
  if (keys !== null && keys.length > 0 && told !== undefined) setAt(onto, keys, told);
}

function tellBack({ transform, options }: CompiledRule, value: Json): Json | undefined {
  if (transform === 'join' || transform === 'position') return undefined;
  if (transform === 'enum')
    return Object.entries(options.values ?? {}).find(([, canonical]) => canonical === value)?.[0];
  if (transform !== 'instant' || options.epoch === undefined) return value;
  return Math.trunc(Date.parse(String(value)) / (options.epoch === 's' ? 1_000 : 1));
}

/** The keys of a path that leads through objects only; null for any other. */
function keysOf(path: FieldPath): string[] | null {
  const keys = path.flatMap((step) => ('key' in step ? [step.key] : []));
  return keys.length === path.length ? keys : null;
}

function setAt(onto: JsonObject, keys: readonly string[], value: Json): void {
  let at = onto;
  for (const key of keys.slice(0, -1)) {
    const next = at[key];
    const inner: JsonObject = isJsonObject(next) ? next : {};
    setOwn(at, key, inner);
    at = inner;
  }
  setOwn(at, keys.at(-1) ?? '', value);
}
