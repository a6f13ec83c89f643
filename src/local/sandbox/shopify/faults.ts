import { createFaults, type Faults, type WireFault } from '../kit/faults.js';
import type { BulkOutcome } from './bulk/bulk-operation.js';

/** What happens to a request instead of, or before, its answer. */
export type ShopifyFault =
  /** 401, 402, 403, 404, 423 and 429 are JSON with `errors` as a string; 500, 502 and 503 are HTML pages. */
  | { kind: 'status'; status: 401 | 402 | 403 | 404 | 423 | 429 | 430 | 500 | 502 | 503; retryAfterSeconds?: number }
  /** The bucket is said to be empty, with status 200. */
  | { kind: 'throttled' }
  /** A page of HTML with status 200. */
  | { kind: 'html200' }
  | WireFault;

/** Ways in which a whole installation differs from the usual one; tests set them while the server runs. */
export interface ShopifySwitches {
  /** What the app was granted. */
  scopes: readonly string[];
  /** Names, addresses and phone numbers of people: given, left out as null, or refused with an error at each. */
  protectedData: 'granted' | 'redacted' | 'denied';
  /** How long searches know nothing of a change. Records by id are always fresh. */
  indexLagMs: number;
  /** A field such as `Order.note` that fails with an internal error wherever it is asked for. */
  failingField: string | null;
  /** Orders whose totals are no numbers, by id in digits. */
  badOrders: readonly string[];
  /** Products whose variants have prices that are no numbers, by id in digits. */
  badProducts: readonly string[];
  /** Multiplies what queries cost, to come near the limits. */
  costFactor: number;
  /** The bucket of cost points. */
  bucketSize: number;
  restoreRate: number;
  /** How far the web server's clock is off in its Date header; the data keep the shop's clock. */
  clockSkewMs: number;
  /** How long bulk operations wait and run. */
  bulkWaitMs: number;
  bulkRunMs: number;
  /** How the bulk operations that start from now on end. */
  bulkOutcome: BulkOutcome;
}

/** What can be made to go wrong, under the control of a test; with requests of the interface itself if not said otherwise. */
export type ShopifyFaults = Faults<ShopifyFault, ShopifySwitches, FaultTarget>;

/** The kinds of requests: the interface itself, the files of bulk operations, tokens. */
export type FaultTarget = 'graphql' | 'file' | 'token';

/** Everything that an app may be granted here. */
export const ALL_SCOPES: readonly string[] = [
  'read_all_orders',
  'read_customers',
  'read_fulfillments',
  'read_locations',
  'read_merchant_managed_fulfillment_orders',
  'read_orders',
  'read_products',
  'read_returns',
];

const USUAL: ShopifySwitches = {
  scopes: ALL_SCOPES,
  protectedData: 'granted',
  indexLagMs: 0,
  failingField: null,
  badOrders: [],
  badProducts: [],
  costFactor: 1,
  bucketSize: 2000,
  restoreRate: 100,
  clockSkewMs: 0,
  bulkWaitMs: 100,
  bulkRunMs: 400,
  bulkOutcome: 'complete',
};

/** Creates the faults of one server; the given switches are what `reset` goes back to. */
export function createShopifyFaults(initial: Partial<ShopifySwitches> = {}): ShopifyFaults {
  return createFaults({ ...USUAL, ...initial }, 'graphql');
}
