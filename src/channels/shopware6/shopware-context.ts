import type { ChannelContext } from '../../ports/channel.js';
import type { ShopwareSettings } from './schema.js';

/** A context of a Shopware profile. */
export type ShopwareContext = ChannelContext<ShopwareSettings>;
