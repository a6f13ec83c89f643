import { getOwn, isJsonObject, type Json, type JsonObject, setOwn } from '../diff/json.js';
import { formatPointer } from '../diff/pointer.js';
import { isNullableField } from './canonical-field.js';
import { type CompiledArray, type CompiledMapping, type CompiledRule, faultOfValue } from './compile-mapping.js';
import { PipelineError } from './errors.js';
import type { Warning } from './event.js';
import { readField } from './field-path.js';
import { type Transformed, transformValue } from './field-transform.js';
import { openBags } from './fields.js';

const MAX_ELEMENTS = 10_000;
const MAX_WARNINGS = 50;

/** What a rule reads from: the payload, and the element of it that is being mapped, by its place from 0. */
interface Reading {
  payload: Json;
  element: Json;
  index: number;
  warnings: Warning[];
}

/** Reads one value: what the source says, null where it says nothing, or why it says nothing that fits. */
function readRule({ sources, transform, options, field }: CompiledRule, reading: Reading): Transformed {
  if (transform === 'position') return { value: String(reading.index + 1) };
  const found = sources
    .map(({ path, inElement }) => readField(inElement ? reading.element : reading.payload, path))
    .filter((value) => value !== undefined && value !== null);
  if (found.length === 0) return { value: null };
  if (transform === 'join') return joinParts(found.flat(), options.separator ?? ' ');
  if (field.kind !== 'texts') return transformValue(transform, found[0] as Json, options);
  const texts = found.flat().map((value) => transformValue(transform, value, options));
  const values = texts.map((text) => ('value' in text ? text.value : null)).filter((value) => value !== null);
  return texts.find((text) => 'fault' in text) ?? { value: values };
}

function joinParts(parts: readonly Json[], separator: string): Transformed {
  if (parts.some((part) => typeof part === 'object' && part !== null)) return { fault: 'is no list of texts' };
  const texts = parts.map((part) => String(part ?? '').trim()).filter((text) => text !== '');
  return { value: texts.length === 0 ? null : texts.join(separator) };
}

/** What the source says; null where it says nothing. What does not fit is a warning and counts as nothing. */
function evaluate(
  rule: CompiledRule,
  reading: Reading,
  at: readonly (string | number)[],
): { value: Json; isFault: boolean } {
  const read = readRule(rule, reading);
  const isNothing = 'value' in read && read.value === null;
  const fault = 'fault' in read ? read.fault : isNothing ? null : faultOfValue(rule.field, read.value);
  if (fault !== null) warn(reading.warnings, [...at, ...rule.keys], `${rule.from} ${fault}`);
  const value = 'fault' in read || fault !== null ? null : read.value;
  return { value, isFault: fault !== null };
}

function warn(warnings: Warning[], at: readonly (string | number)[], message: string): void {
  if (warnings.length > MAX_WARNINGS) return;
  const isFull = warnings.length === MAX_WARNINGS;
  const path = isFull ? '' : formatPointer(at);
  warnings.push({ code: 'value_not_mapped', message: isFull ? 'More values were not mapped' : message, path });
}

function setField(record: JsonObject, keys: readonly string[], value: Json): void {
  let at = record;
  for (const key of keys.slice(0, -1)) {
    const next = getOwn(at, key);
    const inner = isJsonObject(next) ? next : {};
    setOwn(at, key, inner);
    at = inner;
  }
  const key = keys.at(-1) ?? '';
  const before = getOwn(at, key);
  // A bag takes what comes beside what it holds.
  setOwn(at, key, isJsonObject(before) && isJsonObject(value) ? { ...before, ...value } : value);
}

/**
 * Goes over a record that the channel mapped; what the payload does not say, or says in a way that does not fit, stays. A default
 * stands only where the record has nothing then.
 */
export function overlayRecord(
  mapping: CompiledMapping,
  record: JsonObject,
  payload: Json,
): { record: JsonObject; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const changed = structuredClone(record);
  overlay(mapping.rules, changed, { payload, element: payload, index: 0, warnings }, []);
  for (const array of mapping.arrays) overlayArray(array, getOwn(changed, array.name), payload, warnings);
  return { record: changed, warnings };
}

function overlay(
  rules: readonly CompiledRule[],
  onto: JsonObject,
  reading: Reading,
  at: readonly (string | number)[],
): void {
  for (const rule of rules) {
    const { value } = evaluate(rule, reading, at);
    const fill = value ?? (isMissing(onto, rule.keys) ? rule.otherwise : null) ?? null;
    if (fill !== null) setField(onto, rule.keys, fill);
  }
}

function isMissing(record: JsonObject, keys: readonly string[]): boolean {
  let at: Json | undefined = record;
  for (const key of keys) at = isJsonObject(at) ? getOwn(at, key) : undefined;
  return at === undefined || at === null;
}

/** The elements of both sides stand for each other by their place, so there must be as many. */
function overlayArray(
  { name, elements, rules }: CompiledArray,
  onto: Json | undefined,
  payload: Json,
  warnings: Warning[],
): void {
  if (!Array.isArray(onto)) return;
  const source = elements === null ? null : (readField(payload, elements) ?? null);
  if (elements !== null && (!Array.isArray(source) || source.length !== onto.length)) {
    warn(warnings, [name], `The payload does not hold one element for each of the ${onto.length} of ${name}`);
    return;
  }
  for (const [index, element] of onto.entries()) {
    const from = Array.isArray(source) ? (source[index] ?? null) : null;
    if (isJsonObject(element)) overlay(rules, element, { payload, element: from, index, warnings }, [name, index]);
  }
}

/**
 * Builds a record of the payload. What is absent or null there becomes the schema's own value for what was never provided, as the
 * payload is the whole record; an array of lines or payments that is absent stays absent, as an empty one would remove them all.
 * A value that does not fit is left out, with a warning.
 * @throws `mapping_failed` for an array of more than 10,000 elements
 */
export function buildRecord(mapping: CompiledMapping, payload: Json): { record: JsonObject; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const record: JsonObject = {};
  build(mapping.rules, record, { payload, element: payload, index: 0, warnings }, []);
  for (const { keys } of mapping.rules) {
    const [name = ''] = keys;
    if (keys.length > 1 && getOwn(record, name) === undefined && isNullableField(mapping.type, name))
      record[name] = null;
  }
  for (const array of mapping.arrays) {
    const elements = buildArray(array, payload, warnings);
    if (elements !== null) record[array.name] = elements;
  }
  return { record, warnings };
}

function build(
  rules: readonly CompiledRule[],
  onto: JsonObject,
  reading: Reading,
  at: readonly (string | number)[],
): void {
  const missing: CompiledRule[] = [];
  for (const rule of rules) {
    const { value: said, isFault } = evaluate(rule, reading, at);
    const value = said ?? rule.otherwise ?? null;
    if (value !== null) setField(onto, rule.keys, value);
    else if (!isFault) missing.push(rule);
  }
  for (const { keys, field } of missing) {
    // An address of which nothing is known is null as a whole, not an address full of nulls.
    const parent = keys.length === 1 ? onto : getOwn(onto, keys[0] ?? '');
    if (field.kind === 'any') openBag(onto, keys.slice(0, keys.findIndex((key) => openBags.has(key)) + 1));
    else if (parent !== undefined && field.fallback !== undefined)
      setField(onto, keys, structuredClone(field.fallback));
  }
}

/** A bag of which rules are mapped is complete, so one without any value is there and empty. */
function openBag(onto: JsonObject, keys: readonly string[]): void {
  if (keys.length > 1 && getOwn(onto, keys[0] ?? '') === undefined) return;
  setField(onto, keys, {});
}

function buildArray({ name, elements, rules }: CompiledArray, payload: Json, warnings: Warning[]): JsonObject[] | null {
  const source = elements === null ? undefined : readField(payload, elements);
  if (source === undefined || source === null) return null;
  if (!Array.isArray(source)) {
    warn(warnings, [name], `The payload holds no array for ${name}`);
    return null;
  }
  if (source.length > MAX_ELEMENTS) {
    throw new PipelineError('mapping_failed', `${name} has more than ${MAX_ELEMENTS} elements`, { path: `/${name}` });
  }
  return source.map((element, index) => {
    const built: JsonObject = {};
    build(rules, built, { payload, element, index, warnings }, [name, index]);
    return built;
  });
}

/**
 * Builds a record of what the payload says and of nothing else: what is absent there stays absent, what is null is cleared. An element
 * of which the payload says nothing is left out. What does not fit is a warning.
 */
export function buildPartial(mapping: CompiledMapping, payload: Json): { record: JsonObject; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const record: JsonObject = {};
  pick(mapping.rules, record, { payload, element: payload, index: 0, warnings }, []);
  for (const { name, elements, rules } of mapping.arrays) {
    const source = elements === null ? undefined : readField(payload, elements);
    const built = (Array.isArray(source) ? source : []).map((element, index) => {
      const own: JsonObject = {};
      return pick(rules, own, { payload, element, index, warnings }, [name, index]) ? own : null;
    });
    const said = built.filter((one) => one !== null);
    if (said.length > 0) record[name] = said;
  }
  return { record, warnings };
}

/** Whether the payload itself said anything. */
function pick(
  rules: readonly CompiledRule[],
  onto: JsonObject,
  reading: Reading,
  at: readonly (string | number)[],
): boolean {
  let isSaid = false;
  for (const rule of rules) {
    const { value: said } = evaluate(rule, reading, at);
    const value = said ?? rule.otherwise ?? null;
    if (value !== null) setField(onto, rule.keys, value);
    else if (isCleared(rule, reading)) clear(rule, onto, reading, at);
    isSaid ||= said !== null && rule.transform !== 'position';
  }
  return isSaid;
}

function isCleared({ sources }: CompiledRule, { element, payload }: Reading): boolean {
  return sources.some(({ path, inElement }) => readField(inElement ? element : payload, path) === null);
}

function clear(
  { keys, field, from }: CompiledRule,
  onto: JsonObject,
  reading: Reading,
  at: readonly (string | number)[],
): void {
  if (!field.nullable && field.fallback === undefined) warn(reading.warnings, [...at, ...keys], `${from} is empty`);
  else setField(onto, keys, field.nullable ? null : structuredClone(field.fallback ?? null));
}
