/** What searches know of each record: they learn of a change some time after it happened. */
export interface SearchIndex {
  /** Says that a record has changed or is new at an instant of the shop's clock. */
  note(key: string, updatedAtMs: number, atMs: number): void;
  forget(key: string): void;
  /** When the record had last changed as far as an index of that instant knows; null where it does not know the record yet. */
  updatedAt(key: string, asOfMs: number): number | null;
}

const KEPT = 30;

/** Creates an empty index; the last changes of each record are kept. */
export function createSearchIndex(): SearchIndex {
  const entries = new Map<string, { updatedAtMs: number; atMs: number }[]>();
  return {
    note: (key, updatedAtMs, atMs) => {
      const known = entries.get(key) ?? [];
      entries.set(key, [...known.slice(-KEPT), { updatedAtMs, atMs }]);
    },
    forget: (key) => {
      entries.delete(key);
    },
    updatedAt: (key, asOfMs) => entries.get(key)?.findLast(({ atMs }) => atMs <= asOfMs)?.updatedAtMs ?? null,
  };
}
