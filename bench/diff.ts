import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { apply } from '../src/diff/apply.js';
import { diff } from '../src/diff/diff.js';
import type { Json } from '../src/diff/json.js';
import { isKeyedArray, keyOf } from '../src/diff/keyed-array.js';
import { createPairs, DIFF_CASES, type DiffCase, type Pair } from './diff-cases.js';
import { type Contender, LIBRARIES, OURS, SCAN } from './diff-contenders.js';

/** How a contender does in one case. */
export interface DiffFigure {
  name: string;
  /** Changes that it tells of in the first pair. */
  changes: number;
  /** Comparisons a second in each round; none where a single one takes longer than a second. */
  rates: number[];
}

/** One case at one size of order. */
export interface DiffResult {
  lines: number;
  title: string;
  cost: string;
  ours: DiffFigure;
  libraries: DiffFigure[];
  /** The equality scan, where the records are identical. */
  scan?: DiffFigure;
}

/** How long the contenders take turns. */
export interface DiffEffort {
  rounds: number;
  /** Of one contender in one round. */
  milliseconds: number;
}

/** The lines of the orders that are compared. */
export const DIFF_LINES = [5, 25, 200] as const;

const PAIRS = 10;
const TOO_LONG_MS = 1_000;

/**
 * Measures our diff and the libraries in every case.
 * @throws Error when what our diff found, applied, does not lead to the other version, or a result changes between calls
 */
export async function runDiff(effort: DiffEffort): Promise<DiffResult[]> {
  const results: DiffResult[] = [];
  for (const lines of DIFF_LINES) {
    for (const one of DIFF_CASES) {
      results.push(runCase(one, lines, effort));
      // Lets whoever watches the load have a look.
      await setImmediate();
    }
  }
  return results;
}

function runCase({ title, cost, change }: DiffCase, lines: number, effort: DiffEffort): DiffResult {
  const pairs = createPairs(PAIRS, lines, change);
  for (const pair of pairs) checkPair(pair, `${lines} lines, ${title}`);
  const identical = pairs.every(({ before, after }) => isDeepStrictEqual(before, after));
  const contenders = [OURS, ...LIBRARIES, ...(identical ? [SCAN] : [])];
  const [ours, ...others] = takeTurns(contenders, pairs, effort) as [DiffFigure, ...DiffFigure[]];
  const libraries = others.slice(0, LIBRARIES.length);
  const scan = others[LIBRARIES.length];
  return { lines, title, cost, ours, libraries, ...(scan !== undefined && { scan }) };
}

function checkPair({ before, after }: Pair, name: string): void {
  const applied = apply(before, diff(before, after));
  if (!isDeepStrictEqual(inOrder(applied), inOrder(after))) throw new Error(`The diff is wrong for ${name}`);
}

/** The value with its keyed arrays in the order of their ids, since another order of them is no difference. */
function inOrder(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, inOrder(child)]));
  }
  const elements = value.map(inOrder);
  if (!isKeyedArray(elements)) return elements;
  return elements.sort((a, b) => ((keyOf(a) ?? '') < (keyOf(b) ?? '') ? -1 : 1));
}

interface Runner {
  readonly contender: Contender;
  readonly figure: DiffFigure;
  /** What it tells of in each pair: proof that each round compared, and that nobody changed a record. */
  readonly counts: readonly number[];
  /** Comparisons between two looks at the clock. */
  readonly stride: number;
}

/** All contenders in each round, so that what else the machine does falls on all alike; each round begins with another. */
function takeTurns(contenders: readonly Contender[], pairs: readonly Pair[], effort: DiffEffort): DiffFigure[] {
  const runners = contenders.map((contender) => warmUp(contender, pairs, effort.milliseconds));
  const quick = runners.filter(({ stride }) => stride > 0);
  for (let round = 0; round < effort.rounds; round += 1) {
    for (let turn = 0; turn < quick.length; turn += 1) {
      const runner = quick[(round + turn) % quick.length] as Runner;
      runner.figure.rates.push(runRound(runner, pairs, effort.milliseconds));
    }
  }
  return runners.map(({ figure }) => figure);
}

/** Counts, warms up and finds the stride; the stride is 0 for a contender that takes too long to go on with. */
function warmUp(contender: Contender, pairs: readonly Pair[], milliseconds: number): Runner {
  const { name } = contender;
  const [first, ...others] = pairs as [Pair, ...Pair[]];
  const start = performance.now();
  const changes = countChanges(contender, first);
  const figure: DiffFigure = { name, changes, rates: [] };
  if (performance.now() - start > TOO_LONG_MS) return { contender, figure, counts: [changes], stride: 0 };
  const counts = [changes, ...others.map((pair) => countChanges(contender, pair))];
  const { calls } = compareFor(milliseconds, contender, pairs, 1);
  return { contender, figure, counts, stride: Math.max(1, Math.floor(calls / milliseconds)) };
}

function countChanges({ compare, count }: Contender, { before, after }: Pair): number {
  return count(compare(before, after));
}

function runRound({ contender, counts, stride }: Runner, pairs: readonly Pair[], milliseconds: number): number {
  const { calls, seconds, last } = compareFor(milliseconds, contender, pairs, stride);
  if (contender.count(last) !== counts[(calls - 1) % pairs.length]) {
    throw new Error(`${contender.name} gives another result than before`);
  }
  return calls / seconds;
}

function compareFor(milliseconds: number, { compare }: Contender, pairs: readonly Pair[], stride: number) {
  const start = performance.now();
  let calls = 0;
  let elapsed = 0;
  let last: unknown;
  while (elapsed < milliseconds) {
    for (const end = calls + stride; calls < end; calls += 1) {
      const pair = pairs[calls % pairs.length] as Pair;
      last = compare(pair.before, pair.after);
    }
    elapsed = performance.now() - start;
  }
  return { calls, seconds: elapsed / 1_000, last };
}
