import type { FieldPath } from '../../model/field-path.js';
import type { Draft, DraftField, DraftSource } from './draft.js';

/** A value that the mapping reads: for which field, and as which of the field's sources. */
export interface TreeLeaf {
  field: DraftField;
  source: DraftSource;
  place: number;
}

/** The payload as far as the mapping reads it. */
export type TreeNode = TreeLeaf | TreeObject | TreeList;
/** An object of the payload. */
export interface TreeObject {
  fields: Map<string, TreeNode>;
}
/** A list of objects, and the canonical list that is made of it. */
export interface TreeList {
  list: string;
  element: TreeObject;
}

/** The payload that the mapping of the draft reads, as a tree. */
export function toFieldTree({ fields }: Draft): TreeObject {
  const root: TreeObject = { fields: new Map() };
  for (const field of fields) {
    if (field.reading.transform === 'position') continue;
    for (const [place, source] of field.sources.entries()) put(root, source.path, { field, source, place });
  }
  return root;
}

function put(onto: TreeObject, [step, following, ...rest]: FieldPath, leaf: TreeLeaf): void {
  if (step === undefined || !('key' in step)) return;
  const known = onto.fields.get(step.key);
  if (following === undefined) {
    if (known === undefined) onto.fields.set(step.key, leaf);
    return;
  }
  const isList = 'each' in following;
  const made: TreeNode = isList
    ? { list: leaf.field.canonical.split('[]')[0] ?? '', element: { fields: new Map() } }
    : { fields: new Map() };
  const next = known ?? made;
  onto.fields.set(step.key, next);
  if ('element' in next && isList) put(next.element, rest, leaf);
  else if ('fields' in next && !isList) put(next, [following, ...rest], leaf);
}
