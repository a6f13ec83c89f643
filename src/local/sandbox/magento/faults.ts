import { createFaults, type Faults, type WireFault } from '../kit/faults.js';
import type { TableName } from './shop-tables.js';

/** What happens to a request instead of, or before, its answer. */
export type MagentoFault =
  /** 401 and 500 are the application's own JSON; 429, 502 and 503 are HTML pages of what stands before it. */
  { kind: 'status'; status: 401 | 429 | 500 | 502 | 503; retryAfterSeconds?: number } | WireFault;

/** Ways in which a whole installation differs from a present-day one; tests set them while the server runs. */
export interface MagentoSwitches {
  /** A page past the end is the last page again, as before 2.4. */
  repeatLastPage: boolean;
  /** An empty list is null instead of []. */
  itemsNull: boolean;
  /** The input limit: a larger page size is refused, and without a page size there are at most 20. */
  maxPageSize: number | null;
  /** `discounted` takes the discount off the row total of order items. */
  rowTotalMode: 'raw' | 'discounted';
  /** Every request gets a login page with status 200. */
  html200: boolean;
  /** How far the web server's clock (Date header, OAuth timestamps) is off; the data keep the shop's clock. */
  clockSkewMs: number;
  /** Added to every total_count. */
  totalCountLie: number;
  /** The access token alone is accepted as a bearer token, as before 2.4.4. */
  integrationAsBearer: boolean;
  /** Permissions that the integration was not given, such as `Magento_Sales::sales_invoice`. */
  deniedResources: readonly string[];
  /** Listings of products have stock items, which only the single product has as a rule. */
  stockInLists: boolean;
  /** Orders hold their invoices, shipments and credit memos in `extension_attributes`, as some extensions have it. */
  embedDocuments: boolean;
  /** Records that nobody can read, as `orders/17`. */
  badRecords: readonly string[];
}

/** What can be made to go wrong, under the control of a test. */
export interface MagentoFaults extends Faults<MagentoFault, MagentoSwitches> {
  /** Spoils one more record wherever it is shown: it lacks its items, and an object stands where something plain should be. */
  badRecord(id: number, listing?: TableName): void;
}

const USUAL: MagentoSwitches = {
  repeatLastPage: false,
  itemsNull: false,
  maxPageSize: null,
  rowTotalMode: 'raw',
  html200: false,
  clockSkewMs: 0,
  totalCountLie: 0,
  integrationAsBearer: false,
  deniedResources: [],
  stockInLists: false,
  embedDocuments: false,
  badRecords: [],
};

/** Creates the faults of one server; the given switches are what `reset` goes back to. */
export function createMagentoFaults(initial: Partial<MagentoSwitches> = {}): MagentoFaults {
  const faults = createFaults<MagentoFault, MagentoSwitches>({ ...USUAL, ...initial });
  return {
    ...faults,
    badRecord: (id, listing = 'orders') => {
      faults.switches.badRecords = [...faults.switches.badRecords, `${listing}/${id}`];
    },
  };
}
