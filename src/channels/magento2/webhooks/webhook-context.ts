import type { WebhookContext as Context } from '../../../ports/channel.js';
import type { MagentoSettings } from '../schema.js';

/** What the deliveries of a profile are read with. */
export type WebhookContext = Context<MagentoSettings>;
