import type { Json } from '../src/diff/json.js';

/**
 * Are the two values equal, arrays position by position? The least that any comparison of two records must do, and so
 * the floor for the diff. It trusts its input: no inherited keys, no undefined. Walking by `for…in` takes half the time
 * of `Object.keys` on Node 20.
 */
export function scanEqual(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && scanArrays(a, b);
  if (Array.isArray(b)) return false;
  let unmatched = 0;
  for (const key in a) {
    if (!scanEqual(a[key] as Json, b[key] as Json)) return false;
    unmatched += 1;
  }
  for (const _ in b) unmatched -= 1;
  return unmatched === 0;
}

function scanArrays(a: readonly Json[], b: readonly Json[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) {
    if (!scanEqual(a[index] as Json, b[index] as Json)) return false;
  }
  return true;
}
