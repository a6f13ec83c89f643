import { diff } from '../diff/diff.js';
import type { Json } from '../diff/json.js';
import type { Operation } from '../diff/operation.js';
import { parsePointer } from '../diff/pointer.js';
import { formatPlace } from './format-place.js';

/** What was done to the payload: in the field of this name one value took the place of another. */
export interface Exchange {
  name: string;
  value: Json;
  other: Json;
}

/** A field of the record that changed, such as `lines[].sku`. */
export interface ChangedField {
  field: string;
  /** The value of the payload that is a part of the field's name, and the name of the payload's field that it stands in. */
  part?: { value: string; name: string };
}

/** The fields in which two records differ that came of one payload. A row of a list that has another id is still that row. */
export function changedFields(before: Json, after: Json, exchange: Exchange): ChangedField[] {
  const operations = diff(before, after);
  const come = operations.filter(({ op }) => op === 'add');
  const told = new Set<Operation>();
  const found: ChangedField[] = [];
  for (const gone of operations.filter(({ op }) => op === 'remove')) {
    const other = come.find(
      (one) => !told.has(one) && parentOf(one) === parentOf(gone) && matches(gone, one, exchange),
    );
    if (other === undefined) continue;
    told.add(gone).add(other);
    found.push(...(isRow(gone) ? changedInRow(gone, other) : [renamed(gone, exchange)]));
  }
  const rest = operations.filter((one) => !told.has(one));
  return [...found, ...rest.map(({ path }) => ({ field: formatPlace(parsePointer(path)) }))];
}

const parentOf = ({ path }: Operation): string => path.slice(0, path.lastIndexOf('/'));
const lastOf = ({ path }: Operation): string => parsePointer(path).at(-1) ?? '';
const isRow = (operation: Operation): boolean => /^\d+$/.test(lastOf(operation));

/** Whether what came is what went, under another id or another name. */
function matches(gone: Operation, come: Operation, { value, other }: Exchange): boolean {
  if (isRow(gone)) return isRow(come);
  if (typeof value !== 'string' || typeof other !== 'string' || value === '') return false;
  return lastOf(gone).includes(value) && lastOf(gone).replaceAll(value, () => other) === lastOf(come);
}

function renamed({ path }: Operation, { name, value }: Exchange): ChangedField {
  return { field: formatPlace(parsePointer(path)), part: { value: String(value), name } };
}

function changedInRow(gone: Operation, come: Operation): ChangedField[] {
  const [row, other] = [gone.op === 'remove' ? gone.before : null, come.op === 'add' ? come.value : null];
  const place = parsePointer(gone.path);
  return diff(row, other).map(({ path }) => ({ field: formatPlace([...place, ...parsePointer(path)]) }));
}
