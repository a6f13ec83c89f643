import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelContext } from '../../ports/channel.js';
import type { ShopwareSettings } from './schema.js';

/** A context of a Shopware profile; `sleep` where time is not the real one. */
export type ShopwareContext = ChannelContext<ShopwareSettings> & { sleep?: (ms: number) => Promise<void> };

/** Waits for so many seconds. */
export async function pause(context: ShopwareContext, seconds: number): Promise<void> {
  await (context.sleep ?? wait)(Math.ceil(seconds * 1_000));
}
