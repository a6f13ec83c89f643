import { formatSpan, formatWhen, plural } from '../../../src/cli/output/when.js';

test.each([
  ['2026-11-20T10:05:12.345Z', '2026-11-20 10:05:12Z'],
  ['2026-11-20T11:05:12+01:00', '2026-11-20 10:05:12Z'],
  ['yesterday', 'yesterday'],
  [null, 'never'],
])('the instant %j reads %j', (instant, text) => {
  expect(formatWhen(instant)).toBe(text);
});

test.each([
  [-5, '0 s'],
  [45_000, '45 s'],
  [119_000, '119 s'],
  [180_000, '3 min'],
  [7_200_000, '2 h'],
  [432_000_000, '5 d'],
])('a span of %d ms reads %j', (ms, text) => {
  expect(formatSpan(ms)).toBe(text);
});

test('counts have their noun', () => {
  expect([plural(0, 'order'), plural(1, 'order'), plural(2, 'order')]).toEqual(['0 orders', '1 order', '2 orders']);
});
