import type { ChannelWebhooks, WebhookDelivery, WebhookReading } from '../../../ports/channel.js';
import { unauthenticated } from '../../kit/webhook-error.js';
import { type MagentoSettings, type WebhookKind, webhookSecretNames } from '../schema.js';
import { COMMERCE_SIGNATURE, readCommerceWebhook } from './commerce.js';
import { EVENTS_SIGNATURES, echoChallenge, readIoEvents } from './io-events.js';
import { readTracking, TRACKING_SIGNATURE } from './tracking.js';
import type { WebhookContext } from './webhook-context.js';

const READERS: Readonly<Record<WebhookKind, (delivery: WebhookDelivery, context: WebhookContext) => WebhookReading>> = {
  commerce: readCommerceWebhook,
  events: readIoEvents,
  tracking: readTracking,
};

function kindOf({ headers }: WebhookDelivery): WebhookKind | null {
  if (headers[COMMERCE_SIGNATURE] !== undefined) return 'commerce';
  if (EVENTS_SIGNATURES.some((header) => headers[header] !== undefined)) return 'events';
  return headers[TRACKING_SIGNATURE] === undefined ? null : 'tracking';
}

function readWebhook(delivery: WebhookDelivery, context: WebhookContext): WebhookReading {
  const { webhooks = [] } = context.settings;
  const { challenge } = delivery.query;
  if (delivery.method === 'GET') {
    if (challenge !== undefined && webhooks.includes('events')) return echoChallenge(challenge);
    throw unauthenticated('A webhook is posted');
  }
  const kind = kindOf(delivery);
  if (kind === null) throw unauthenticated('The delivery has no signature');
  if (!webhooks.includes(kind)) throw unauthenticated(`The profile takes no webhooks of the kind ${kind}`);
  return READERS[kind](delivery, context);
}

/** The webhooks of a Magento profile; which kind a delivery is, its signature's header says. */
export const magentoWebhooks: ChannelWebhooks<MagentoSettings> = {
  secretNames: webhookSecretNames,
  read: readWebhook,
};
