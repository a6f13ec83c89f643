import { type ConflictPolicy, parsePolicy, type Winner, type WinnerAt } from './conflict-policy.js';
import { equal } from './equal.js';
import { getOwn, hasOwn, isJsonObject, type Json, type JsonObject, setOwn } from './json.js';
import { indexById } from './keyed-array.js';
import { formatPointer } from './pointer.js';
import { ROOT } from './trail.js';

/**
 * A path that both sides changed differently, the three values (absent where there was none), and who won.
 * In a keyed array the path has the element's index in `merged`; if it is not there, its index in ours, else in theirs.
 */
export interface Conflict {
  path: string;
  base?: Json;
  theirs?: Json;
  ours?: Json;
  winner: Winner;
}

/** What a three-way merge came to. */
export interface Merge {
  merged: Json;
  conflicts: Conflict[];
}

/** Where an element of a keyed array stands: known only once all its neighbours are merged. */
interface Place {
  index: number;
}

/** An element that is in the merged array, and where. */
interface MergedElement {
  readonly place: Place;
  readonly value: Json;
}

type Token = string | Place;

interface Walk {
  readonly tokens: Token[];
  readonly winnerAt: WinnerAt;
  readonly conflicts: { tokens: Token[]; conflict: Omit<Conflict, 'path'> }[];
}

type Maybe = Json | undefined;

/**
 * Merges what `theirs` (the remote side) and `ours` (the local store) made of `base`, path by path, keyed arrays element
 * by element. A change on one side is taken, the same change on both is one change, different changes are a conflict
 * that the policy settles. Lines keep the order of ours; additions of theirs stand behind their neighbour there.
 * @throws PointerError for a policy prefix that is no JSON Pointer.
 */
export function merge(base: Json, theirs: Json, ours: Json, policy: ConflictPolicy = {}): Merge {
  const walk: Walk = { tokens: [], winnerAt: parsePolicy(policy), conflicts: [] };
  const merged = mergeChild(ROOT, base, theirs, ours, walk) as Json;
  const conflicts = walk.conflicts.map(({ tokens, conflict }) => ({ path: pathOf(tokens), ...conflict }));
  return { merged, conflicts };
}

function pathOf(tokens: readonly Token[]): string {
  return formatPointer(tokens.map((token) => (typeof token === 'string' ? token : token.index)));
}

/** Undefined stands for absent, coming in and going out. What both sides added is merged as if the base were empty. */
function mergeChild(token: Token, base: Maybe, theirs: Maybe, ours: Maybe, walk: Walk): Maybe {
  if (theirs === ours || theirs === base) return ours;
  if (ours === base) return theirs;
  walk.tokens.push(token);
  let merged: Maybe;
  if (isJsonObject(theirs) && isJsonObject(ours) && (base === undefined || isJsonObject(base))) {
    merged = mergeObjects(base ?? {}, theirs, ours, walk);
  } else if (Array.isArray(theirs) && Array.isArray(ours) && (base === undefined || Array.isArray(base))) {
    merged = mergeArrays(base, theirs, ours, walk);
  } else merged = mergeWhole(base, theirs, ours, walk);
  walk.tokens.pop();
  return merged;
}

function mergeWhole(base: Maybe, theirs: Maybe, ours: Maybe, walk: Walk): Maybe {
  if (isSame(theirs, ours) || isSame(theirs, base)) return ours;
  if (isSame(ours, base)) return theirs;
  const tokens = walk.tokens.slice(1);
  const winner = walk.winnerAt(tokens.map((token) => (typeof token === 'string' ? token : undefined)));
  walk.conflicts.push({
    tokens,
    conflict: {
      ...(base !== undefined && { base }),
      ...(theirs !== undefined && { theirs }),
      ...(ours !== undefined && { ours }),
      winner,
    },
  });
  return winner === 'remote' ? theirs : ours;
}

function isSame(a: Maybe, b: Maybe): boolean {
  return a === b || (a !== undefined && b !== undefined && equal(a, b));
}

function mergeObjects(base: JsonObject, theirs: JsonObject, ours: JsonObject, walk: Walk): JsonObject {
  let merged = ours;
  const put = (key: string, value: Maybe): void => {
    if (merged === ours) merged = { ...ours };
    if (value === undefined) delete merged[key];
    else setOwn(merged, key, value);
  };
  for (const key of Object.keys(ours)) {
    const value = mergeChild(key, getOwn(base, key), getOwn(theirs, key), ours[key], walk);
    if (value !== ours[key]) put(key, value);
  }
  for (const key of Object.keys(theirs)) {
    if (hasOwn(ours, key)) continue;
    const value = mergeChild(key, getOwn(base, key), theirs[key], undefined, walk);
    if (value !== undefined) put(key, value);
  }
  return merged;
}

function mergeArrays(base: Json[] | undefined, theirs: Json[], ours: Json[], walk: Walk): Maybe {
  const baseIndex = indexById(base ?? []);
  const theirIndex = indexById(theirs);
  const ourIndex = indexById(ours);
  if (!baseIndex || !theirIndex || !ourIndex) return mergeWhole(base, theirs, ours, walk);

  const elements = new Map<string, MergedElement>();
  const mergeElement = (id: string, index: number): void => {
    const place = { index };
    const value = mergeChild(
      place,
      elementAt(base ?? [], baseIndex.get(id)),
      elementAt(theirs, theirIndex.get(id)),
      elementAt(ours, ourIndex.get(id)),
      walk,
    );
    if (value !== undefined) elements.set(id, { place, value });
  };
  for (const [id, index] of ourIndex) mergeElement(id, index);
  for (const [id, index] of theirIndex) if (!ourIndex.has(id)) mergeElement(id, index);
  const merged = inOrder(elements, [...theirIndex.keys()], ourIndex);
  return merged.length === ours.length && merged.every((element, index) => element === ours[index]) ? ours : merged;
}

function elementAt(array: readonly Json[], index: number | undefined): Maybe {
  return index === undefined ? undefined : array[index];
}

/** Ours in their order, and behind each the additions of theirs that follow it there; tells each its place. */
function inOrder(
  elements: ReadonlyMap<string, MergedElement>,
  theirIds: readonly string[],
  ourIndex: ReadonlyMap<string, number>,
): Json[] {
  const merged: Json[] = [];
  const emit = (id: string): void => {
    const element = elements.get(id);
    if (element === undefined) return;
    element.place.index = merged.length;
    merged.push(element.value);
  };
  const { leading, followers } = additionsOf(theirIds, ourIndex);
  leading.forEach(emit);
  for (const id of ourIndex.keys()) {
    emit(id);
    followers.get(id)?.forEach(emit);
  }
  return merged;
}

/** The ids that ours lacks: those that stand first in theirs, and those behind each one that ours has too. */
function additionsOf(
  theirIds: readonly string[],
  ourIndex: ReadonlyMap<string, number>,
): { leading: string[]; followers: Map<string, string[]> } {
  const leading: string[] = [];
  const followers = new Map<string, string[]>();
  let group = leading;
  for (const id of theirIds) {
    if (ourIndex.has(id)) {
      group = [];
      followers.set(id, group);
    } else group.push(id);
  }
  return { leading, followers };
}
