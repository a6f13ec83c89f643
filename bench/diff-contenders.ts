import deepDiff from 'deep-diff';
import fastJsonPatch from 'fast-json-patch';
import { create, type Delta } from 'jsondiffpatch';
import microdiff from 'microdiff';
import { createPatch } from 'rfc6902';
import { diff } from '../src/diff/diff.js';
import type { Json, JsonObject } from '../src/diff/json.js';
import { scanEqual } from './equality-scan.js';

/** Something that compares two records, and how many changes its result tells of. */
export interface Contender {
  name: string;
  compare(before: Json, after: Json): unknown;
  count(result: unknown): number;
}

const countList = (result: unknown): number => (result as readonly unknown[] | undefined)?.length ?? 0;

/** The diff of this project. */
export const OURS: Contender = { name: 'ours', compare: diff, count: countList };

/** The plain equality scan: it stops at the first difference, so its rate says something on identical records only. */
export const SCAN: Contender = {
  name: 'equality scan',
  compare: scanEqual,
  count: (equal) => (equal === true ? 0 : 1),
};

// The entry point without diff-match-patch: a text that changed is replaced whole, as everybody else does it.
const patcher = create({ objectHash: (element) => (element as { id?: string }).id });

/** The libraries, each set to the fastest that it offers for JSON without cycles. */
export const LIBRARIES: readonly Contender[] = [
  { name: 'deep-diff', compare: (before, after) => deepDiff(before, after), count: countList },
  {
    name: 'microdiff',
    compare: (before, after) => microdiff(before as JsonObject, after as JsonObject, { cyclesFix: false }),
    count: countList,
  },
  {
    name: 'fast-json-patch',
    compare: (before, after) => fastJsonPatch.compare(before as JsonObject, after as JsonObject),
    count: countList,
  },
  { name: 'rfc6902', compare: (before, after) => createPatch(before, after), count: countList },
  {
    name: 'jsondiffpatch',
    compare: (before, after) => patcher.diff(before, after),
    count: (result) => countLeaves(result as Delta),
  },
];

/** The deltas that say what happened to a value: lists. Objects among the deltas only lead to them. */
function countLeaves(delta: Delta): number {
  if (delta === undefined) return 0;
  if (Array.isArray(delta)) return 1;
  return Object.entries(delta)
    .filter(([key]) => key !== '_t')
    .reduce((sum, [, child]) => sum + countLeaves(child as Delta), 0);
}
