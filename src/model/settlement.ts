import type { Warning } from './event.js';
import type { Order } from './order.js';

/** A payment as it was booked; below zero what was given back. */
export interface BookedPayment {
  /** The payment's id in the order; `refund:` and `change:` stand before what has none. */
  id: string;
  methodId: string;
  via: string;
  amount: string;
  /** Stands for what the source said of it: while that stays, so does the method. */
  basis: string;
}

/** Goods of one order line as they were booked. */
export interface BookedGoods {
  lineId: string;
  /** The SKU that is stocked; null for a product that has none. */
  sku: string | null;
  productKey: string;
  via: string;
  /** Millionths of a piece; below zero what left the stock. */
  micro: number;
  basis: string;
}

/** What one change of an order put into the books. Once it is stamped it never moves to another session. */
export interface SettlementEntry {
  /** Counts the entries of the order, from 1. */
  number: number;
  eventId: string;
  registerKey: string;
  /** The session it was booked in. */
  session: number;
  at: string;
  /** When the goods changed hands, as the source says. */
  movedAt: string;
  payments: BookedPayment[];
  rounding: string;
  goods: BookedGoods[];
  /** The closing that took it in; it counts if that attempt was the one that ended. */
  stamp: { session: number; attempt: number } | null;
  /** The session whose totals hold it, once that is certain. */
  countedIn: number | null;
}

/** The books of one order: what all entries together say is what the order's version says. */
export interface Settlement {
  /** The record key of the order. */
  id: string;
  recordKey: string;
  profileId: string;
  remoteId: string;
  /** The newest version of the stored order that these books stand for. */
  version: number;
  currency: string;
  paymentStatus: NonNullable<Order['paymentStatus']>;
  /** When the order was first paid in full, by these books. */
  paidAt: string | null;
  /** What is odd about it: `overpaid`, `stock_unmatched`. */
  warnings: Warning[];
  entries: SettlementEntry[];
  /** The registers with entries that no session has counted yet. */
  pending: string[];
}

/** The settlement with `pending` as its entries have it. */
export function withPending(settlement: Settlement): Settlement {
  const pending = settlement.entries.flatMap(({ countedIn, registerKey }) => (countedIn === null ? [registerKey] : []));
  return { ...settlement, pending: [...new Set(pending)] };
}
