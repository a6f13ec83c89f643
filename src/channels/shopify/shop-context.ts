import { createHash } from 'node:crypto';
import type { ChannelContext } from '../../ports/channel.js';
import type { BulkFile } from './bulk/bulk-file.js';
import type { ShopifySettings } from './schema.js';

/** What the answers of a shop told of its bucket of cost points. */
export interface Bucket {
  available: number;
  restoreRate: number;
  maximum: number;
  /** When it was told, in milliseconds. */
  atMs: number;
}

/** What this process remembers of one shop and one app; all of it can be had again. */
export interface ShopMemory {
  token: { value: string; expiresAtMs: number } | null;
  /** A token that is being fetched; whoever needs one meanwhile waits for the same. */
  fetching: Promise<string> | null;
  bucket: Bucket | null;
  /** What each query cost the last time it was asked. */
  costs: Map<string, number>;
  /** The page size that each listing can afford. */
  pageSizes: Map<string, number>;
  /** The currency of the shop. */
  currency: string | null;
  /** The result of the bulk operation that was read last. */
  file: BulkFile | null;
}

/** What a call may use: the port's context, and what is remembered of the shop. */
export interface ShopContext extends ChannelContext<ShopifySettings> {
  memory: ShopMemory;
}

/** Makes what adds the rest to the port's context; what is remembered is shared by all calls for one shop and one app. */
export function createShopContexts(): (context: ChannelContext<ShopifySettings>) => ShopContext {
  const memories = new Map<string, ShopMemory>();
  return (context) => {
    const key = keyOf(context);
    const memory = memories.get(key) ?? emptyMemory();
    memories.set(key, memory);
    return { ...context, memory };
  };
}

function emptyMemory(): ShopMemory {
  return {
    token: null,
    fetching: null,
    bucket: null,
    costs: new Map(),
    pageSizes: new Map(),
    currency: null,
    file: null,
  };
}

function keyOf({ settings, secrets }: ChannelContext<ShopifySettings>): string {
  const hash = createHash('sha256').update(JSON.stringify([settings, secrets.accessToken, secrets.clientId]));
  return hash.update(secrets.clientSecret ?? '').digest('base64url');
}
