import { parseSchedule } from '../../../src/local/functions-host/schedule.js';

const at = (text: string) => Date.parse(text);

describe('a six-field schedule', () => {
  test.each([
    ['* * * * * *', '2026-03-01T10:00:00.500Z', '2026-03-01T10:00:01Z'],
    ['*/15 * * * * *', '2026-03-01T10:00:15Z', '2026-03-01T10:00:30Z'],
    ['0 */5 * * * *', '2026-03-01T10:04:59Z', '2026-03-01T10:05:00Z'],
    ['30 0 9-17 * * *', '2026-03-01T17:30:00Z', '2026-03-02T09:00:30Z'],
    ['0 0 3 * * Mon-Fri', '2026-03-06T03:00:00Z', '2026-03-09T03:00:00Z'],
    ['0 0 0 1 Jan,jul *', '2026-03-01T10:00:00Z', '2026-07-01T00:00:00Z'],
    ['0 30 2 29 2 *', '2026-03-01T00:00:00Z', '2028-02-29T02:30:00Z'],
    ['0 30 2 * * *', '2026-03-29T00:30:00Z', '2026-03-29T02:30:00Z'],
  ])('%s after %s is %s', (expression, after, next) => {
    expect(new Date(parseSchedule(expression).next(at(after)))).toEqual(new Date(next));
  });
});

describe('anything else is refused', () => {
  test.each([
    ['*/5 * * * *', '"*/5 * * * *" has 5 fields; six are needed'],
    ['0 0 * * * * *', 'has 7 fields'],
    ['00:00:30', 'has 1 fields'],
    ['@hourly', 'has 1 fields'],
    ['60 * * * * *', 'is not a valid schedule'],
    ['0 0 0 L * *', '"L" is not a valid day'],
    ['0 0 0 ? * *', '"?" is not a valid day'],
    ['H * * * * *', '"H" is not a valid second'],
    ['0 0 0 * * Tod', '"Tod" is not a valid day of week'],
    ['', 'has 1 fields'],
  ])('"%s"', (expression, message) => {
    expect(() => parseSchedule(expression)).toThrow(message);
  });
});
