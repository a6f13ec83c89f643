import { getOwn, isJsonObject, type Json } from '../../../diff/json.js';
import { parseDurationMs } from '../../../model/duration.js';
import { invalidWebhook } from '../../kit/webhook-error.js';
import type { WebhookContext } from './webhook-context.js';

const DEFAULT_AGE_MS = 5 * 60_000;

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
