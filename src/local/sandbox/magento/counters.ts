import type { StoreView } from './store-view.js';

/** What a shop numbers. */
export type Sequence =
  | 'order'
  | 'item'
  | 'history'
  | DocumentKind
  | `${DocumentKind}_item`
  | 'track'
  | 'shipment_comment';

/** The documents about an order, by their table. */
export type DocumentKind = 'invoice' | 'shipment' | 'creditmemo';

/** Numbers that only ever grow, kept by the shop. */
export interface Counters {
  /** The next id of a table, from 1. */
  nextId(sequence: Sequence): number;
  /** The next number that people see, in a store's own sequence: its prefix and nine digits. */
  nextNumber(kind: 'order' | DocumentKind, store: StoreView): string;
}

/** Creates counters that all start at 1. */
export function createCounters(): Counters {
  const last = new Map<string, number>();
  const next = (name: string): number => {
    const number = (last.get(name) ?? 0) + 1;
    last.set(name, number);
    return number;
  };
  return {
    nextId: next,
    nextNumber: (kind, store) => store.numberPrefix + String(next(`${kind} of ${store.code}`)).padStart(9, '0'),
  };
}
