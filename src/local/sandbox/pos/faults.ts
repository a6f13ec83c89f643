import { createFaults, type Faults, type WireFault } from '../kit/faults.js';

/** What happens to a request of the POS instead of, or before, its answer. */
export type PosFault = WireFault | { kind: 'status'; status: 401 | 429 | 500 | 502 | 503; retryAfterSeconds?: number };

/** Ways in which a whole installation differs from the usual one. */
export interface PosSwitches {
  /** Every request gets a sign-in page with status 200. */
  html200: boolean;
  /** A page past the end is the last page again. */
  repeatLastPage: boolean;
  /** How far the clock of the server is off. */
  clockSkewMs: number;
  /** Receipts, by the id of their order, of which a number cannot be read. */
  badRecords: readonly string[];
}

/** What can be made to go wrong, under the control of a test. */
export type PosFaults = Faults<PosFault, PosSwitches>;

/** The faults of one server. */
export function createPosFaults(initial: Partial<PosSwitches> = {}): PosFaults {
  return createFaults<PosFault, PosSwitches>({
    html200: false,
    repeatLastPage: false,
    clockSkewMs: 0,
    badRecords: [],
    ...initial,
  });
}
