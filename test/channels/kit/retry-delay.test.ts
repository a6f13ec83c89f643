import { parseRetryAfterMs, retryDelayMs } from '../../../src/channels/kit/retry-delay.js';

const NOW = new Date('2026-11-20T10:00:00Z');

describe('Retry-After', () => {
  test.each([
    ['3', 3_000],
    [' 0 ', 0],
    ['1000000000', 1_000_000_000_000],
    ['Fri, 20 Nov 2026 10:00:30 GMT', 30_000],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['-1', null],
    ['1.5', 1_500],
    ['1.5.2', null],
    ['soon', null],
    ['2026-11-20', null],
    ['', null],
    [undefined, null],
  ])('%p asks for %p ms', (header, expected) => {
    expect(parseRetryAfterMs(header, NOW)).toBe(expected);
  });
});

describe('the delay before the next try', () => {
  test.each([
    [1, 0.999, 499],
    [2, 0.999, 999],
    [3, 0.5, 1_000],
    [10, 0.999, 9_990],
    [1, 0, 0],
  ])('after try %p with the chance %p is %p ms', (tries, chance, expected) => {
    expect(retryDelayMs(tries, null, () => chance)).toBe(expected);
  });

  test('is what the remote asks for', () => {
    expect(retryDelayMs(1, 2_000, () => 0.5)).toBe(2_000);
  });
});
