import { createHash } from 'node:crypto';
import { isJsonObject, type Json } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { parseJson } from '../../model/json-text.js';
import type { ChannelWebhooks, WebhookDelivery, WebhookReading } from '../../ports/channel.js';
import { readTimedSignature } from '../kit/timed-signature.js';
import { readOrderId } from './orders/identify.js';
import type { HttpSettings } from './schema.js';

/** The header that a push is signed in: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. */
export const PUSH_SIGNATURE = 'x-pos-signature';

const MOST_ORDERS = 500;

function refuse(why: string, code: 'webhook_invalid' | 'webhook_unauthenticated' = 'webhook_invalid'): PipelineError {
  return new PipelineError(code, why);
}

function parseBody(body: Uint8Array): Json {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw refuse('The body is not JSON in UTF-8');
  }
}

/** The orders of a push: a list, an object with `orders`, or one order. Each needs no more than its id. */
function ordersOf(value: Json): readonly Json[] {
  const list = isJsonObject(value) ? (value.orders ?? [value]) : value;
  if (!Array.isArray(list)) throw refuse('The body holds no orders');
  if (list.length > MOST_ORDERS) throw refuse(`The body holds more than ${MOST_ORDERS} orders`);
  return list;
}

function readPush(
  { method, headers, body }: WebhookDelivery,
  { settings, secrets, now }: { settings: HttpSettings; secrets: Readonly<Record<string, string>>; now(): Date },
): WebhookReading {
  if (!settings.webhooks) throw refuse('The profile takes no webhooks', 'webhook_unauthenticated');
  if (method !== 'POST') throw refuse('A webhook is posted', 'webhook_unauthenticated');
  const signedAt = readTimedSignature(headers[PUSH_SIGNATURE] ?? '', body, secrets.webhookSecret ?? '', now());
  if (signedAt === null) {
    throw refuse(`${PUSH_SIGNATURE} is not valid, or older than five minutes`, 'webhook_unauthenticated');
  }
  const hints = ordersOf(parseBody(body)).map((order) => {
    const recordId = readOrderId(order, settings);
    if (recordId === null) throw refuse('An order of the body has no id');
    return { resource: 'orders', recordId };
  });
  const deliveryId = createHash('sha256').update(`${signedAt}.`).update(body).digest('base64url');
  return { deliveryId, hints, tracking: [] };
}

/** Signed news of orders: each order that a push names is read again by its id. */
export const httpWebhooks: ChannelWebhooks<HttpSettings> = {
  secretNames: ({ webhooks }) => (webhooks ? ['webhookSecret'] : []),
  read: readPush,
};
