import { parsePointer } from './pointer.js';

/** Who wins a conflict: `local` is what this system holds, `remote` what the other side sent. */
export type Winner = 'local' | 'remote';

/**
 * Who wins where, by JSON Pointer prefix. The longest prefix that fits decides; of two equally long ones, the one that
 * has a name where the other first has `*`. `*` fits any one segment, and nothing else fits an element of a keyed array,
 * because an index is no identity. Where no prefix fits, `local` wins.
 */
export type ConflictPolicy = Readonly<Record<string, Winner>>;

/** A policy made ready for asking: the winner for the tokens of a path, an array element being undefined. */
export type WinnerAt = (tokens: readonly (string | undefined)[]) => Winner;

interface Rule {
  readonly tokens: readonly string[];
  readonly winner: Winner;
}

/**
 * Reads a policy once, so that each conflict can be asked for.
 * @throws PointerError for a prefix that is no JSON Pointer.
 */
export function parsePolicy(policy: ConflictPolicy): WinnerAt {
  const rules = Object.entries(policy)
    .map(([prefix, winner]): Rule => ({ tokens: parsePointer(prefix), winner }))
    .sort(byPrecedence);
  return (path) => rules.find(({ tokens }) => tokens.every((token, at) => fits(token, path, at)))?.winner ?? 'local';
}

function fits(token: string, path: readonly (string | undefined)[], at: number): boolean {
  return at < path.length && (token === '*' || token === path[at]);
}

function byPrecedence(a: Rule, b: Rule): number {
  if (a.tokens.length !== b.tokens.length) return b.tokens.length - a.tokens.length;
  const at = a.tokens.findIndex((token, index) => (token === '*') !== (b.tokens[index] === '*'));
  if (at < 0) return 0;
  return a.tokens[at] === '*' ? 1 : -1;
}
