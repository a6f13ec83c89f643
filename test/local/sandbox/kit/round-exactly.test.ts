import { divideRounded, shareOf } from '../../../../src/local/sandbox/kit/round-exactly.js';

test.each([
  [5, 10, 1],
  [4, 10, 0],
  [-5, 10, -1],
  [0, 7, 0],
  [9_007_199_254_740_991, 2, 4_503_599_627_370_496],
])('%d divided by %d rounds half away from zero to %d', (dividend, divisor, quotient) => {
  expect(divideRounded(dividend, divisor)).toBe(quotient);
});

test('the shares of a growing part end at the whole amount', () => {
  expect([1, 2, 3].map((part) => shareOf(100, part, 3))).toEqual([33, 67, 100]);
});
