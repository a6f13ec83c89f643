import { chooseSamples } from '../../src/cli/choose-samples.js';

const plain = (id: number) => ({ id, note: null, text: '-'.repeat(20_000) });

test('takes what shows a field for the first time, the richest first, and some others from all over', () => {
  const payloads = [
    ...Array.from({ length: 80 }, (_, id) => plain(id)),
    { ...plain(81), note: 'seen once' },
    plain(82),
  ];
  const chosen = chooseSamples(payloads);
  expect(chosen[0]).toMatchObject({ id: 81, note: 'seen once' });
  expect(chosen).toHaveLength(9);
  expect(chosen.slice(1).map((one) => (one as { id: number }).id)).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
});
