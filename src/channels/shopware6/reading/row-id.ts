import type { RawFields } from '../../kit/raw-fields.js';

/** The id of a row; one without an id is known by its place, such as `line-1`. */
export function rowId(row: RawFields, index: number, word: string): string {
  return row.filledText('id') ?? `${word}-${index + 1}`;
}
