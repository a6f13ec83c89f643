import type { BulkDesk } from '../bulk/bulk-operation.js';
import type { ShopifySwitches } from '../faults.js';
import type { ShopifyShop } from '../shop.js';
import type { SortedRow } from './sorted-row.js';

/** A remark on a search, as `extensions.search` shows it. */
export interface SearchNote {
  path: string[];
  query: string;
  warnings: { field: string; message: string; code: string }[];
}

/** How far a bulk operation has read. */
export interface BulkRead {
  from: number;
  size: number;
  /** Whether a list at the root has more than this slice. */
  hasMore: boolean;
  /** What each list at the root held when it was first read. */
  readonly lists: Map<string, readonly SortedRow<never>[]>;
}

/** What answering one request may use. */
export interface RequestContext {
  shop: ShopifyShop;
  switches: ShopifySwitches;
  apiVersion: string;
  bulk: BulkDesk;
  /** Set for bulk operations: connections give all that they have, those at the root slice by slice. */
  bulkRead: BulkRead | null;
  searches: SearchNote[];
  /** Any object by its global id; null where there is none that the app may see. */
  node(gid: string): object | null;
}
