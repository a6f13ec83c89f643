import { addToSample } from '../../src/model/sample.js';

/** A number from 0 to below 1, from a small generator of its own, so that a test gives the same each time. */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('few values are all in the sample', () => {
  const sample: number[] = [];
  for (let seen = 0; seen < 1_000; seen += 1) addToSample(sample, seen, seen, () => 0);
  expect(sample).toEqual(Array.from({ length: 1_000 }, (_, value) => value));
});

test('of many values a bounded part is in it, fairly over all of them', () => {
  const sample: number[] = [];
  const random = createRandom();
  for (let seen = 0; seen < 50_000; seen += 1) addToSample(sample, seen, seen, random);
  expect(sample).toHaveLength(1_000);
  const quarters = [0, 1, 2, 3].map((quarter) => sample.filter((v) => Math.floor(v / 12_500) === quarter).length);
  for (const count of quarters) {
    expect(count).toBeGreaterThan(200);
    expect(count).toBeLessThan(300);
  }
});

test.each([
  [0, 7],
  [0.999_999, 999],
])('with the chance %p the newest value of many replaces one or none', (chance, kept) => {
  const sample = Array.from({ length: 1_000 }, (_, value) => value);
  addToSample(sample, 1_000_000, 7, () => chance);
  expect(sample[0]).toBe(chance === 0 ? kept : 0);
  expect(sample[999]).toBe(999);
});
