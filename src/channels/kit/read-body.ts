import { createHash } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { parseJson } from '../../model/json-text.js';
import { invalidWebhook } from './webhook-error.js';

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw invalidWebhook('The body is not UTF-8');
  }
}

/** The JSON of a delivery's body, whatever it is; a number beyond what a double holds comes as its digits. @throws `webhook_invalid` */
export function readJsonBody(body: Uint8Array): Json {
  const text = decode(body);
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof PipelineError) throw invalidWebhook(error.message);
    throw error;
  }
}

/** The JSON object of a delivery's body. @throws `webhook_invalid` */
export function readBody(body: Uint8Array): JsonObject {
  const value = readJsonBody(body);
  if (isJsonObject(value)) return value;
  throw invalidWebhook('The body is not a JSON object');
}

/** An id for a delivery that names none: the hash of what makes it one of its own. */
export function hashOf(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
}
