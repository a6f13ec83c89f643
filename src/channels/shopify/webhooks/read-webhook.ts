import type { ChannelWebhooks, WebhookContext, WebhookDelivery, WebhookReading } from '../../../ports/channel.js';
import { hashOf, readBody } from '../../kit/read-body.js';
import { hasSignature } from '../../kit/signature.js';
import { invalidWebhook, unauthenticated } from '../../kit/webhook-error.js';
import { type ShopifySettings, shopDomainOf, webhookSecretNames } from '../schema.js';
import { readCommand } from './shop-command.js';
import { readHint } from './topic-hint.js';

const DAY_MS = 24 * 3_600_000;
/** How far ahead the shop's clock may be. */
const AHEAD_MS = 5 * 60_000;

/**
 * Reads a delivery: news of an order, a customer or a product are hints, and the app's removal and the requests about a person's data
 * are commands. It is signed with the present secret of the app or, for as long as the settings say so, with the previous one.
 * @throws `webhook_unauthenticated`, `webhook_invalid`
 */
export function readShopWebhook(
  delivery: WebhookDelivery,
  { settings, secrets, now }: WebhookContext<ShopifySettings>,
): WebhookReading {
  const { method, headers, body } = delivery;
  const held = webhookSecretNames(settings).map((name) => secrets[name] ?? '');
  const isGenuine = hasSignature(body, headers['x-shopify-hmac-sha256'], held, 'base64');
  if (method !== 'POST' || !isGenuine) throw unauthenticated('The signature is missing or not valid');
  const domain = headers['x-shopify-shop-domain']?.toLowerCase();
  if (domain !== shopDomainOf(settings).toLowerCase()) throw unauthenticated('The delivery is of another shop');
  checkAge(headers['x-shopify-triggered-at'], settings, now());
  const topic = headers['x-shopify-topic'];
  if (topic === undefined || topic === '') throw invalidWebhook('The delivery has no topic');
  const content = readBody(body);
  const command = readCommand(topic, content, headers['x-shopify-triggered-at'] ?? null);
  const hint = command === null ? readHint(topic, content) : null;
  return {
    deliveryId: headers['x-shopify-webhook-id'] ?? hashOf(body),
    hints: hint === null ? [] : [hint],
    tracking: [],
    commands: command === null ? [] : [command],
  };
}

/** A delivery that is repeated for longer than Shopify ever does is played back by somebody else. */
function checkAge(triggeredAt: string | undefined, { webhookMaxAgeDays }: ShopifySettings, now: Date): void {
  if (triggeredAt === undefined) return;
  const ageMs = now.getTime() - Date.parse(triggeredAt);
  if (Number.isNaN(ageMs)) throw invalidWebhook('The delivery does not say when it was triggered');
  if (ageMs > webhookMaxAgeDays * DAY_MS) throw invalidWebhook('The delivery was triggered too long ago');
  if (ageMs < -AHEAD_MS) throw invalidWebhook('The delivery was triggered in the future');
}

/** The webhooks of a Shopify profile. */
export const shopifyWebhooks: ChannelWebhooks<ShopifySettings> = {
  secretNames: webhookSecretNames,
  hasCommands: true,
  read: readShopWebhook,
};
