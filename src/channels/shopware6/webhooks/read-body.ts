import { createHash } from 'node:crypto';
import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { parseDurationMs } from '../../../model/duration.js';
import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';
import { invalidWebhook, type WebhookContext } from './webhook-context.js';

const DEFAULT_AGE_MS = 5 * 60_000;

function parseText(body: Uint8Array): Json {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw invalidWebhook(error instanceof PipelineError ? error.message : 'The body is not UTF-8', '');
  }
}

/** The JSON object of a body. @throws `webhook_invalid` */
export function readBody(body: Uint8Array): JsonObject {
  const value = parseText(body);
  if (isJsonObject(value)) return value;
  throw invalidWebhook('The body is not a JSON object', '');
}

/** Refuses what was signed too long ago, or in the future: it may be a copy of an old delivery. @throws `webhook_invalid` */
export function checkTimestamp(timestamp: Json | undefined, { settings, now }: WebhookContext): void {
  const text = typeof timestamp === 'number' || typeof timestamp === 'string' ? String(timestamp) : '';
  if (!/^\d{1,12}$/.test(text)) throw invalidWebhook('timestamp is missing', '/timestamp');
  const maxAgeMs = parseDurationMs(settings.webhooks?.maxAge ?? '') ?? DEFAULT_AGE_MS;
  const offMs = Math.abs(now().getTime() - Number(text) * 1_000);
  if (offMs <= maxAgeMs) return;
  throw invalidWebhook(`timestamp is ${Math.round(offMs / 1_000)} s away from now`, '/timestamp');
}

/** The text in a field of an object that may not be there; null when there is none. */
export function textIn(fields: Json | undefined, key: string): string | null {
  const value = isJsonObject(fields) ? getOwn(fields, key) : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** An id for a delivery: the hash of what makes it one of its own. */
export function hashOf(part: Uint8Array | string): string {
  return createHash('sha256').update(part).digest('base64url');
}
