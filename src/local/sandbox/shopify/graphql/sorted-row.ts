import { compareIds } from '../books/ids.js';

/** A row with what it is sorted by; rows come in the order of `value`, then of `id`. */
export interface SortedRow<Row> {
  row: Row;
  id: string;
  value: number | string;
}

/** Orders rows by their value, then by their id. */
export function compareRows(one: Omit<SortedRow<unknown>, 'row'>, other: Omit<SortedRow<unknown>, 'row'>): number {
  if (one.value !== other.value) return one.value < other.value ? -1 : 1;
  return compareIds(one.id, other.id);
}
