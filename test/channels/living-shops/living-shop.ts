import type { StoredRecord } from '../../../src/model/stored-record.js';
import type { Channel, ChannelContext } from '../../../src/ports/channel.js';
import type { Booked } from '../../e2e/three-shops/booked.js';

/** A sandbox shop in which one thing happens after the other, and the channel that reads it. */
export interface LivingShop {
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: each channel has its own settings
  channel: Channel<any>;
  // biome-ignore lint/suspicious/noExplicitAny: each channel has its own settings
  context: ChannelContext<any>;
  resources: readonly string[];
  /** One more thing happens, by chance; what it was. */
  live(): string;
  booked(): Booked[];
  check?(record: StoredRecord): string[];
  stop(): Promise<void>;
}
