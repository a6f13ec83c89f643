import { brokenInvariants, type Invariant } from './broken-invariants.js';
import { type CallPoint, everyPoint, type ProcessBlob, processWithCrashes, receiveAll } from './crash.js';
import { control, mutants } from './mutants.js';
import { order } from './world.js';

const [line] = order('A').lines as object[];
const gift = { id: '2', sku: 'GIFT', name: 'Gift', quantity: '1' };
const batches = [
  [order('A')],
  [order('B')],
  [order('A', { status: 'complete', updatedAt: '2026-11-20T09:01:00Z', lines: [line, gift] })],
];

async function breakBy(process: ProcessBlob, points: readonly CallPoint[]) {
  const world = await receiveAll(batches);
  const calls = await processWithCrashes(world, process, points, 'last');
  return { calls, broken: brokenInvariants(world, batches) };
}

/** What each single crash breaks, the harmless ones left out. */
async function breakByOneCrash(process: ProcessBlob): Promise<{ points: number; failures: Invariant[][] }> {
  const points = everyPoint((await breakBy(process, [])).calls);
  const failures: Invariant[][] = [];
  for (const point of points) {
    const { broken } = await breakBy(process, [point]);
    if (broken.length > 0) failures.push(broken);
  }
  return { points: points.length, failures };
}

test.each([{ fault: 'no fault', process: control }, ...mutants])(
  'with $fault the flow is right as long as no process dies',
  async ({ process }) => expect((await breakBy(process, [])).broken).toEqual([]),
);

test('the right flow made of the same parts stands every single crash', async () => {
  const { points, failures } = await breakByOneCrash(control);
  expect(points).toBeGreaterThan(30);
  expect(failures).toEqual([]);
});

// A crash before a call leaves the world as a crash after the call before it does, so these are all the pairs there are.
test('the right flow made of the same parts stands any two crashes', async () => {
  const effects = everyPoint((await breakBy(control, [])).calls).filter(({ when }) => when === 'after');
  for (const first of effects) {
    for (const second of effects) expect((await breakBy(control, [first, second])).broken).toEqual([]);
  }
});

test.each(mutants)('$fault: after a crash $says', async ({ process, breaks }) => {
  const { points, failures } = await breakByOneCrash(process);
  expect(failures.flat()).toContain(breaks);
  expect(failures.length).toBeLessThan(points);
});
