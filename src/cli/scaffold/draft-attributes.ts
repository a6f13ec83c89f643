import type { FieldPath } from '../../model/field-path.js';
import { addField, type Drafting, leaveOut, showPath, toSource } from './draft.js';
import { formatFieldPath } from './format-field-path.js';
import { quote } from './print-code.js';
import { fieldsOf, nameOf, type SampleField, type SampleScope } from './sample-scope.js';
import { PRIVATE_NAME, toPlainName } from './spellings.js';

const MAX_ATTRIBUTES = 30;
const MAX_PRINTED = 60;

/** Where single values may still be that have no canonical field. */
export interface Leftovers {
  root: SampleScope;
  lines: SampleScope | null;
  /** Objects whose other fields have no place in an order. */
  scopes: readonly SampleScope[];
}

/** Makes attributes of what is left of the order and of its lines, and notes what is not mapped at all. */
export function draftAttributes(draft: Drafting, { root, lines, scopes }: Leftovers): void {
  addAttributes(draft, root, [{ key: 'attributes' }]);
  if (lines !== null) addAttributes(draft, lines, [{ key: 'lines' }, { each: true }, { key: 'attributes' }]);
  for (const scope of scopes) {
    for (const field of fieldsOf(scope)) if (!isSettled(draft, field)) leaveOut(draft, field, 'no field for it');
  }
}

function addAttributes(draft: Drafting, scope: SampleScope, bag: FieldPath): void {
  let count = 0;
  for (const field of fieldsOf(scope)) {
    if (isSettled(draft, field)) continue;
    const why = whyNot(field);
    const source = toSource(field);
    const canonical = formatFieldPath([...bag, { key: nameOf(field) }]);
    if (why !== null) leaveOut(draft, field, why);
    else if (source === null || canonical === null || quote(canonical).length > MAX_PRINTED)
      leaveOut(draft, field, 'its name is too long, or cannot be written in a path');
    else if (count === MAX_ATTRIBUTES) leaveOut(draft, field, `more than ${MAX_ATTRIBUTES} attributes`);
    else {
      count += 1;
      addField(draft, { canonical, sources: [source], reading: {} });
    }
  }
}

/** Whether the field, or something in it, is mapped. */
function isSettled(draft: Drafting, { path }: SampleField): boolean {
  const text = showPath(path);
  return [...draft.fields].some(({ sources }) =>
    sources.some((source) => source.text === text || isBelow(source.path, path)),
  );
}

function isBelow(path: FieldPath, above: FieldPath): boolean {
  return path.length > above.length && JSON.stringify(path.slice(0, above.length)) === JSON.stringify(above);
}

function whyNot(field: SampleField): string | null {
  if (field.values.length === 0) return 'always null in the sample';
  if (field.values.some((value) => typeof value === 'object')) return 'no single value';
  return PRIVATE_NAME.test(toPlainName(nameOf(field))) ? 'private by its name' : null;
}
