import { getOwn, isJsonObject, type Json } from '../../diff/json.js';
import { parseJson } from '../../model/json-text.js';

const MAX_LENGTH = 200;
/** Shorter pieces of a header are words such as `Bearer`, not secrets. */
const MIN_SECRET_LENGTH = 8;

const MAX_DEPTH = 6;
const KEYS = ['message', 'messages', 'detail', 'title', 'errors', 'error_description', 'error'];
/** Headers that are the same for every profile. */
const OPEN_HEADERS = new Set(['accept', 'content-type', 'user-agent']);

function parameterOf(parameters: Json, name: string): string | null {
  // %1 is the first of a list, but may also be a name.
  const value = Array.isArray(parameters)
    ? parameters[Number(name) - 1]
    : isJsonObject(parameters)
      ? getOwn(parameters, name)
      : null;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function fillIn(text: string, parameters: Json): string {
  return text.replace(/%(\w+)/g, (whole, name: string) => parameterOf(parameters, name) ?? whole);
}

function firstText(value: Json, parameters: Json, depth = 0): string | null {
  if (typeof value === 'string') return fillIn(value, parameters);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return firstText(value[0] ?? null, parameters, depth + 1);
  const own = getOwn(value, 'parameters') ?? parameters;
  for (const key of KEYS) {
    const text = firstText(getOwn(value, key) ?? null, own, depth + 1);
    if (text !== null && text !== '') return text;
  }
  return null;
}

function redact(text: string, headers: Readonly<Record<string, string>>): string {
  const pieces = Object.entries(headers)
    .filter(([name]) => !OPEN_HEADERS.has(name.toLowerCase()))
    .flatMap(([, value]) => value.split(/[\s",]+/));
  return pieces
    .filter((piece) => piece.length >= MIN_SECRET_LENGTH)
    .reduce((left, piece) => left.replaceAll(piece, '…'), text);
}

/**
 * What a JSON error answer says, fit for a log line and a reader: one line, at most 200 characters, without control
 * characters and without anything that the request's own headers held; placeholders (`%name`, `%1`) are filled in from the
 * `parameters` of the answer. Null when the answer is not JSON or says nothing.
 */
export function remoteMessage(text: string, sentHeaders: Readonly<Record<string, string>>): string | null {
  let body: Json;
  try {
    body = parseJson(text);
  } catch {
    return null;
  }
  const found = firstText(body, null);
  if (found === null) return null;
  const line = redact(found, sentHeaders)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line === '' ? null : line.slice(0, MAX_LENGTH).toWellFormed();
}
