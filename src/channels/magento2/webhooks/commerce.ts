import { getOwn, isJsonObject, type Json } from '../../../diff/json.js';
import type { WebhookDelivery, WebhookReading } from '../../../ports/channel.js';
import { hashOf, readJsonBody } from '../../kit/read-body.js';
import { invalidWebhook, unauthenticated } from '../../kit/webhook-error.js';
import { readHint } from './event-hint.js';
import { hasRsaSignature } from './rsa-signature.js';
import type { WebhookContext } from './webhook-context.js';

/** The header that an Adobe Commerce webhook is signed in. */
export const COMMERCE_SIGNATURE = 'x-adobe-commerce-webhook-signature';

/** The shop waits for this answer; with another one it may refuse its own customer what he is doing. */
const GO_ON = { status: 200, contentType: 'application/json', body: '{"op":"success"}' };

// The body need not hold the name of the event: which fields are sent is the merchant's choice. The address may name it then.
function readName(body: Json, query: WebhookDelivery['query']): string {
  const fields = isJsonObject(body) ? body : {};
  for (const name of [getOwn(fields, 'eventName'), getOwn(fields, 'type'), query.event]) {
    if (typeof name === 'string' && name !== '') return name;
  }
  throw invalidWebhook('Neither eventName in the body nor event in the address names the event', '/eventName');
}

/**
 * Reads an Adobe Commerce webhook: RSA-SHA256 over the base64 of the body, as it came. One that comes before its record has an id
 * tells nothing, but the shop goes on.
 * @throws `webhook_unauthenticated`, `webhook_invalid`
 */
export function readCommerceWebhook(delivery: WebhookDelivery, { secrets, now }: WebhookContext): WebhookReading {
  const signed = Buffer.from(delivery.body).toString('base64');
  const key = { name: 'webhookPublicKey', pem: secrets.webhookPublicKey };
  if (!hasRsaSignature(signed, delivery.headers[COMMERCE_SIGNATURE] ?? '', key)) {
    throw unauthenticated('The signature of the Adobe Commerce webhook is not valid');
  }
  const body = readJsonBody(delivery.body);
  const hint = readHint(readName(body, delivery.query), body);
  // Two changes of one record may have the same body: without a request id, each delivery is taken for one of its own.
  const requestId = delivery.headers['x-adobe-commerce-request-id'] ?? now().toISOString();
  return {
    deliveryId: hashOf(requestId, '.', delivery.body),
    hints: hint === null ? [] : [hint],
    tracking: [],
    reply: GO_ON,
  };
}
