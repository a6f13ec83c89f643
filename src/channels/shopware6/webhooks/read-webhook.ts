import { getOwn, isJsonObject, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import type { ChannelWebhooks, WebhookDelivery, WebhookReading } from '../../../ports/channel.js';
import { hashOf, readBody } from '../../kit/read-body.js';
import { hasSignature } from '../../kit/signature.js';
import { invalidWebhook, unauthenticated } from '../../kit/webhook-error.js';
import { type ShopwareSettings, webhookSecretNames } from '../schema.js';
import { readHints } from './event-hints.js';
import { secretsNow, shopSecretOf } from './signature.js';
import { checkTimestamp, textIn } from './signed-fields.js';
import type { WebhookContext } from './webhook-context.js';

/** The header that a webhook is signed in. */
export const SHOP_SIGNATURE = 'shopware-shop-signature';

/** Which shop says that it signed the body; what it says is believed only once the signature fits. */
function claimedShop(body: Uint8Array): string {
  try {
    return textIn(getOwn(readBody(body), 'source'), 'shopId') ?? '';
  } catch (error) {
    if (error instanceof PipelineError) return '';
    throw error;
  }
}

function checkSignature({ headers, body }: WebhookDelivery, context: WebhookContext): void {
  const isApp = context.settings.webhooks?.from === 'app';
  const secrets = secretsNow(context, isApp ? 'appSecret' : 'webhookSecret');
  const shopId = isApp ? claimedShop(body) : '';
  if (isApp && shopId === '') throw unauthenticated('The webhook does not say which shop sent it');
  const used = isApp ? secrets.map((secret) => shopSecretOf(secret, shopId)) : secrets;
  if (!hasSignature(body, headers[SHOP_SIGNATURE] ?? '', used)) throw unauthenticated(`${SHOP_SIGNATURE} is not valid`);
}

function readEvent(body: JsonObject): { name: string; hints: WebhookReading['hints'] } {
  const data = getOwn(body, 'data');
  const name = textIn(data, 'event');
  if (!isJsonObject(data) || name === null) throw invalidWebhook('The event has no name', '/data/event');
  return { name, hints: readHints(name, getOwn(data, 'payload') ?? null) };
}

function readWebhook(delivery: WebhookDelivery, context: WebhookContext): WebhookReading {
  if (context.settings.webhooks === undefined) throw unauthenticated('The profile takes no webhooks');
  if (delivery.method !== 'POST') throw unauthenticated('A webhook is posted');
  checkSignature(delivery, context);
  const body = readBody(delivery.body);
  checkTimestamp(getOwn(body, 'timestamp'), context);
  // The event's id stays the same when it is sent again; before 6.4.11 there is none.
  const eventId = textIn(getOwn(body, 'source'), 'eventId');
  const { hints } = readEvent(body);
  return { deliveryId: hashOf(eventId ?? delivery.body), hints, tracking: [] };
}

/** The webhooks of a Shopware profile: hex HMAC-SHA256 over the body as it came, under the current or the previous secret. */
export const shopwareWebhooks: ChannelWebhooks<ShopwareSettings> = {
  secretNames: webhookSecretNames,
  read: readWebhook,
};
