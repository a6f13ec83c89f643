import { equal } from './equal.js';
import { countKeys, getOwn, hasOwn, type Json, type JsonObject } from './json.js';
import { keyOf, type Pairing, pairById } from './keyed-array.js';
import type { Operation } from './operation.js';
import { ROOT, Trail } from './trail.js';

interface Walk {
  readonly trail: Trail;
  readonly operations: Operation[];
}

/**
 * What must be done to `before` to make it `after`: each operation holds at the moment it is applied, in order.
 * Keyed arrays are compared by `id` and their order is no difference; other arrays are replaced whole.
 * Values are shared with the inputs, not copied. Empty exactly where `equal` is true.
 */
export function diff(before: Json, after: Json): Operation[] {
  const walk: Walk = { trail: new Trail(), operations: [] };
  diffChild(before, after, ROOT, walk);
  return walk.operations;
}

/** Undefined stands for absent. */
function diffChild(before: Json | undefined, after: Json | undefined, token: string | number, walk: Walk): void {
  if (before === after) return;
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    walk.trail.enter(token);
    if (Array.isArray(before)) diffArrays(before, after as Json[], walk);
    else diffObjects(before, after as JsonObject, walk);
    walk.trail.leave();
  } else walk.operations.push(changeAt(walk.trail.child(token), before, after));
}

function isContainer(value: Json | undefined): value is Json[] | JsonObject {
  return typeof value === 'object' && value !== null;
}

function changeAt(path: string, before: Json | undefined, after: Json | undefined): Operation {
  if (after === undefined) return { op: 'remove', path, before: before as Json };
  return before === undefined ? { op: 'add', path, value: after } : { op: 'replace', path, value: after, before };
}

function diffObjects(before: JsonObject, after: JsonObject, walk: Walk): void {
  let shared = 0;
  for (const key in before) {
    if (!hasOwn(before, key)) continue;
    const left = before[key];
    if (left === undefined) continue;
    let right = after[key];
    if (left !== right) {
      if (!hasOwn(after, key)) right = undefined;
      // A scalar leads nowhere: writing it down here is some percent faster where most of a record has changed.
      if (isContainer(left)) diffChild(left, right, key, walk);
      else walk.operations.push(changeAt(walk.trail.child(key), left, right));
    }
    if (right !== undefined) shared++;
  }
  if (countKeys(after) !== shared) addMissing(before, after, walk);
}

function addMissing(before: JsonObject, after: JsonObject, walk: Walk): void {
  for (const key of Object.keys(after)) {
    if (getOwn(before, key) === undefined) diffChild(undefined, after[key], key, walk);
  }
}

function diffArrays(before: Json[], after: Json[], walk: Walk): void {
  const mark = walk.operations.length;
  const aligned = diffAligned(before, after, walk);
  if (aligned === before.length && aligned === after.length && walk.operations.length === mark) return;
  // Whether ids repeat is asked only here, where there is a difference to write down.
  const pairing = pairById(before, after);
  if (pairing !== undefined) diffPaired(before, after, pairing, aligned, walk);
  else {
    walk.operations.length = mark;
    walk.operations.push(changeAt(walk.trail.here(), before, after));
  }
}

/** Compares the leading elements that are the same ones on both sides, and says how many they are. */
function diffAligned(before: readonly Json[], after: readonly Json[], walk: Walk): number {
  const length = Math.min(before.length, after.length);
  for (let index = 0; index < length; index++) {
    const left = before[index] ?? null;
    const right = after[index] ?? null;
    if (left === right) continue;
    const id = keyOf(left);
    if (id === undefined ? !equal(left, right) : id !== keyOf(right)) return index;
    if (id !== undefined) diffChild(left, right, index, walk);
  }
  return length;
}

/** The rest of two keyed arrays: changes at their index in `before`, then removals from the end, then additions. */
function diffPaired(before: Json[], after: Json[], pairing: Pairing, start: number, walk: Walk): void {
  const { partners, added } = pairing;
  for (let index = start; index < before.length; index++) {
    const partner = partners[index] as number;
    if (partner >= 0) diffChild(before[index], after[partner], index, walk);
  }
  for (let index = before.length - 1; index >= start; index--) {
    if ((partners[index] as number) < 0) diffChild(before[index], undefined, index, walk);
  }
  for (const index of added) diffChild(undefined, after[index], index, walk);
}
