import { createSeededRandom } from '../../../../src/local/sandbox/kit/seeded-random.js';

const draws = (seed: number) => {
  const random = createSeededRandom(seed);
  return Array.from({ length: 1_000 }, () => random.integer(1, 6));
};

test('the same seed gives the same choices, another one others', () => {
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
});

test('whole numbers reach both ends, and nothing can be picked of nothing', () => {
  expect([...new Set(draws(7))].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(() => createSeededRandom(7).pick([])).toThrow(RangeError);
});
