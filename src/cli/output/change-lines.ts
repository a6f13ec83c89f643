import type { FieldChange } from '../../model/field-change.js';
import { toOneLine } from './plain-text.js';

/** Both sides changed a path: what it was, what the source says, what stands here, and who won. */
export interface ShownConflict {
  path: string;
  base?: unknown;
  theirs?: unknown;
  ours?: unknown;
  winner: 'local' | 'remote';
}

const MOST = 80;

/** A value in a line: text as it is, `(none)` for null, JSON for the rest; long ones are cut. */
export function formatValue(value: unknown): string {
  if (value === undefined) return '(absent)';
  if (value === null) return '(none)';
  if (value === '') return '""';
  const text = toOneLine(typeof value === 'string' ? value : JSON.stringify(value));
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}

/** `status: processing -> complete`, one a line; `+` is new, `-` is gone. */
export function formatChange({ op, path, from, to }: FieldChange): string {
  const field = toOneLine(path.replace(/^\//, '')) || 'the record';
  if (op === 'add') return `+ ${field}: ${formatValue(to)}`;
  if (op === 'remove') return `- ${field}: was ${formatValue(from)}`;
  return `${field}: ${formatValue(from)} -> ${formatValue(to)}`;
}

/** A conflict with its three values, and whose stands. */
export function formatConflict({ path, base, theirs, ours, winner }: ShownConflict): string {
  const field = toOneLine(path.replace(/^\//, ''));
  const who = winner === 'local' ? 'ours stands' : 'the source stands';
  return `conflict ${field}: was ${formatValue(base)}, the source says ${formatValue(theirs)}, ours ${formatValue(ours)}; ${who}`;
}
