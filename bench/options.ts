import { parseArgs } from 'node:util';
import type { DiffEffort } from './diff.js';
import type { PullEffort } from './pull.js';

/** The parts of the bench; without a name all of them run. */
export const PARTS = ['pipeline', 'backlog', 'core', 'diff', 'pull', 'files'] as const;

/** A part of the bench. */
export type Part = (typeof PARTS)[number];

/** What to run, and how much of it. */
export interface Options {
  parts: readonly Part[];
  quick: boolean;
  /** Records of each phase of the pipeline part. */
  records: number;
  /** Rounds of pipeline and bare loop, and of the pull part. */
  rounds: number;
  /** Records of the backlog part. */
  backlog: number;
  /** How long the contenders of the diff part take turns. */
  diff: DiffEffort;
  pull: PullEffort;
  /** Rows of the larger file of the files part. */
  rows: number;
}

/**
 * Reads the command line: an optional part, `--records`, `--rounds`, `--backlog`, `--orders`, `--rows` and `--quick`.
 * @throws Error naming what is wrong
 */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      records: { type: 'string' },
      rounds: { type: 'string' },
      backlog: { type: 'string' },
      orders: { type: 'string' },
      rows: { type: 'string' },
    },
  });
  const { quick } = values;
  const rounds = parseCount('--rounds', values.rounds, quick ? 1 : 3);
  return {
    parts: positionals.length === 0 ? PARTS : positionals.map(parsePart),
    quick,
    records: parseCount('--records', values.records, quick ? 250 : 2_000),
    rounds,
    backlog: parseCount('--backlog', values.backlog, quick ? 1_000 : 20_000),
    diff: { rounds: 9, milliseconds: quick ? 10 : 60 },
    pull: { orders: parseCount('--orders', values.orders, quick ? 300 : 2_000), rounds },
    rows: parseCount('--rows', values.rows, quick ? 20_000 : 1_000_000),
  };
}

function parsePart(text: string): Part {
  const part = PARTS.find((one) => one === text);
  if (part === undefined) throw new Error(`There is no part ${text}; the parts are ${PARTS.join(', ')}`);
  return part;
}

function parseCount(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000) throw new Error(`${name} must be a number from 1 on`);
  return count;
}
