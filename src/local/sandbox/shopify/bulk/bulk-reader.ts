import { flattenRows } from './flatten-rows.js';

/** Some roots of a bulk query's answer, with everything in them. */
export interface BulkSlice {
  data: Record<string, unknown> | null;
  hasFailed: boolean;
  hasMore: boolean;
}

/** Reads a bulk query's answer bit by bit, so that the shop can answer others meanwhile. */
export interface BulkReader {
  /** Reads the next roots; false when everything is read, or something in it was refused. */
  readSome(): boolean;
  readAll(): void;
  hasFailed(): boolean;
  roots(): number;
  /** JSON texts, a parent before its children and its children together. */
  lines(): readonly string[];
}

/** Creates a reader; `next` gives the slices one after the other. */
export function createBulkReader(next: () => BulkSlice): BulkReader {
  const lines: string[] = [];
  let roots = 0;
  let isDone = false;
  let isFailed = false;
  const readSome = (): boolean => {
    if (isDone) return false;
    const { data, hasFailed, hasMore } = next();
    isFailed = hasFailed || data === null;
    isDone = isFailed || !hasMore;
    if (data !== null && !isFailed) {
      const flat = flattenRows(data);
      roots += flat.roots;
      for (const line of flat.lines) lines.push(line);
    }
    return !isDone;
  };
  return {
    readSome,
    readAll: () => {
      while (readSome());
    },
    hasFailed: () => isFailed,
    roots: () => roots,
    lines: () => lines,
  };
}
