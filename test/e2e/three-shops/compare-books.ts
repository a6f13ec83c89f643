import type { StoredRecord } from '../../../src/model/stored-record.js';
import type { Booked, Told } from './booked.js';
import { tellRecord } from './told-record.js';

/** What a shop's books and the order store are called, and what may be missing from the store. */
export interface Comparison {
  shop: string;
  booked: readonly Booked[];
  stored: readonly StoredRecord[];
  /** Ids of records that nobody can read. */
  unreadable?: ReadonlySet<string>;
  /** What else is wrong with a stored record by the books, beyond single fields. */
  check?: (record: StoredRecord) => string[];
}

/** Everything in which the order store is not what the books say, a sentence each; nothing, as it should be. */
export function compareBooks({ shop, booked, stored, unreadable = new Set(), check = () => [] }: Comparison): string[] {
  const books = booked.filter(({ id }) => !unreadable.has(id));
  const found = new Map<string, StoredRecord>();
  const faults: string[] = [];
  for (const item of stored) {
    const key = `${item.kind} ${item.remoteId}`;
    if (found.has(key)) faults.push(`${shop} ${key} is in the order store twice`);
    found.set(key, item);
  }
  for (const one of books) {
    const name = `${shop} ${one.kind} ${one.name} (${one.id})`;
    const item = found.get(`${one.kind} ${one.id}`);
    found.delete(`${one.kind} ${one.id}`);
    if (item === undefined) faults.push(`${name} is missing`);
    else faults.push(...[...differences(one, tellRecord(item.record)), ...check(item)].map((why) => `${name}: ${why}`));
  }
  const extra = [...found.values()].filter((item) => !unreadable.has(item.remoteId) && !isWithdrawn(item));
  return [...faults, ...extra.map(({ kind, remoteId }) => `${shop} ${kind} ${remoteId} is not in the shop's books`)];
}

/** A refund that was told of and withdrawn: it gives nothing back, so the books need not know it. */
function isWithdrawn({ kind, record }: StoredRecord): boolean {
  const { state, grand } = tellRecord(record);
  return kind === 'refund' && state === 'cancelled' && grand === '0';
}

/** Where the two do not tell the same, and rows that the books would name and do not. */
function differences({ told, rows }: Booked, store: Told): string[] {
  const different = Object.entries(told).filter(([name, value]) => store[name] !== value);
  const strange = Object.keys(store).filter(
    (name) => name.endsWith(' id') && told[name] === undefined && rows.some((kind) => name.startsWith(`${kind} `)),
  );
  return [
    ...different.map(([name, value]) => `${name} is ${store[name] ?? 'nothing'}, the books say ${value ?? 'nothing'}`),
    ...strange.map((name) => `${name.slice(0, -3)} is not in the books`),
  ];
}
