import { countKeys, getOwn, hasOwn, type Json, type JsonObject } from './json.js';
import { keyOf, pairById } from './keyed-array.js';

/**
 * Are the two values the same record? True exactly where `diff` finds nothing: the order of keys and of keyed arrays
 * does not count, -0 is 0, a key whose value is undefined is absent, and a hole in an array is null.
 */
export function equal(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && equalArrays(a, b);
  return !Array.isArray(b) && equalObjects(a, b);
}

function equalArrays(a: readonly Json[], b: readonly Json[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    const left = a[index] ?? null;
    const right = b[index] ?? null;
    if (left === right) continue;
    const id = keyOf(left);
    // Elements with different ids are not looked into: only a pairing can tell what stands where.
    if (id !== undefined && id !== keyOf(right)) return equalById(a, b);
    if (!equal(left, right)) return false;
  }
  return true;
}

function equalById(a: readonly Json[], b: readonly Json[]): boolean {
  const pairing = pairById(a, b);
  if (pairing === undefined || pairing.added.length > 0) return false;
  return a.every((element, index) => equal(element, b[pairing.partners[index] as number] as Json));
}

function equalObjects(a: JsonObject, b: JsonObject): boolean {
  let shared = 0;
  for (const key in a) {
    if (!hasOwn(a, key)) continue;
    const left = a[key];
    if (left === undefined) continue;
    const right = b[key];
    // Own keys only: an object called __proto__ must not be compared with the one that is inherited.
    if (left !== right && (right === undefined || !hasOwn(b, key) || !equal(left, right))) return false;
    shared++;
  }
  return countKeys(b) === shared || !hasMore(b, a);
}

/** Has the first object a key that the second one lacks? */
function hasMore(more: JsonObject, less: JsonObject): boolean {
  return Object.keys(more).some((key) => more[key] !== undefined && getOwn(less, key) === undefined);
}
