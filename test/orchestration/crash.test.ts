import { recordKey } from '../../src/model/record-key.js';
import { processQueueBlob } from '../../src/orchestration/process-queue-blob.js';
import { type CrashPoint, mortal } from './crash.js';
import { createWorld, order, post, type World } from './world.js';

const SCENARIO: { name: string; records: unknown[][] }[] = [
  {
    name: 'A v1, B v1 and A v2 in one blob',
    records: [
      [
        order('A'),
        order('B'),
        order('A', { status: 'complete', updatedAt: '2026-11-20T09:01:00Z', attributes: { giftWrap: 'yes' } }),
      ],
    ],
  },
  {
    name: 'A v1, A v2 and A v3 in three blobs',
    records: [
      [order('A')],
      [order('A', { status: 'b', updatedAt: '2026-11-20T09:01:00Z' })],
      [order('A', { status: 'complete', updatedAt: '2026-11-20T09:02:00Z' })],
    ],
  },
  {
    name: 'A v2 before A v1, and one that can never be applied',
    records: [
      [order('A', { status: 'complete', updatedAt: '2026-11-20T09:02:00Z' })],
      [order('A', { status: 'old', updatedAt: '2026-11-20T09:01:00Z' }), { id: 'C', note: 'lacks everything' }],
    ],
  },
];

async function prepare(records: unknown[][]): Promise<World> {
  const world = createWorld();
  for (const batch of records) {
    world.clock.advance(1_000);
    await post(world, batch);
  }
  return world;
}

/** Processes what waits until a process lives to the end; each in `points` ends one process. */
async function drainWithCrashes(world: World, points: readonly CrashPoint[]): Promise<number> {
  let calls = 0;
  for (const point of [...points, null]) {
    const process = mortal(world.ports, point);
    try {
      for (const name of [...world.ports.queue.names()]) await processQueueBlob(process.ports, name);
    } catch (error) {
      if (point === null) throw error;
    }
    calls = process.calls();
  }
  return calls;
}

function expectAllAccountedFor(world: World, records: unknown[][]): void {
  const total = records.flat().length;
  expect(world.ports.queue.names()).toEqual([]);
  const events = world.ports.events.events();
  expect(events).toHaveLength(total);
  expect(new Set(events.map(({ id }) => id)).size).toBe(total);
  const stored = world.ports.store.items().find(({ id }) => id === recordKey('shop-a', 'order', 'A'));
  expect(stored?.record.status).toBe('complete');
  // Whatever the store holds is explained by the event that put it there.
  for (const { appliedEventId } of world.ports.store.items()) {
    const applied = events.find(({ id }) => id === appliedEventId);
    expect(['created', 'patched', 'replaced']).toContain(applied?.outcome);
  }
  const cached = world.ports.cache.entries().find(({ recordId }) => recordId === 'A');
  expect(cached?.record).toEqual(stored?.record);
  expect(cached?.stored.version).toBeLessThanOrEqual(stored?.version ?? 0);
  const dead = records.flat().filter((record) => (record as { id: string }).id === 'C').length;
  expect(world.ports.deadLetters.letters()).toHaveLength(dead);
}

test.each(SCENARIO)(
  '$name: a crash before or after any call loses nothing and applies nothing twice',
  async ({ records }) => {
    const calls = await drainWithCrashes(await prepare(records), []);
    expect(calls).toBeGreaterThan(10);
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = await prepare(records);
        await drainWithCrashes(world, [{ call, when }]);
        expectAllAccountedFor(world, records);
      }
    }
  },
);

test.each(SCENARIO)('$name: two crashes in a row do no more harm than one', async ({ records }) => {
  const calls = await drainWithCrashes(await prepare(records), []);
  for (let first = 1; first <= calls; first += 2) {
    for (let second = 1; second <= calls; second += 3) {
      const world = await prepare(records);
      await drainWithCrashes(world, [
        { call: first, when: 'after' },
        { call: second, when: 'after' },
      ]);
      expectAllAccountedFor(world, records);
    }
  }
});
