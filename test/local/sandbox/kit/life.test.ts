import { startBeats } from '../../../../src/local/sandbox/kit/life.js';

test('beats are counted one after the other, until they are stopped', () => {
  const beats: number[] = [];
  const planned: { run: () => void; afterMs: number; isOff: boolean }[] = [];
  const life = startBeats((beat) => beats.push(beat), {
    everyMs: 500,
    schedule: (run, afterMs) => {
      const plan = { run, afterMs, isOff: false };
      planned.push(plan);
      return () => {
        plan.isOff = true;
      };
    },
  });
  for (let count = 0; count < 3; count += 1) planned.at(-1)?.run();
  life.stop();
  expect([planned.at(-1)?.isOff, planned.at(-1)?.afterMs]).toEqual([true, 500]);
  planned.at(-1)?.run();
  expect(beats).toEqual([1, 2, 3]);
});
