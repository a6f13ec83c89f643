import { PipelineError } from '../../src/model/errors.js';
import { processQueueBlob } from '../../src/orchestration/process-queue-blob.js';
import { sweepQueue } from '../../src/orchestration/sweep-queue.js';
import { mortal } from './crash.js';
import { apiProfile, createWorld, drain, order, post, type World, withoutStore } from './world.js';

const MINUTE = 60_000;

function sweep(world: World) {
  return sweepQueue({ ...world.ports, createHttp: () => ({ send: () => Promise.reject(new Error('no network')) }) });
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
  for (let start = 0; start < 5; start += 1) {
    const [name] = world.ports.queue.names();
    const dying = mortal(world.ports, { call: 4, when: 'before' });
    await expect(processQueueBlob(dying.ports, name as string)).rejects.toThrow();
  }
  await drain(world);
  expect(world.ports.queue.names()).toEqual([]);
  expect(world.ports.events.events().map(({ error }) => error?.code)).toEqual(['process_crashed', 'process_crashed']);
});

test('an outage that even keeps dead letters from being written is no crash, however long it lasts', async () => {
  const world = createWorld([apiProfile({ policies: { arithmetic: 'strict' } })]);
  await post(world, [order('1'), order('2', { totals: { subtotal: '20.00', grand: '99.00' } })]);
  world.clock.advance(5 * MINUTE);
  const append = () => Promise.reject(new PipelineError('store_refused', 'wrong key'));
  const down = withoutStore({ ...world, ports: { ...world.ports, events: { ...world.ports.events, append } } });
  for (let start = 0; start < 8; start += 1) expect(await sweep(down)).toMatchObject({ failed: 1 });
  world.clock.advance(MINUTE);
  await sweep(world);
  await drain(world);
  expect(
    world.ports.events
      .events()
      .map(({ outcome }) => outcome)
      .sort(),
  ).toEqual(['created', 'dead-lettered']);
  expect(world.ports.store.items()).toHaveLength(1);
});

test('records of one key that follow a parked one are parked behind it, and applied in their order', async () => {
  const world = createWorld();
  await post(world, [order('1'), { id: '1', status: 'shipped' }, { id: '1', note: 'hello' }]);
  await drain(withoutStore(world));
  expect(world.ports.deadLetters.letters()).toHaveLength(3);
  world.clock.advance(2 * MINUTE);
  await sweep(world);
  expect(world.ports.queue.names()).toHaveLength(1);
  await drain(world);
  expect(world.ports.store.items()).toMatchObject([{ record: { status: 'shipped', note: 'hello', number: 'N1' } }]);
  expect(world.ports.events.events().map(({ outcome }) => outcome)).toEqual(['created', 'patched', 'patched']);
});

test('a parked record that cannot be read does not keep the others waiting', async () => {
  const world = createWorld();
  await post(world, [order('1')]);
  await drain(withoutStore(world));
  const [letter] = world.ports.deadLetters.letters();
  if (letter === undefined) throw new Error('nothing was parked');
  await world.ports.deadLetters.put({ ...letter, eventId: 'foreign', envelope: 'not an envelope' });
  world.clock.advance(2 * MINUTE);
  expect(await sweep(world)).toMatchObject({ requeued: 1, failed: 1 });
});

test('a profile that cannot be read parks its records until it is repaired', async () => {
  const world = createWorld();
  await post(world, [order('1')]);
  const read = () => Promise.reject(new PipelineError('profile_unreadable', 'not a profile'));
  const broken: World = { ...world, ports: { ...world.ports, profiles: { ...world.ports.profiles, read } } };
  await drain(broken);
  expect(world.ports.queue.names()).toEqual([]);
  world.clock.advance(2 * MINUTE);
  await sweep(world);
  await drain(world);
  expect(world.ports.events.events()).toMatchObject([{ outcome: 'created' }]);
});

test('a record that was applied is not left among the dead letters', async () => {
  const world = createWorld();
  const { accepted } = await post(world, [order('1')]);
  const [name] = world.ports.queue.names();
  const body = (await world.ports.queue.read(name as string))?.body ?? '';
  await drain(world);
  await world.ports.queue.put('late', body);
  world.clock.advance(5 * MINUTE);
  for (let start = 0; start < 5; start += 1) await world.ports.starts.start('late');
  await drain(world);
  expect(world.ports.deadLetters.letters()).toEqual([]);
  expect(await world.ports.events.read('shop-a', accepted[0]?.eventId ?? '')).toMatchObject({ outcome: 'created' });
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
