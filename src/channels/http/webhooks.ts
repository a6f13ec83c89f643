import { isJsonObject, type Json } from '../../diff/json.js';
import type { ChannelWebhooks, WebhookContext, WebhookDelivery, WebhookReading } from '../../ports/channel.js';
import { hashOf, readJsonBody } from '../kit/read-body.js';
import { readTimedSignature } from '../kit/timed-signature.js';
import { invalidWebhook, unauthenticated } from '../kit/webhook-error.js';
import { readOrderId } from './orders/identify.js';
import type { HttpSettings } from './schema.js';

/** The header that a push is signed in: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. */
export const PUSH_SIGNATURE = 'x-pos-signature';

const MOST_ORDERS = 500;

/** The orders of a push: a list, an object with `orders`, or one order. Each needs no more than its id. */
function ordersOf(value: Json): readonly Json[] {
  const list = isJsonObject(value) ? (value.orders ?? [value]) : value;
  if (!Array.isArray(list)) throw invalidWebhook('The body holds no orders');
  if (list.length > MOST_ORDERS) throw invalidWebhook(`The body holds more than ${MOST_ORDERS} orders`);
  return list;
}

function readPush({ method, headers, body }: WebhookDelivery, context: WebhookContext<HttpSettings>): WebhookReading {
  const { settings, secrets, now } = context;
  if (!settings.webhooks) throw unauthenticated('The profile takes no webhooks');
  if (method !== 'POST') throw unauthenticated('A webhook is posted');
  const signedAt = readTimedSignature(headers[PUSH_SIGNATURE] ?? '', body, secrets.webhookSecret ?? '', now());
  if (signedAt === null) throw unauthenticated(`${PUSH_SIGNATURE} is not valid, or older than five minutes`);
  const hints = ordersOf(readJsonBody(body)).map((order) => {
    const recordId = readOrderId(order, settings);
    if (recordId === null) throw invalidWebhook('An order of the body has no id');
    return { resource: 'orders', recordId };
  });
  return { deliveryId: hashOf(signedAt, '.', body), hints, tracking: [] };
}

/** Signed news of orders: each order that a push names is read again by its id. */
export const httpWebhooks: ChannelWebhooks<HttpSettings> = {
  secretNames: ({ webhooks }) => (webhooks ? ['webhookSecret'] : []),
  read: readPush,
};
