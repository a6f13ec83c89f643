import type { WebhookContext as Context } from '../../../ports/channel.js';
import type { ShopwareSettings } from '../schema.js';

/** What the deliveries of a profile are read with. */
export type WebhookContext = Context<ShopwareSettings>;
