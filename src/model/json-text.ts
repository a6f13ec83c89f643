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
const COLON = 0x3a;

/** What a look at the text alone tells. */
interface Scan {
  depth: number;
  values: number;
  /** How many keys stand in the text. */
  keys: number;
  /** How many digits stand in a row, a point between them included. */
  digits: number;
  /** Whether a number may be one that a double cannot hold: more than 15 digits, or an exponent. */
  isDelicate: boolean;
}

/** The index just after the string that opens at `start`, or the end of the text when it never closes. */
function skipString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function step(code: number, scan: Scan): void {
  if ((code >= 0x30 && code <= 0x39) || code === 0x2e) {
    scan.digits += 1;
    if (scan.digits > 15) scan.isDelicate = true;
    return;
  }
  if (scan.digits > 0 && (code === 0x65 || code === 0x45)) scan.isDelicate = true;
  scan.digits = 0;
  if (code === COMMA) scan.values += 1;
  else if (code === COLON) scan.keys += 1;
  else if (code === 0x7b || code === 0x5b) {
    scan.depth += 1;
    scan.values += 1;
  } else if (code === 0x7d || code === 0x5d) scan.depth -= 1;
}

/** Looks at the text without recursion, and refuses what would overflow a recursive reader: too deep, too many values. */
function scanText(text: string, bounds: JsonBounds): Scan {
  const scan: Scan = { depth: 0, values: 1, keys: 0, digits: 0, isDelicate: false };
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at);
      continue;
    }
    step(code, scan);
    if (scan.depth > bounds.maxDepth) {
      throw new PipelineError('json_too_deep', `JSON is nested more than ${bounds.maxDepth} levels deep`);
    }
    if (scan.values > bounds.maxValues) {
      throw new PipelineError('json_too_many_values', `JSON holds more than ${bounds.maxValues} values`);
    }
    at += 1;
  }
  return scan;
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
  const scan = scanText(text, bounds);
  const value = scan.isDelicate ? undefined : parsePlain(text);
  // As many keys as the text spells: then none stood twice.
  if (value !== undefined && countKeys(value) === scan.keys) return value;
  const exact = parseExactly(text);
  countKeys(exact);
  return exact;
}

/** Most texts hold nothing that the language's own reader, which is many times faster, would get wrong; undefined if it is not JSON. */
function parsePlain(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // The exact reader says where, and says it without quoting the text.
    return undefined;
  }
}

function parseExactly(text: string): Json {
  try {
    return parse(text, undefined, { parseNumber, onDuplicateKey: refuseDuplicate }) as Json;
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    throw new PipelineError('json_invalid', error instanceof Error ? error.message.slice(0, 200) : 'not valid JSON');
  }
}

/** How many keys the value holds at all depths. @throws `json_forbidden_key` */
function countKeys(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) for (const element of value) keys += countKeys(element);
  else
    for (const key of Object.keys(value)) {
      if (key === '__proto__') throw new PipelineError('json_forbidden_key', 'The key __proto__ is not allowed');
      keys += 1 + countKeys(value[key] as Json);
    }
  return keys;
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
