import type { JsonObject } from '../../kit/json-object.js';
import type { Call } from './call.js';
import { shopwareError } from './shopware-error.js';

/** Reads a body as JSON or as a form; one of another type is not read at all, as if nothing had been sent. */
export function readRequestBody({ headers, body }: Pick<Call, 'headers' | 'body'>): JsonObject {
  const type = String(headers['content-type'] ?? '')
    .split(';')[0]
    ?.trim()
    .toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body));
  if (type !== 'application/json' || body === '') return {};
  const value = parse(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  return {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw shopwareError(400, '0', 'The JSON payload is malformed.');
  }
}
