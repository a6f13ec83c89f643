import { parse } from 'lossless-json';
import type { Json } from '../diff/json.js';
import { PipelineError } from './errors.js';

/** The bounds of one JSON text at the door. */
export interface JsonBounds {
  maxDepth: number;
  maxValues: number;
}

/** What the door lets in unless told otherwise. */
export const defaultJsonBounds: JsonBounds = { maxDepth: 64, maxValues: 100_000 };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

interface Walk {
  depth: number;
  values: number;
}

/** The index just after the string that opens at `start`, or the end of the text when it never closes. */
function skipString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    at += code === BACKSLASH ? 2 : 1;
  }
  return text.length;
}

function step(code: number, walk: Walk, bounds: JsonBounds): void {
  if (code === 0x7b || code === 0x5b) {
    walk.depth += 1;
    walk.values += 1;
    if (walk.depth > bounds.maxDepth) {
      throw new PipelineError('json_too_deep', `JSON is nested more than ${bounds.maxDepth} levels deep`);
    }
  } else if (code === 0x7d || code === 0x5d) walk.depth -= 1;
  else if (code === COMMA) walk.values += 1;
  if (walk.values > bounds.maxValues) {
    throw new PipelineError('json_too_many_values', `JSON holds more than ${bounds.maxValues} values`);
  }
}

/** Refuses what would overflow a recursive reader, without recursion: too deep, too many values. */
function checkBounds(text: string, bounds: JsonBounds): void {
  const walk: Walk = { depth: 0, values: 1 };
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at);
      continue;
    }
    step(code, walk, bounds);
    at += 1;
  }
}

/** A number keeps its type where a double holds its digits exactly; otherwise it becomes the string of its digits. */
function parseNumber(digits: string): number | string {
  const value = Number(digits);
  if (!Number.isFinite(value)) return digits;
  if (value === 0 && /^[^eE]*[1-9]/.test(digits)) return digits;
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? value : digits;
  const significant = digits
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '');
  return significant.length <= 15 ? value : digits;
}

function refuseDuplicate(duplicate: { key: string; position: number }): never {
  throw new PipelineError(
    'json_duplicate_key',
    `The key ${JSON.stringify(duplicate.key.slice(0, 100))} stands twice in one object, at position ${duplicate.position}`,
  );
}

/**
 * Reads one JSON text: digits that a double cannot hold come back as strings, a key that stands twice with different values
 * is refused, and so is nesting beyond the bounds.
 * @throws `json_invalid`, `json_too_deep`, `json_too_many_values`, `json_duplicate_key`, `json_forbidden_key`
 */
export function parseJson(text: string, bounds: JsonBounds = defaultJsonBounds): Json {
  checkBounds(text, bounds);
  let value: unknown;
  try {
    value = parse(text, undefined, { parseNumber, onDuplicateKey: refuseDuplicate });
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    throw new PipelineError('json_invalid', error instanceof Error ? error.message.slice(0, 200) : 'not valid JSON');
  }
  // The cheap test first; escapes can spell the key too, so any of them asks for the walk.
  if (text.includes('__proto__') || text.includes('\\u')) refuseForbiddenKeys(value);
  return value as Json;
}

function refuseForbiddenKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) {
    throw new PipelineError('json_forbidden_key', 'The key __proto__ is not allowed');
  }
  for (const child of Object.values(value)) refuseForbiddenKeys(child);
}

/** The texts of the elements of a JSON array, verbatim; `null` when the text is not an array. Elements are not checked. */
export function splitArray(text: string): string[] | null {
  const start = text.search(/\S/);
  if (start < 0 || text[start] !== '[') return null;
  const elements: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = skipString(text, at) - 1;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return closeArray(text, elements, from, at);
    } else if (code === COMMA && depth === 1) {
      elements.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  throw new PipelineError('json_invalid', 'The JSON array is not closed');
}

function closeArray(text: string, elements: string[], from: number, end: number): string[] {
  if (text[end] !== ']' || text.slice(end + 1).trim() !== '') {
    throw new PipelineError('json_invalid', `Unexpected text after the JSON array at position ${end}`);
  }
  const last = text.slice(from, end).trim();
  if (last !== '' || elements.length > 0) elements.push(last);
  return elements;
}
