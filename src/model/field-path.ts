import { getOwn, isJsonObject, type Json } from '../diff/json.js';

/** One step of a path: a key, a place in an array, every element of it, or the first element whose own key has this text. */
export type PathStep = { key: string } | { index: number } | { each: true } | { where: string; equals: string };

/** A parsed field path. */
export type FieldPath = readonly PathStep[];

const MAX_LENGTH = 500;
const MAX_STEPS = 20;
const NAME_END = /[.[\]"]/;

/** The text is no field path. */
export class FieldPathError extends Error {
  override readonly name = 'FieldPathError';
}

/**
 * Reads a field path: `a.b[0].c`, `items[].sku` (each element), `extension["a.b"]` (a key of any spelling), and
 * `custom_attributes[attribute_code=gift].value` (the first element with that key and text).
 * @throws FieldPathError that says what is wrong
 */
export function parseFieldPath(text: string): FieldPath {
  if (text.length > MAX_LENGTH) throw new FieldPathError(`is longer than ${MAX_LENGTH} characters`);
  const steps: PathStep[] = [];
  let at = 0;
  while (at < text.length) {
    const [step, end] = text[at] === '[' ? readBracket(text, at) : readName(text, at, steps.length === 0);
    if ('key' in step && step.key === '__proto__') throw new FieldPathError('must not name __proto__');
    steps.push(step);
    at = end;
  }
  if (steps.length === 0) throw new FieldPathError('is empty');
  if (steps.length > MAX_STEPS) throw new FieldPathError(`has more than ${MAX_STEPS} steps`);
  return steps;
}

function readName(text: string, at: number, isFirst: boolean): [PathStep, number] {
  if (!isFirst && text[at] !== '.') throw new FieldPathError(`has no "." at position ${at}`);
  const start = isFirst ? at : at + 1;
  const length = text.slice(start).search(NAME_END);
  const end = length < 0 ? text.length : start + length;
  if (end === start) throw new FieldPathError(`has no name at position ${start}`);
  return [{ key: text.slice(start, end) }, end];
}

function readBracket(text: string, at: number): [PathStep, number] {
  const isQuoted = text[at + 1] === '"';
  const close = isQuoted ? text.indexOf('"]', at + 2) + 1 : text.indexOf(']', at);
  if (close <= at) throw new FieldPathError(`does not close its bracket at position ${at}`);
  const inside = text.slice(at + 1, close);
  return [isQuoted ? { key: inside.slice(1, -1) } : toStep(inside), close + 1];
}

function toStep(inside: string): PathStep {
  if (inside === '') return { each: true };
  if (/^(0|[1-9]\d{0,5})$/.test(inside)) return { index: Number(inside) };
  const sign = inside.indexOf('=');
  if (sign < 1) throw new FieldPathError(`holds [${inside.slice(0, 20)}], which is no place, name or name=value`);
  return { where: inside.slice(0, sign), equals: inside.slice(sign + 1) };
}

/** The place of the first step that stands for every element; -1 when the path names one value. */
export function findEach(path: FieldPath): number {
  return path.findIndex((step) => 'each' in step);
}

/** What the path names, undefined where there is nothing: own keys only. Behind `[]` it is a list of all that is neither absent nor null. */
export function readField(value: Json, path: FieldPath): Json | undefined {
  let found: Json | undefined = value;
  for (const [at, step] of path.entries()) {
    if ('each' in step) return Array.isArray(found) ? readEach(found, path.slice(at + 1)) : undefined;
    found = readStep(found, step);
    if (found === undefined) return undefined;
  }
  return found;
}

function readEach(elements: readonly Json[], rest: FieldPath): Json[] {
  const nested = findEach(rest) >= 0;
  const list: Json[] = [];
  for (const element of elements) {
    const found = readField(element, rest);
    if (nested && Array.isArray(found)) for (const one of found) list.push(one);
    else if (found !== undefined && found !== null) list.push(found);
  }
  return list;
}

function readStep(value: Json | undefined, step: Exclude<PathStep, { each: true }>): Json | undefined {
  if ('key' in step) return isJsonObject(value) ? getOwn(value, step.key) : undefined;
  if (!Array.isArray(value)) return undefined;
  if ('index' in step) return value[step.index];
  return value.find((element) => isJsonObject(element) && String(getOwn(element, step.where)) === step.equals);
}
