import { z } from 'zod';
import { decimal } from './decimal.js';
import { hashName } from './record-key.js';

/** What one way to pay came to in a session. */
const methodTotal = z.object({
  methodId: z.string(),
  /** As the profile calls it now; the id for one that it does not have any more. */
  name: z.string(),
  kind: z.enum(['cash', 'card', 'voucher', 'other']),
  /** Payments less what was given back. */
  amount: decimal,
  /** How many bookings make it up. */
  bookings: z.int(),
});

/** The drawer at the end of a session. */
const cash = z.object({
  opening: decimal,
  /** Opening plus all cash that came in, less what went out. */
  expected: decimal,
  /** Null where nobody counted. */
  counted: decimal.nullable(),
  /** Counted less expected: below zero is missing. */
  difference: decimal.nullable(),
});

/** A session of a till: from its opening to the count of the drawer. What is still open shows its totals so far. */
export const tillSession = z.object({
  profileId: z.string(),
  register: z.string(),
  number: z.int(),
  status: z.enum(['open', 'closing', 'closed']),
  openedAt: z.string(),
  openedBy: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  currency: z.string(),
  /** Orders with at least one booking in the session. */
  orders: z.int(),
  totals: z.array(methodTotal),
  /** What cash rounding added; below zero where it took away. */
  rounding: decimal,
  cash,
});

/** A session as people see it. */
export type TillSession = z.output<typeof tillSession>;

/** A closed session as it is kept. Entries that carry its number and this attempt are the ones that its totals are made of. */
export interface ClosedSession extends TillSession {
  /** The register key. */
  registerKey: string;
  attempt: number;
}

/** The open session of a register. */
export interface OpenSession {
  number: number;
  openedAt: string;
  openedBy: string;
  openingCash: string;
}

/** A session that is being closed: new orders go into the next one already. Whoever closes it holds the newest attempt. */
export interface ClosingSession extends OpenSession {
  attempt: number;
  attemptAt: string;
  closedAt: string;
  closedBy: string;
  counted: string | null;
}

/**
 * A register: at most one open session, and at most one that is being closed. `closed` is the session that was closed last while it is
 * not yet kept by itself.
 */
export interface Register {
  registerKey: string;
  profileId: string;
  register: string;
  lastNumber: number;
  lastAttempt: number;
  open: OpenSession | null;
  closing: ClosingSession | null;
  closed: ClosedSession | null;
}

/** The key of a register: names hold no foreign text. */
export function registerKey(profileId: string, register: string): string {
  return hashName(`${profileId}|register|${register}`);
}
