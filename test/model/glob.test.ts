import { matchesGlob } from '../../src/model/glob.js';

test.each([
  ['prices-*.csv', 'prices-2026.csv', true],
  ['prices-*.csv', 'prices-.csv', true],
  ['prices-*.csv', 'prices.csv', false],
  ['prices-*.csv', 'prices-1.csv.bak', false],
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['?.csv', 'a.csv', true],
  ['?.csv', '.csv', false],
  ['a*b*c', 'axxbyybzzc', true],
  ['a*b*c', 'axxbyybzz', false],
  ['**a', 'ba', true],
  ['a.c', 'abc', false],
  ['[a]', 'a', false],
  ['*März*', 'Preise März.csv', true],
])('%j for %j is %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});

test('a pattern of many stars takes no time to speak of', () => {
  const started = performance.now();
  expect(matchesGlob(`${'*a'.repeat(100)}b`, 'a'.repeat(1_024))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1_000);
});
