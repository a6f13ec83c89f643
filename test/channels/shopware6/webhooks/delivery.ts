import { createHmac } from 'node:crypto';
import { shopware6 } from '../../../../src/channels/shopware6/index.js';
import { type ShopwareSettings, shopwareSettings } from '../../../../src/channels/shopware6/schema.js';
import type { WebhookContext } from '../../../../src/channels/shopware6/webhooks/webhook-context.js';
import type { WebhookDelivery, WebhookReading } from '../../../../src/ports/channel.js';
import { NOW } from '../shop-context.js';

/** The hex HMAC-SHA256 of a text, or of bytes. */
export function hmac(text: string | Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** A delivery that is signed with the secret. */
export function signed(body: string, secret: string): WebhookDelivery {
  const headers = { 'shopware-shop-signature': hmac(body, secret) };
  return { method: 'POST', headers, query: {}, body: Buffer.from(body) };
}

/** The body of a webhook, sent now unless told. */
export function bodyOf(
  event: string,
  payload: unknown,
  changes: { eventId?: string; timestamp?: unknown } = {},
): string {
  const { eventId = 'e1', timestamp = Math.floor(NOW.getTime() / 1_000) } = changes;
  const source = { url: 'https://shop.example', appVersion: '1.0.0', shopId: 'shop1', eventId };
  return JSON.stringify({ data: { payload, event }, source, timestamp });
}

/** A context of a profile whose webhooks are set so, at the time of these tests. */
export function webhookContext(webhooks: object | null, secrets: Record<string, string>): WebhookContext {
  const base = { baseUrl: 'https://shop.example' };
  const settings: ShopwareSettings = shopwareSettings.parse(webhooks === null ? base : { ...base, webhooks });
  return { settings, secrets, now: () => NOW };
}

/** Reads a delivery as the runtime does. */
export function read(delivery: WebhookDelivery, context: WebhookContext): WebhookReading {
  if (shopware6.webhooks === undefined) throw new Error('the channel has no webhooks');
  return shopware6.webhooks.read(delivery, context);
}
