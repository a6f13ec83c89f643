import { toOneLine } from './plain-text.js';

/** Facts under each other, the names in a column; one without a value is left out. */
export function formatFacts(facts: readonly (readonly [name: string, value: string])[], indent = ''): string {
  const given = facts.filter(([, value]) => value !== '');
  const width = Math.max(0, ...given.map(([name]) => name.length)) + 2;
  return given.map(([name, value]) => `${indent}${name.padEnd(width)}${toOneLine(value)}\n`).join('');
}
