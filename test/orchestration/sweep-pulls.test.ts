import { z } from 'zod';
import { PipelineError } from '../../src/model/errors.js';
import { newRequest } from '../../src/orchestration/schedule-pulls.js';
import { sweepQueue } from '../../src/orchestration/sweep-queue.js';
import { createFakeShop, createPulling } from './fake-shop.js';
import { apiProfile } from './world.js';

const MINUTE = 60_000;
const settings = z.object({ statuses: z.array(z.string()).default([]), profileId: z.string() });

/** Several profiles of one channel; the dead ones take three minutes to give no answer. */
function createShops(...dead: string[]) {
  const shop = createFakeShop(3, { settings });
  const { ports, world } = createPulling(shop);
  const { get } = shop.channel.resources.orders ?? {};
  const down = new Set(dead);
  let asked: string[] = [];
  Object.assign(shop.channel.resources.orders ?? {}, {
    async get(...[context, id]: Parameters<NonNullable<typeof get>>) {
      const { profileId } = context.settings as z.output<typeof settings>;
      asked.push(profileId);
      if (!down.has(profileId)) return get?.(context, id);
      world.clock.advance(3 * MINUTE);
      throw new PipelineError('channel_unavailable', 'no answer');
    },
  });
  return {
    ports,
    advance: (ms: number) => world.clock.advance(ms),
    recover: () => down.clear(),
    waiting: () => ports.pullRequests.requests(),
    async ask(profileId: string, requests: number) {
      await ports.profiles.put(apiProfile({ id: profileId, channel: 'fake', settings: { profileId } }));
      for (let at = 0; at < requests; at += 1) {
        await ports.pullRequests.put(
          newRequest(ports, profileId, 'orders', 'webhook', { kind: 'records', ids: ['1'] }),
        );
      }
    },
    /** Sweeps once, and gives which profiles' sources were asked. */
    async sweep() {
      asked = [];
      await sweepQueue(ports);
      return asked;
    },
  };
}

test('of a profile whose source is dead one request is tried in a sweep, and the others have their turn', async () => {
  const { ask, sweep, advance, waiting } = createShops('dead');
  await ask('dead', 5);
  await ask('well', 3);
  advance(11 * MINUTE);
  expect(await sweep()).toEqual(['dead', 'well', 'well', 'well']);
  expect(waiting().every(({ profileId }) => profileId === 'dead')).toBe(true);
  expect(waiting()).toHaveLength(5);
});

test('profiles that have failed come last, so that no number of dead sources keeps a good one waiting', async () => {
  const { ask, sweep, advance } = createShops('dead-1', 'dead-2');
  await ask('dead-1', 5);
  await ask('dead-2', 5);
  advance(11 * MINUTE);
  expect(await sweep()).toEqual(['dead-1', 'dead-2']);
  await ask('well', 1);
  advance(11 * MINUTE);
  expect((await sweep())[0]).toBe('well');
});

test('a request that failed is not tried before its time, and each failure makes the wait longer', async () => {
  const { ask, sweep, advance, waiting } = createShops('dead');
  await ask('dead', 1);
  advance(11 * MINUTE);
  const waits: number[] = [];
  for (let minute = 0; minute < 120; minute += 1) {
    if ((await sweep()).length > 0) waits.push(minute);
    advance(MINUTE);
  }
  expect(waits).toEqual([0, 1, 6, 36, 66, 96]);
  expect(waiting()).toMatchObject([{ retry: { tries: waits.length } }]);
});

test('of one profile what never failed is tried first, and once the source is back all of it in one sweep', async () => {
  const { ask, sweep, advance, recover, waiting } = createShops('dead');
  await ask('dead', 20);
  advance(11 * MINUTE);
  await sweep();
  await sweep();
  expect(waiting().filter(({ retry }) => retry !== undefined)).toMatchObject([
    { retry: { tries: 1 } },
    { retry: { tries: 1 } },
  ]);
  recover();
  advance(MINUTE);
  expect(await sweep()).toHaveLength(20);
  expect(waiting()).toEqual([]);
});

test('a request that cannot be read does not keep the others waiting', async () => {
  const { ask, ports, advance } = createShops();
  await ask('well', 2);
  advance(11 * MINUTE);
  const { read } = ports.pullRequests;
  let odd: string | undefined;
  const pullRequests = {
    ...ports.pullRequests,
    read: (name: string) => {
      odd ??= name;
      return name === odd ? Promise.reject(new Error('not a request')) : read(name);
    },
  };
  expect(await sweepQueue({ ...ports, pullRequests })).toMatchObject({ pulls: 1, failed: 1 });
});
