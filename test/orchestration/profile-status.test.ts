import { z } from 'zod';
import { newCursor } from '../../src/model/cursor.js';
import { profileStatus } from '../../src/orchestration/profile-status.js';
import type { Channel } from '../../src/ports/channel.js';
import { deadLetter, pipelineEvent, sampleRun } from '../contracts/samples.js';
import { apiProfile, createWorld, type World } from './world.js';

const shop: Channel = {
  key: 'shop',
  title: 'Shop',
  settings: z.looseObject({}),
  secretNames: () => [],
  mappingVersion: '1',
  pullDefaults: { interval: 'PT30M' },
  resources: Object.fromEntries(
    (['order', 'product'] as const).map((type) => [
      `${type}s`,
      {
        type,
        identify: () => ({ recordId: '1', sourceVersion: null }),
        map: () => ({ record: {}, warnings: [] }),
        list: () => Promise.reject(new Error('not called')),
      },
    ]),
  ),
};

const profile = apiProfile({ channel: 'shop' });

async function putCursor(world: World, changes: { watermark?: string; requestedAt?: string }): Promise<void> {
  const held = await world.ports.cursors.hold('shop-a', 'orders');
  await held?.advance({ ...newCursor('shop-a', 'orders', world.clock.now()), ...changes });
  await held?.release();
}

test('a profile that was never pulled is due now and has nothing to tell', async () => {
  const world = createWorld([profile], [shop]);
  const nothing = {
    lastRun: null,
    outcome: null,
    watermark: null,
    freshnessMs: null,
    nextPullAt: '2026-11-20T10:00:00.000Z',
  };
  expect(await profileStatus(world.ports, profile)).toEqual({
    profileId: 'shop-a',
    name: 'Shop A',
    channel: 'shop',
    active: true,
    resources: [
      { resource: 'orders', ...nothing },
      { resource: 'products', ...nothing },
    ],
    today: {
      since: '2026-11-20T00:00:00.000Z',
      counts: { created: 0, replaced: 0, patched: 0, refreshed: 0, ignored: 0, 'dead-lettered': 0 },
    },
    failures: { groups: [], unreadable: [], count: 0, parked: 0 },
    backlog: { count: 0, oldestAgeSeconds: null },
  });
});

test('a resource tells its last run, how fresh it is and when it is pulled next', async () => {
  const world = createWorld([profile], [shop]);
  const run = { ...sampleRun('shop-a', 'run-1'), status: 'success' as const, message: 'Queued 3 records' };
  await world.ports.runs.write(run);
  await world.ports.runs.write({ ...run, id: 'run-2', startedAt: '2026-11-20T10:05:00.000Z', status: 'no_orders' });
  await world.ports.runs.write({ ...run, id: 'run-3', startedAt: '2026-11-20T10:06:00.000Z', resource: 'products' });
  await putCursor(world, { watermark: '2026-11-20T09:45:00Z', requestedAt: '2026-11-20T09:50:00.000Z' });
  const { resources } = await profileStatus(world.ports, profile);
  expect(resources).toMatchObject([
    {
      resource: 'orders',
      lastRun: { id: 'run-2', status: 'no_orders' },
      watermark: '2026-11-20T09:45:00Z',
      freshnessMs: 15 * 60_000,
      nextPullAt: '2026-11-20T10:20:00.000Z',
    },
    { resource: 'products', lastRun: { id: 'run-3', status: 'success', message: 'Queued 3 records' } },
  ]);
});

test.each([
  ['is switched off', { active: false }],
  ['is not pulled', { pull: { enabled: false } }],
])('a profile that %s has no next pull', async (_, changes) => {
  const world = createWorld([profile], [shop]);
  const { resources } = await profileStatus(world.ports, apiProfile({ channel: 'shop', ...changes }));
  expect(resources.map(({ nextPullAt }) => nextPullAt)).toEqual([null, null]);
});

test('a profile whose channel this release does not know has no resources', async () => {
  expect(await profileStatus(createWorld([profile], []).ports, profile)).toMatchObject({ resources: [] });
});

test('today counts what reached its end since midnight UTC, whenever it came', async () => {
  const world = createWorld([profile], [shop]);
  const at = { receivedAt: '2026-11-19T23:00:00.000Z', finishedAt: '2026-11-20T00:00:00.000Z' };
  await world.ports.events.append(pipelineEvent('shop-a', '01A', at));
  await world.ports.events.append(pipelineEvent('shop-a', '01B', { outcome: 'created' }));
  await world.ports.events.append(pipelineEvent('shop-a', '01C', { finishedAt: '2026-11-19T23:59:59.999Z' }));
  await world.ports.events.append(pipelineEvent('shop-b', '01D'));
  const { counts } = (await profileStatus(world.ports, profile)).today;
  expect(counts).toMatchObject({ created: 1, patched: 1, 'dead-lettered': 0 });
});

test('failures are the profile’s dead letters by cause; the backlog is the queue', async () => {
  const world = createWorld([profile], [shop]);
  const own = { profileId: 'shop-a', code: 'store_unavailable', message: 'no answer' };
  await world.ports.deadLetters.put({ ...deadLetter('event-1'), ...own });
  await world.ports.deadLetters.put({
    ...deadLetter('event-2', { tries: 1, nextTryAt: '2026-11-20T10:01:00.000Z' }),
    ...own,
  });
  await world.ports.deadLetters.put(deadLetter('event-3'));
  await world.ports.queue.put('waiting', '');
  world.clock.advance(5_000);
  const { failures, backlog } = await profileStatus(world.ports, profile);
  expect(failures).toMatchObject({ count: 2, parked: 1, groups: [{ code: 'store_unavailable', count: 2 }] });
  expect(backlog).toEqual({ count: 1, oldestAgeSeconds: 5 });
});

test('a store that does not answer is an error and not an empty status', async () => {
  const world = createWorld([profile], [shop]);
  const events = { count: () => Promise.reject(new Error('no answer')) };
  await expect(profileStatus({ ...world.ports, events }, profile)).rejects.toThrow('no answer');
});
