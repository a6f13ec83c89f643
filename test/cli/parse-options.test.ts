import { parseDays, parseLimit, parseMs, parseSince } from '../../src/cli/parse-options.js';

const now = () => new Date('2026-11-21T10:00:00Z');

test.each([
  ['2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ['2026-11-01T10:00Z', '2026-11-01T10:00:00.000Z'],
  ['2026-11-01T10:00:00+02:00', '2026-11-01T08:00:00.000Z'],
  ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000Z'],
])('--since %s begins at %s', (text, instant) => {
  expect(parseSince(text, now)).toBe(instant);
});

test.each([
  '',
  'yesterday',
  '1',
  '2026-11',
  '2026-02-30',
  '2026-13-01',
  '2026-11-01T10:00',
  '01.11.2026',
  '2026-11-21T10:00:01Z',
])('--since %j is refused', (text) => {
  expect(() => parseSince(text, now)).toThrow(/date such as|future/);
});

test.each([
  ['1', 1],
  ['30', 30],
  ['365', 365],
])('%s days are %d', (text, days) => {
  expect(parseDays(text)).toBe(days);
});

test.each(['0', '366', '-1', '1.5', '1e2', '', 'ten', ' 5', '0x10', '99999999'])('%j days are refused', (text) => {
  expect(() => parseDays(text)).toThrow('from 1 to 365');
});

test.each(['0', '201'])('a limit of %s is refused', (text) => {
  expect(() => parseLimit(text)).toThrow('from 1 to 200');
});

test.each([
  ['90s', 90_000],
  ['10m', 600_000],
  ['2h', 7_200_000],
])('%s are %d ms', (text, ms) => {
  expect(parseMs(text)).toBe(ms);
});

test.each(['', '10', '0s', 'm', '-1m', '1w'])('the time %j is refused', (text) => {
  expect(() => parseMs(text)).toThrow('such as 10m');
});
