import { getOwn, isJsonObject, type JsonObject } from '../../../diff/json.js';
import type { ChannelWebhooks, WebhookCommand, WebhookDelivery, WebhookReading } from '../../../ports/channel.js';
import { hashOf, readBody } from '../../kit/read-body.js';
import { hasSignature } from '../../kit/signature.js';
import { invalidWebhook, unauthenticated } from '../../kit/webhook-error.js';
import { type ShopwareSettings, webhookSecretNames } from '../schema.js';
import { readHints } from './event-hints.js';
import { shopSecretsNow } from './shop-secrets.js';
import { secretsNow } from './signature.js';
import { checkTimestamp, textIn } from './signed-fields.js';
import type { WebhookContext } from './webhook-context.js';

/** The header that a webhook is signed in. */
export const SHOP_SIGNATURE = 'shopware-shop-signature';

function secretsOf(context: WebhookContext): string[] {
  if (context.settings.webhooks?.from !== 'app') return secretsNow(context, 'webhookSecret');
  return shopSecretsNow(context.secrets.shopSecret ?? '', context.now());
}

function checkSignature({ headers, body }: WebhookDelivery, context: WebhookContext): void {
  if (hasSignature(body, headers[SHOP_SIGNATURE] ?? '', secretsOf(context))) return;
  throw unauthenticated(`${SHOP_SIGNATURE} is not valid`);
}

function readEvent(body: JsonObject): { name: string; hints: WebhookReading['hints'] } {
  const data = getOwn(body, 'data');
  const name = textIn(data, 'event');
  if (!isJsonObject(data) || name === null) throw invalidWebhook('The event has no name', '/data/event');
  return { name, hints: readHints(name, getOwn(data, 'payload') ?? null) };
}

/** Shopware deletes the access key together with the app. One that is only deactivated keeps it, and hears of no events. */
function accessTakenBack(seconds: number): WebhookCommand {
  const at = new Date(seconds * 1_000).toISOString();
  return { kind: 'disable-profile', at, why: 'The app was deleted in the shop' };
}

function readWebhook(delivery: WebhookDelivery, context: WebhookContext): WebhookReading {
  if (context.settings.webhooks === undefined) throw unauthenticated('The profile takes no webhooks');
  if (delivery.method !== 'POST') throw unauthenticated('A webhook is posted');
  checkSignature(delivery, context);
  const body = readBody(delivery.body);
  checkTimestamp(getOwn(body, 'timestamp'), context);
  // The event's id stays the same when it is sent again; before 6.4.11 there is none.
  const eventId = textIn(getOwn(body, 'source'), 'eventId');
  const { name, hints } = readEvent(body);
  const reading = { deliveryId: hashOf(eventId ?? delivery.body), hints, tracking: [] };
  const isGone = name === 'app.deleted' && context.settings.webhooks.from === 'app';
  return isGone ? { ...reading, commands: [accessTakenBack(Number(getOwn(body, 'timestamp')))] } : reading;
}

/** The webhooks of a Shopware profile: hex HMAC-SHA256 over the body as it came, under a secret that holds now. */
export const shopwareWebhooks: ChannelWebhooks<ShopwareSettings> = {
  secretNames: webhookSecretNames,
  read: readWebhook,
};
