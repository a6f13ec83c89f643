import type { Json, JsonObject } from './json.js';

/**
 * Which elements of two keyed arrays are the same ones.
 * `partners` has for each index in `before` the index in `after`, or -1 where the element is gone;
 * `added` the indices in `after` that `before` lacks, ascending.
 */
export interface Pairing {
  readonly partners: Int32Array;
  readonly added: readonly number[];
}

/** The element's `id` if it is an object with a string `id`, else undefined. */
export function keyOf(element: Json | undefined): string | undefined {
  if (typeof element !== 'object' || element === null) return undefined;
  const { id } = element as JsonObject;
  return typeof id === 'string' ? id : undefined;
}

/** Is the array keyed: not empty, and all elements are objects with a string `id` of their own? */
export function isKeyedArray(array: readonly Json[]): boolean {
  return array.length > 0 && indexById(array) !== undefined;
}

/**
 * The index of each element by its `id`, or undefined when an element has none or two share one.
 * An empty array has an empty index, so that it compares with a keyed one as keyed.
 */
export function indexById(array: readonly Json[]): Map<string, number> | undefined {
  const index = new Map<string, number>();
  for (let position = 0; position < array.length; position++) {
    const id = keyOf(array[position]);
    if (id === undefined) return undefined;
    index.set(id, position);
  }
  return index.size === array.length ? index : undefined;
}

/** Pairs the elements of two arrays by `id`; undefined when one of the two is neither keyed nor empty. */
export function pairById(before: readonly Json[], after: readonly Json[]): Pairing | undefined {
  const index = indexById(before);
  if (index === undefined) return undefined;
  const partners = new Int32Array(before.length).fill(-1);
  const added: number[] = [];
  const addedIds = new Set<string>();
  for (let position = 0; position < after.length; position++) {
    const id = keyOf(after[position]);
    if (id === undefined) return undefined;
    const partner = index.get(id);
    if (partner === undefined) {
      added.push(position);
      addedIds.add(id);
    } else if (partners[partner] === -1) partners[partner] = position;
    else return undefined;
  }
  return addedIds.size === added.length ? { partners, added } : undefined;
}
