import { createFaults, type Faults, type WireFault } from '../../kit/faults.js';
/** What happens to a request instead of, or before, its answer. */
export type ShopwareFault = { on?: 'api' | 'token' } & (
  | {
      kind: 'status';
      /** 401 is an expired token; 401, 429 and 500 are the application's own JSON; 502 and 503 are pages of what stands before it. */
      status: 401 | 429 | 500 | 502 | 503;
      /** What the body of a 429 says. */
      seconds?: number;
      /** Makes a 429 one of the hosting's: an HTML page with a header. */
      retryAfterSeconds?: number;
    }
  | WireFault
);

/** Ways in which an installation differs from a usual one; tests set them while the server runs. */
export interface ShopwareSwitches {
  /** Before 6.7.1 an order does not name its primary delivery and transaction, and asking for them is an error. */
  version: string;
  /** Every request but for a token gets a login page with status 200. */
  html200: boolean;
  /** How far the Date header is off; tokens and data keep the shop's clock. */
  clockSkewMs: number;
  /** Added to every total that was counted. */
  totalCountLie: number;
  /** Privileges that the integration was not given, such as `order_transaction:read`. */
  deniedPrivileges: readonly string[];
  /** A token that was given forgives the tries before it, as the vendor's code has it; else every request counts. */
  successForgivesTries: boolean;
  /** Orders, customers and products that nobody can read, by id. */
  badRecords: readonly string[];
}

/** What can be made to go wrong, under the control of a test; with requests for a token only where `on` says so. */
export interface ShopwareFaults extends Faults<ShopwareFault, ShopwareSwitches> {
  /** Spoils one more record: an order without lines, and an object where the number or the address should be. */
  badRecord(id: string): void;
}

const USUAL: ShopwareSwitches = {
  version: '6.7.4.2',
  html200: false,
  clockSkewMs: 0,
  totalCountLie: 0,
  deniedPrivileges: [],
  successForgivesTries: false,
  badRecords: [],
};

/** Creates the faults of one server; the given switches are what `reset` goes back to. */
export function createShopwareFaults(initial: Partial<ShopwareSwitches> = {}): ShopwareFaults {
  const faults = createFaults<ShopwareFault, ShopwareSwitches>({ ...USUAL, ...initial }, 'api');
  return {
    ...faults,
    failNext: (count, fault, on = fault.on) => faults.failNext(count, fault, on),
    badRecord: (id) => {
      faults.switches.badRecords = [...faults.switches.badRecords, id];
    },
  };
}
