import type { ChannelContext } from '../../ports/channel.js';
import type { HttpSettings } from './schema.js';

/** What a call of this channel may use. */
export type HttpContext = ChannelContext<HttpSettings>;
