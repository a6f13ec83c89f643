import type { Winner } from '../../src/diff/conflict-policy.js';
import type { PipelineEvent } from '../../src/model/event.js';
import { recordKey } from '../../src/model/record-key.js';
import type { StoredRecord, StoredRecordAt } from '../../src/model/stored-record.js';
import { processQueueBlob } from '../../src/orchestration/process-queue-blob.js';
import { editedItem } from '../../src/orchestration/store-item.js';
import { brokenInvariants } from './broken-invariants.js';
import { type CallPoint, everyPoint, interrupted, processWithCrashes, type Redelivery, receiveAll } from './crash.js';
import { apiProfile, drain, order, post, type World } from './world.js';

interface Scenario {
  name: string;
  batches: unknown[][];
}

const gift = { id: '2', sku: 'GIFT', name: 'Gift', quantity: '1' };
const first = order('A');
const last = order('A', {
  status: 'complete',
  updatedAt: '2026-11-20T09:02:00Z',
  attributes: { giftWrap: 'yes' },
});
const between = order('A', { status: 'b', updatedAt: '2026-11-20T09:01:00Z', lines: [...(first.lines as []), gift] });
const incomplete = { id: 'C', note: 'lacks everything' };

const scenarios: Scenario[] = [
  { name: 'A v1, B v1 and A v3 in one blob', batches: [[first, order('B'), last]] },
  { name: 'A v1, A v2 and A v3 in three blobs', batches: [[first], [between], [last]] },
  { name: 'A v3 before A v2, and one that can never be applied', batches: [[last], [between, incomplete]] },
  { name: 'one that can never be applied beside A v2, and A v3', batches: [[incomplete, between], [last]] },
];

const overtakable = scenarios.filter(({ batches }) => batches.length > 1);

/** A blob whose process died comes again before all others, or behind them. */
const redelivered = [
  ...scenarios.map((scenario) => ({ ...scenario, redelivery: 'first' as const })),
  ...overtakable.map((scenario) => ({ ...scenario, redelivery: 'last' as const })),
];

async function expectUnbroken(
  { batches, redelivery }: Scenario & { redelivery: Redelivery },
  points: readonly CallPoint[],
): Promise<void> {
  const world = await receiveAll(batches);
  await processWithCrashes(world, processQueueBlob, points, redelivery);
  expect({ points, broken: brokenInvariants(world, batches) }).toEqual({ points, broken: [] });
}

async function pointsOf({ batches }: Scenario): Promise<CallPoint[]> {
  const points = everyPoint(await processWithCrashes(await receiveAll(batches), processQueueBlob, []));
  expect(points.length).toBeGreaterThan(20);
  return points;
}

test.each(redelivered)(
  '$name, delivered again $redelivery: a crash before or after any call loses nothing and applies nothing twice',
  async (scenario) => {
    for (const point of await pointsOf(scenario)) await expectUnbroken(scenario, [point]);
  },
);

// Apart from what runs side by side, a crash before a call leaves the world as a crash after the call before it does.
test.each(redelivered)('$name, delivered again $redelivery: two crashes do no more harm than one', async (scenario) => {
  const effects = (await pointsOf(scenario)).filter(({ when }) => when === 'after');
  for (const first of effects) {
    for (const second of effects) await expectUnbroken(scenario, [first, second]);
  }
});

/** Processes each blob; at `point` the process stands still until others have processed what `meanwhile` gives them. */
async function processInterrupted(
  world: World,
  point: CallPoint,
  meanwhile: (current: string, names: string[]) => string[],
): Promise<void> {
  const names = world.ports.queue.names();
  let current = '';
  const ports = interrupted(world.ports, point, async () => {
    for (const name of meanwhile(current, names)) await processQueueBlob(world.ports, name);
  });
  for (const name of names) {
    current = name;
    await processQueueBlob(ports, name);
  }
}

test.each(scenarios)('$name: a second delivery in the middle of the first one changes nothing', async (scenario) => {
  for (const point of await pointsOf(scenario)) {
    const world = await receiveAll(scenario.batches);
    await processInterrupted(world, point, (current) => [current]);
    expect({ point, broken: brokenInvariants(world, scenario.batches) }).toEqual({ point, broken: [] });
  }
});

test.each(overtakable)('$name: blobs that overtake in the middle of another change nothing', async (scenario) => {
  for (const point of await pointsOf(scenario)) {
    const world = await receiveAll(scenario.batches);
    await processInterrupted(world, point, (current, names) => names.filter((name) => name !== current));
    expect({ point, broken: brokenInvariants(world, scenario.batches) }).toEqual({ point, broken: [] });
  }
});

test.each(scenarios)('$name: two deliveries side by side are as one', async ({ batches }) => {
  const world = await receiveAll(batches);
  await Promise.all([drain(world), drain(world)]);
  expect(brokenInvariants(world, batches)).toEqual([]);
});

test.each(scenarios)('$name: a delivery after the end changes nothing', async ({ batches }) => {
  const world = await receiveAll(batches);
  const names = world.ports.queue.names();
  const bodies = await Promise.all(names.map(async (name) => (await world.ports.queue.read(name))?.body as string));
  await drain(world);
  const everything = () => [world.ports.store.items(), world.ports.events.events(), world.ports.cache.entries()];
  const before = everything();
  for (const [index, name] of names.entries()) await world.ports.queue.put(name, bodies[index] as string);
  await drain(world);
  expect(everything()).toEqual(before);
  expect(brokenInvariants(world, batches)).toEqual([]);
});

describe('a change of the source that meets a local edit', () => {
  const key = recordKey('shop-a', 'order', 'A');
  const theirs = order('A', { status: 'complete', note: 'from the shop', updatedAt: '2026-11-20T09:05:00Z' });

  async function receiveBesideEdit(winner: Winner): Promise<World> {
    const world = await receiveAll([[first]]);
    await world.ports.profiles.put(apiProfile({ policies: { conflicts: { '/note': winner } } }));
    await drain(world);
    const { item, etag } = (await world.ports.store.read({ kind: 'order', id: key, recordKey: key })) as StoredRecordAt;
    const edited = editedItem(item, { ...item.record, note: 'from here' }, { eventId: 'edit', at: item.updatedAt });
    await world.ports.store.replace(edited, etag);
    world.clock.advance(1_000);
    await post(world, [theirs]);
    return world;
  }

  async function mergeWithCrashes(winner: Winner, points: readonly CallPoint[]) {
    const world = await receiveBesideEdit(winner);
    const calls = await processWithCrashes(world, processQueueBlob, points);
    const events = world.ports.events.events();
    const { record, remote } = world.ports.store.items()[0] as StoredRecord;
    const { outcome, operations, conflicts, effect } = events.at(-1) as PipelineEvent;
    return { calls, told: { events: events.length, outcome, operations, conflicts, effect }, record, remote };
  }

  test.each([
    { winner: 'local' as const, note: 'from here' },
    { winner: 'remote' as const, note: 'from the shop' },
  ])('that $winner wins ends and is told in the same way, whenever a process dies', async ({ winner, note }) => {
    const { calls, ...expected } = await mergeWithCrashes(winner, []);
    expect(expected.record).toMatchObject({ status: 'complete', note });
    expect(expected.told.conflicts).toMatchObject([{ path: '/note', ours: 'from here', winner }]);
    for (const point of everyPoint(calls)) {
      const { calls: _, ...actual } = await mergeWithCrashes(winner, [point]);
      expect({ point, ...actual }).toEqual({ point, ...expected });
    }
  });
});
