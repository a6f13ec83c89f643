import { percentile } from '../../src/model/percentile.js';

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  test.each<[readonly number[], number, number | null]>([
    [[], 50, null],
    [[7], 0, 7],
    [[7], 95, 7],
    [[30, 10, 20], 50, 20],
    [hundred, 50, 50],
    [hundred, 95, 95],
    [hundred, 100, 100],
    [hundred, 0, 1],
    [hundred, 400, 100],
    [[2, 10, 100], 100, 100],
  ])('of %j at %p is %p', (values, p, expected) => {
    expect(percentile(values, p)).toBe(expected);
  });

  test('leaves the values in their order', () => {
    const values = [3, 1, 2];
    percentile(values, 50);
    expect(values).toEqual([3, 1, 2]);
  });
});
