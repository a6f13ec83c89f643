import type { RawFields } from '../kit/raw-fields.js';

/** A row of a payload with the id that it has in the record. */
export interface IdentifiedRow {
  id: string;
  fields: RawFields;
}

/**
 * The rows, each with an id of its own: the one in `idField`; of rows with the same one the later ones are `9#2`, `9#3`; a row
 * without one is known by its place, such as `row-1`.
 */
export function identifyRows(rows: readonly RawFields[], idField: string, word = 'row'): IdentifiedRow[] {
  const taken = new Set<string>();
  const copies = new Map<string, number>();
  return rows.map((fields, index) => {
    const wanted = fields.filledText(idField) ?? `${word}-${index + 1}`;
    let copy = copies.get(wanted) ?? 1;
    let id = copy === 1 ? wanted : `${wanted}#${copy}`;
    for (; taken.has(id); copy += 1) id = `${wanted}#${copy + 1}`;
    copies.set(wanted, copy);
    taken.add(id);
    return { id, fields };
  });
}
