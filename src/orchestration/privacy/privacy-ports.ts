import type { RecordCache } from '../../ports/cache.js';
import type { Channel } from '../../ports/channel.js';
import type { Ids } from '../../ports/ids.js';
import type { OrderStore } from '../../ports/order-store.js';
import type { PrivacyExports } from '../../ports/privacy-exports.js';
import type { PrivacyReceipts } from '../../ports/privacy-receipts.js';
import type { PrivacyRequests } from '../../ports/privacy-requests.js';
import type { Queue } from '../../ports/queue.js';
import type { SentPayloads } from '../../ports/sent-payloads.js';
import type { DeadLetterPorts } from '../dead-letter.js';

/** What answering a privacy request needs of the world: every place where something of a person may lie. */
export interface PrivacyPorts extends DeadLetterPorts {
  queue: Queue;
  cache: RecordCache;
  store: OrderStore;
  sentPayloads: SentPayloads;
  privacyRequests: PrivacyRequests;
  privacyReceipts: PrivacyReceipts;
  privacyExports: PrivacyExports;
  ids: Ids;
  findChannel(key: string): Channel | null;
}
