import Table from 'cli-table3';
import { toOneLine } from './plain-text.js';

// Columns with nothing but two blanks between them: they read well and can be cut by other tools.
const PLAIN = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'middle'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((part) => [`${side}${part}`, '']),
  ),
);
const STYLE = { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 };

/** A table in columns under its headings, one line a row; whatever the cells hold, each stays in its place. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({ head: headings.map(toOneLine), chars: PLAIN, style: STYLE });
  for (const row of rows) table.push(headings.map((_, at) => toOneLine(row[at] ?? '')));
  return table
    .toString()
    .split('\n')
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
