import { PipelineError } from '../../src/model/errors.js';
import { processQueueBlob } from '../../src/orchestration/process-queue-blob.js';
import { sweepQueue } from '../../src/orchestration/sweep-queue.js';
import { apiProfile, createWorld, drain, order, post, type World } from './world.js';

const MINUTE = 60_000;

function sweep(world: World) {
  return sweepQueue({ ...world.ports, createHttp: () => ({ get: () => Promise.reject(new Error('no network')) }) });
}

/** The world while the order store does not answer. */
function withoutStore(world: World): World {
  const down = () => Promise.reject(new PipelineError('store_unavailable', 'The order store does not answer'));
  const store = { ...world.ports.store, create: down, read: down, replace: down, patch: down };
  return { ...world, ports: { ...world.ports, store } };
}

test('a blob that the trigger never saw is processed once it is two minutes old', async () => {
  const world = createWorld();
  await post(world, [order('1')]);
  world.clock.advance(MINUTE);
  expect(await sweep(world)).toMatchObject({ blobs: 0 });
  world.clock.advance(2 * MINUTE);
  expect(await sweep(world)).toMatchObject({ blobs: 1, batch: { records: 1, applied: 1 } });
  expect(world.ports.queue.names()).toEqual([]);
});

test('a record that fails for a passing reason is parked without an event, and applied when the time has come', async () => {
  const world = createWorld();
  await post(world, [order('1')]);
  await drain(withoutStore(world));
  expect(world.ports.queue.names()).toEqual([]);
  expect(world.ports.events.events()).toEqual([]);
  expect(world.ports.deadLetters.letters()).toMatchObject([{ code: 'store_unavailable', retry: { tries: 1 } }]);
  expect(await sweep(world)).toMatchObject({ requeued: 0 });
  world.clock.advance(MINUTE);
  expect(await sweep(world)).toMatchObject({ requeued: 1 });
  await drain(world);
  expect(world.ports.deadLetters.letters()).toEqual([]);
  expect(world.ports.events.events()).toMatchObject([{ outcome: 'created', attempts: 2 }]);
});

test('after the last try a parked record waits for a person, with its event', async () => {
  const world = createWorld();
  await post(world, [order('1')]);
  await drain(withoutStore(world));
  for (let round = 0; round < 5; round += 1) {
    world.clock.advance(13 * 60 * MINUTE);
    await sweep(withoutStore(world));
    await drain(withoutStore(world));
  }
  expect(world.ports.deadLetters.letters()).toMatchObject([{ code: 'retries_exhausted', retry: null }]);
  expect(world.ports.events.events()).toMatchObject([
    { outcome: 'dead-lettered', error: { code: 'retries_exhausted' } },
  ]);
  world.clock.advance(24 * 60 * MINUTE);
  expect(await sweep(world)).toMatchObject({ requeued: 0 });
});

test('a blob whose processing never ends is dead-lettered whole after five starts', async () => {
  const world = createWorld();
  await post(world, [order('1'), order('2')]);
  world.clock.advance(5 * MINUTE);
  const killed = () => Promise.reject(new Error('out of memory'));
  const dying = {
    ...world.ports,
    events: { ...world.ports.events, append: killed },
    deadLetters: { ...world.ports.deadLetters, put: killed },
  };
  for (let start = 0; start < 5; start += 1) {
    const [name] = world.ports.queue.names();
    await expect(processQueueBlob(dying, name as string)).rejects.toThrow();
  }
  await drain(world);
  expect(world.ports.queue.names()).toEqual([]);
  expect(world.ports.events.events().map(({ error }) => error?.code)).toEqual(['process_crashed', 'process_crashed']);
});

test.each([
  { says: 'an unknown profile', profiles: [], code: 'profile_unknown' },
  { says: 'a profile that is switched off', profiles: [apiProfile({ active: false })], code: 'profile_inactive' },
])('records of $says are dead letters with the raw payload', async ({ profiles, code }) => {
  const world = createWorld(profiles);
  await post(world, [order('1')]);
  await drain(world);
  expect(world.ports.deadLetters.letters()).toMatchObject([{ code, envelope: expect.stringContaining('TSHIRT-M') }]);
  expect(world.ports.events.events()).toMatchObject([{ outcome: 'dead-lettered', error: { code } }]);
});
