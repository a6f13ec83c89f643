import type { RawFields } from '../../kit/raw-fields.js';

/** The version of everything that counts; an order that is being edited in the administration has drafts under other versions. */
const LIVE_VERSION = '0fa91ce3e96a4bc2be4bd9ce752c3425';

/** Whether a row is no draft; one that says no version has none. */
export function isLive(row: RawFields): boolean {
  const version = row.json('versionId');
  return typeof version !== 'string' || version === LIVE_VERSION;
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** The rows in the order in which they were made: the shop gives them in any. */
export function inOrder(rows: readonly RawFields[]): RawFields[] {
  const at = (row: RawFields) => row.text('createdAt') ?? '';
  const id = (row: RawFields) => row.text('id') ?? '';
  return rows.toSorted((a, b) => compare(at(a), at(b)) || compare(id(a), id(b)));
}

/** The rows by their `position`, and those of one position as they were made. */
export function byPosition(rows: readonly RawFields[]): RawFields[] {
  const position = (row: RawFields) => row.decimal('position')?.toNumber() ?? Number.MAX_SAFE_INTEGER;
  return inOrder(rows).sort((a, b) => position(a) - position(b));
}

/** The rows of an association that are no drafts, in the order in which they were made; null when it was not loaded. */
export function liveRows(fields: RawFields, key: string): RawFields[] | null {
  return fields.has(key) ? inOrder(fields.objects(key).filter(isLive)) : null;
}

/** The names of what is in a list, in the order of the alphabet. */
export function namesIn(fields: RawFields, key: string): string[] {
  const names = fields.objects(key).map((row) => row.filledText('name'));
  return names.filter((name) => name !== null).sort(compare);
}
