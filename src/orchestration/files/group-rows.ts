import { createHash } from 'node:crypto';
import { getOwn } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import type { FileRow } from './read-rows.js';

/** The rows of one record, or why they are none. */
export interface RowGroup {
  rows: FileRow[];
  fault: PipelineError | null;
}

/** The most rows of one record. */
const MAX_ROWS = 10_000;
/** So many records are remembered, to notice rows that stand apart from theirs; memory must stay flat. */
const MAX_REMEMBERED = 200_000;

/** Puts rows into records. */
export interface RowGrouper {
  /** The records that are complete now. */
  push(rows: readonly FileRow[]): RowGroup[];
  /** The record that the file ends with. */
  end(): RowGroup[];
  /** The first row that was taken and not given yet; null when there is none. */
  readonly open: FileRow | null;
}

/** Each row by itself, or, with a column, all that follow each other with the same value there as one record. */
export function createGrouper(column: string | null): RowGrouper {
  if (column === null) return { open: null, end: () => [], push: (rows) => rows.map(alone) };
  return new AdjacentGrouper(column);
}

function alone(row: FileRow): RowGroup {
  return { rows: [row], fault: 'fault' in row ? row.fault : null };
}

/**
 * A record is all of its rows: without one of them it would lose a line. So a record next to a bad row, which may have been one of its
 * own, is bad too, and so is one whose rows come again further down.
 */
class AdjacentGrouper implements RowGrouper {
  readonly #column: string;
  readonly #seen = new Set<number>();
  #group: RowGroup | null = null;
  #key: string | null = null;
  #badBefore: FileRow | null = null;

  constructor(column: string) {
    this.#column = column;
  }

  get open(): FileRow | null {
    return this.#group?.rows[0] ?? null;
  }

  push(rows: readonly FileRow[]): RowGroup[] {
    return rows.flatMap((row) => this.#add(row));
  }

  end(): RowGroup[] {
    const last = this.#group;
    this.#group = null;
    return last === null ? [] : [last];
  }

  #add(row: FileRow): RowGroup[] {
    if (!('cells' in row)) {
      if (this.#group !== null) this.#group.fault ??= besideBad(row);
      this.#badBefore = row;
      return [...this.end(), alone(row)];
    }
    const key = String(getOwn(row.cells, this.#column) ?? '').trim();
    const isSame = this.#group !== null && key === this.#key && key !== '';
    if (isSame && this.#group !== null) return this.#grow(this.#group, row);
    const done = this.end();
    this.#group = { rows: [row], fault: this.#faultOf(key, row) };
    this.#key = key;
    this.#badBefore = null;
    return done;
  }

  #grow(group: RowGroup, row: FileRow): RowGroup[] {
    if (group.rows.length < MAX_ROWS) group.rows.push(row);
    else
      group.fault ??= new PipelineError(
        'row_too_large',
        `The record of line ${group.rows[0]?.line} has more than ${MAX_ROWS} rows`,
      );
    return [];
  }

  #faultOf(key: string, row: FileRow): PipelineError | null {
    if (this.#badBefore !== null) return besideBad(this.#badBefore);
    if (key === '') return null;
    const hash = createHash('sha256').update(key).digest().readUIntBE(0, 6);
    if (this.#seen.has(hash)) {
      return new PipelineError('row_apart', `Line ${row.line} belongs to a record whose other rows stand further up`);
    }
    if (this.#seen.size >= MAX_REMEMBERED) this.#seen.delete(this.#seen.values().next().value ?? 0);
    this.#seen.add(hash);
    return null;
  }
}

function besideBad({ line }: FileRow): PipelineError {
  return new PipelineError(
    'row_invalid',
    `The record stands beside line ${line}, which cannot be read and may belong to it`,
  );
}
