import { discardDeadLetters } from '../../src/orchestration/discard-dead-letters.js';
import { retryDeadLetters } from '../../src/orchestration/retry-dead-letters.js';
import { sweepQueue } from '../../src/orchestration/sweep-queue.js';
import { mortal } from './crash.js';
import { createWorld, drain, order, post, send, type World, withoutStore } from './world.js';

const MINUTE = 60_000;

async function worldWithParked(): Promise<{ world: World; eventId: string }> {
  const world = createWorld();
  const { accepted } = await post(world, [order('1')]);
  await drain(withoutStore(world));
  return { world, eventId: accepted[0]?.eventId ?? '' };
}

test('a parked record that is discarded ends in its event, by whom, and is not tried again', async () => {
  const { world, eventId } = await worldWithParked();
  expect(await discardDeadLetters(world.ports, { id: eventId }, 'Ada')).toMatchObject({ discarded: 1, settled: 0 });
  expect(world.ports.deadLetters.letters()).toEqual([]);
  expect(world.ports.events.events()).toMatchObject([
    {
      id: eventId,
      outcome: 'dead-lettered',
      reason: 'discarded',
      actor: 'Ada',
      error: { code: 'store_unavailable' },
      explanation: expect.stringContaining('Ada'),
    },
  ]);
  world.clock.advance(24 * 60 * MINUTE);
  const http = () => ({ send: () => Promise.reject(new Error('no network')) });
  expect(await sweepQueue({ ...world.ports, createHttp: http })).toMatchObject({ requeued: 0 });
});

test('a final dead letter that is discarded leaves an event of its own beside the one it ended in', async () => {
  const world = createWorld();
  const { accepted } = await send(world, { id: '1', note: 'lacks everything' });
  await discardDeadLetters(world.ports, { all: true }, 'Ada');
  expect(world.ports.deadLetters.letters()).toEqual([]);
  const [failed, discarded] = world.ports.events.events();
  expect(failed).toMatchObject({ id: accepted[0]?.eventId, outcome: 'dead-lettered', reason: 'failed', actor: null });
  expect(discarded).toMatchObject({
    outcome: 'ignored',
    reason: 'discarded',
    actor: 'Ada',
    replayOf: failed?.id,
    recordKey: failed?.recordKey,
    error: { code: 'record_incomplete' },
  });
});

test('a line that is no envelope can be discarded', async () => {
  const world = createWorld();
  await world.ports.queue.put('odd', '{"schema":1}\n');
  await drain(world);
  expect(await discardDeadLetters(world.ports, { cause: 'envelope_invalid' }, 'Ada')).toMatchObject({ discarded: 1 });
  expect(world.ports.events.events().map(({ reason }) => reason)).toEqual(['failed', 'discarded']);
});

test('a parked letter whose record was applied meanwhile is deleted, and its event stays what it is', async () => {
  const { world, eventId } = await worldWithParked();
  const [letter] = world.ports.deadLetters.letters();
  await retryDeadLetters(world.ports, { all: true });
  await drain(world);
  if (letter !== undefined) await world.ports.deadLetters.put(letter);
  expect(await discardDeadLetters(world.ports, { id: eventId }, 'Ada')).toMatchObject({ discarded: 0, settled: 1 });
  expect(world.ports.deadLetters.letters()).toEqual([]);
  expect(world.ports.events.events()).toMatchObject([{ id: eventId, outcome: 'created', actor: null }]);
});

describe('a parked record that is discarded while it waits in the queue again', () => {
  /** Deletes nothing: the process is killed between the queue and the letter. */
  const killed = ({ ports }: World) => ({
    ...ports,
    deadLetters: { ...ports.deadLetters, delete: () => Promise.reject(new Error('killed')) },
  });
  const http = () => ({ send: () => Promise.reject(new Error('no network')) });

  test.each<[string, (world: World) => Promise<unknown>]>([
    ['the sweeper', (world) => sweepQueue({ ...killed(world), createHttp: http })],
    ['a person', (world) => retryDeadLetters(killed(world), { all: true })],
  ])('by %s is not applied: its event says how it ended', async (_who, requeue) => {
    const { world, eventId } = await worldWithParked();
    world.clock.advance(2 * MINUTE);
    await requeue(world).catch(() => {});
    expect(world.ports.queue.names()).toHaveLength(1);
    await discardDeadLetters(world.ports, { all: true }, 'Ada');
    await drain(world);
    expect(world.ports.queue.names()).toEqual([]);
    expect(world.ports.store.items()).toEqual([]);
    expect(world.ports.deadLetters.letters()).toEqual([]);
    expect(world.ports.events.events()).toMatchObject([{ id: eventId, reason: 'discarded' }]);
  });

  test('in the blob that it came in, which was delivered again, is not applied either', async () => {
    const world = createWorld();
    await post(world, [order('1')]);
    const [name = ''] = world.ports.queue.names();
    const body = (await world.ports.queue.read(name))?.body ?? '';
    await drain(withoutStore(world));
    await world.ports.queue.put(name, body);
    await discardDeadLetters(world.ports, { all: true }, 'Ada');
    world.clock.advance(2 * MINUTE);
    await drain(world);
    expect(world.ports.store.items()).toEqual([]);
  });
});

test('only those that are meant are discarded, and an id that none has is an error', async () => {
  const world = createWorld();
  await send(world, { id: '1', note: 'lacks everything' }, { id: '2', lines: 'odd' });
  expect(await discardDeadLetters(world.ports, { cause: 'record_incomplete' }, 'Ada')).toMatchObject({ discarded: 1 });
  expect(await discardDeadLetters(world.ports, { all: true, profileId: 'other' }, 'Ada')).toMatchObject({
    discarded: 0,
  });
  await expect(discardDeadLetters(world.ports, { id: 'none' }, 'Ada')).rejects.toMatchObject({ code: 'not_found' });
});

test('a discard that is killed at any call can be repeated, and the record has its terminal event', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; call <= 4; call += 1) {
      const { world, eventId } = await worldWithParked();
      const dying = mortal(world.ports, { call, when });
      await expect(discardDeadLetters(dying.ports, { all: true }, 'Ada')).rejects.toThrow('killed');
      await discardDeadLetters(world.ports, { all: true }, 'Ada');
      expect(world.ports.deadLetters.letters()).toEqual([]);
      expect(await world.ports.events.read('shop-a', eventId)).toMatchObject({ reason: 'discarded' });
    }
  }
});
