import type { PipelineEvent } from '../../src/model/event.js';
import { recordKey } from '../../src/model/record-key.js';
import { processQueueBlob } from '../../src/orchestration/process-queue-blob.js';
import { retryDeadLetters } from '../../src/orchestration/retry-dead-letters.js';
import { sweepQueue } from '../../src/orchestration/sweep-queue.js';
import { mortal } from './crash.js';
import { apiProfile, createWorld, drain, order, post, send, type World, withoutStore } from './world.js';

const MINUTE = 60_000;

const off = { totals: { subtotal: '20.00', tax: '3.80', grand: '99.00' } };

/** Refuses amounts that do not add up until it is told to `forgive`. */
function createStrictWorld(): { world: World; forgive: () => Promise<void> } {
  const world = createWorld([apiProfile({ policies: { arithmetic: 'strict' } })]);
  return { world, forgive: () => world.ports.profiles.put(apiProfile()) };
}

function sweep(world: World) {
  return sweepQueue({ ...world.ports, createHttp: () => ({ send: () => Promise.reject(new Error('no network')) }) });
}

async function queuedEnvelopes(world: World): Promise<Record<string, unknown>[][]> {
  const blobs = world.ports.queue.names().map(async (name) => (await world.ports.queue.read(name))?.body ?? '');
  return (await Promise.all(blobs)).map((body) =>
    body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );
}

function applied(world: World): PipelineEvent[] {
  return world.ports.events.events().filter(({ outcome }) => ['created', 'patched', 'replaced'].includes(outcome));
}

test('a record whose cause is removed is applied under an event of its own, which names the one that failed', async () => {
  const { world, forgive } = createStrictWorld();
  const { accepted } = await send(world, order('1', off));
  await forgive();
  const failed = accepted[0]?.eventId ?? '';
  expect(await retryDeadLetters(world.ports, { id: failed })).toEqual({ queued: 1, settled: 0, unreadable: [] });
  expect(world.ports.deadLetters.letters()).toEqual([]);
  await drain(world);
  const [before, after] = world.ports.events.events();
  expect(before).toMatchObject({ id: failed, outcome: 'dead-lettered', replayOf: null });
  expect(after).toMatchObject({ outcome: 'created', origin: 'replay', replayOf: failed, receipt: before?.receipt });
  expect(world.ports.store.items()).toHaveLength(1);
});

test('a record that fails again is a dead letter again, and its next retry goes on from there', async () => {
  const { world, forgive } = createStrictWorld();
  await send(world, order('1', off));
  for (let round = 0; round < 2; round += 1) {
    await retryDeadLetters(world.ports, { all: true });
    await drain(world);
    expect(world.ports.deadLetters.letters()).toHaveLength(1);
  }
  await forgive();
  await retryDeadLetters(world.ports, { all: true });
  await drain(world);
  const events = world.ports.events.events();
  expect(events.map(({ outcome }) => outcome)).toEqual([...Array(3).fill('dead-lettered'), 'created']);
  expect(events.map(({ replayOf }) => replayOf)).toEqual([null, ...events.slice(0, 3).map(({ id }) => id)]);
});

test('a parked record keeps its event, and its tries begin anew', async () => {
  const world = createWorld();
  const { accepted } = await post(world, [order('1')]);
  await drain(withoutStore(world));
  world.clock.advance(2 * MINUTE);
  await sweep(world);
  await drain(withoutStore(world));
  expect(world.ports.deadLetters.letters()).toMatchObject([{ retry: { tries: 2 } }]);
  expect(await retryDeadLetters(world.ports, { all: true })).toMatchObject({ queued: 1 });
  expect(await queuedEnvelopes(world)).toMatchObject([[{ eventId: accepted[0]?.eventId, origin: 'ingest', tries: 0 }]]);
  await drain(world);
  expect(world.ports.deadLetters.letters()).toEqual([]);
  expect(world.ports.events.events()).toMatchObject([{ id: accepted[0]?.eventId, outcome: 'created', replayOf: null }]);
});

test('a parked record that a person and the sweeper take up at once is applied once', async () => {
  const world = createWorld();
  await post(world, [order('1')]);
  await drain(withoutStore(world));
  world.clock.advance(2 * MINUTE);
  await Promise.all([sweep(world), retryDeadLetters(world.ports, { all: true })]);
  await Promise.all(world.ports.queue.names().map((name) => processQueueBlob(world.ports, name)));
  expect(world.ports.events.events()).toMatchObject([{ outcome: 'created' }]);
  expect(world.ports.store.items()).toMatchObject([{ version: 1 }]);
  expect(world.ports.deadLetters.letters()).toEqual([]);
});

test('a record that is parked anew and retried again, while the blob of its first retry still ends, is not lost', async () => {
  const world = createWorld();
  await post(world, [order('1')]);
  await drain(withoutStore(world));
  world.clock.advance(MINUTE);
  await retryDeadLetters(world.ports, { all: true });
  const [first = ''] = world.ports.queue.names();
  const down = withoutStore(world).ports;
  const queue = {
    ...down.queue,
    async delete(name: string) {
      expect(await retryDeadLetters(world.ports, { all: true })).toMatchObject({ queued: 1 });
      await down.queue.delete(name);
    },
  };
  await processQueueBlob({ ...down, queue }, first);
  await drain(world);
  expect(world.ports.store.items()).toHaveLength(1);
  expect(world.ports.events.events()).toMatchObject([{ outcome: 'created' }]);
});

test('two retries at once are one record, even when their blobs are processed side by side', async () => {
  const { world, forgive } = createStrictWorld();
  await send(world, order('1', off), order('2', off), order('3', off));
  await forgive();
  const [one] = world.ports.deadLetters.letters();
  await Promise.all([
    retryDeadLetters(world.ports, { all: true }),
    retryDeadLetters(world.ports, { id: one?.eventId ?? '' }),
  ]);
  await Promise.all(world.ports.queue.names().map((name) => processQueueBlob(world.ports, name)));
  expect(applied(world)).toHaveLength(3);
  expect(world.ports.events.events()).toHaveLength(6);
  expect(world.ports.store.items().map(({ version }) => version)).toEqual([1, 1, 1]);
});

test('a retry that is killed at any call can be repeated, and the record is applied once', async () => {
  const settled: number[] = [];
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; call <= 9; call += 1) {
      const { world, forgive } = createStrictWorld();
      await send(world, order('1', off), order('2', off));
      await forgive();
      const dying = mortal(world.ports, { call, when });
      const died = await retryDeadLetters(dying.ports, { all: true }).then(
        () => false,
        () => true,
      );
      expect(died).toBe(call <= dying.calls() && dying.calls() > 0);
      await drain(world);
      settled.push((await retryDeadLetters(world.ports, { all: true })).settled);
      await drain(world);
      expect(world.ports.deadLetters.letters()).toEqual([]);
      expect(applied(world)).toHaveLength(2);
      expect(world.ports.events.events()).toHaveLength(4);
    }
  }
  expect(Math.max(...settled)).toBeGreaterThan(0);
});

test('a retry that was cut short is not repeated for a record that failed again meanwhile: its new letter is', async () => {
  const { world, forgive } = createStrictWorld();
  await send(world, order('1', off));
  const [old] = world.ports.deadLetters.letters();
  await retryDeadLetters(world.ports, { all: true });
  if (old !== undefined) await world.ports.deadLetters.put(old);
  await drain(world);
  await forgive();
  expect(await retryDeadLetters(world.ports, { all: true })).toEqual({ queued: 1, settled: 1, unreadable: [] });
  await drain(world);
  expect(world.ports.events.events().map(({ outcome }) => outcome)).toEqual([
    'dead-lettered',
    'dead-lettered',
    'created',
  ]);
});

test('what arrived after a dead letter is newer than its replay, with and without a version of the source', async () => {
  const { world, forgive } = createStrictWorld();
  await send(world, order('1', off), { ...order('2', off), updatedAt: undefined });
  const later = { status: 'complete', updatedAt: '2026-11-20T09:30:00Z' };
  await send(world, order('1', later), { ...order('2', later), updatedAt: undefined });
  await forgive();
  await retryDeadLetters(world.ports, { all: true });
  await drain(world);
  expect(world.ports.events.events().slice(-2)).toMatchObject([{ reason: 'stale' }, { reason: 'stale' }]);
  expect(world.ports.store.items().map(({ record }) => record.status)).toEqual(['complete', 'complete']);
});

test('letters are queued in the order of their receipt, at most 500 to a blob', async () => {
  const { world } = createStrictWorld();
  const ids = Array.from({ length: 620 }, (_, index) => String(index));
  for (const part of [ids.slice(0, 400), ids.slice(400)]) {
    await send(world, ...part.map((id) => order(id, off)));
  }
  expect(await retryDeadLetters(world.ports, { all: true })).toMatchObject({ queued: 620 });
  const batches = (await queuedEnvelopes(world)).sort((a, b) => b.length - a.length);
  expect(batches.map(({ length }) => length)).toEqual([500, 120]);
  expect(batches.flat().map(({ recordId }) => recordId)).toEqual(ids);
});

test('bulky payloads are spread over several blobs', async () => {
  const { world } = createStrictWorld();
  for (const id of ['1', '2', '3'])
    await send(world, order(id, { ...off, attributes: { bulk: 'x'.repeat(2_000_000) } }));
  await retryDeadLetters(world.ports, { all: true });
  expect((await queuedEnvelopes(world)).map(({ length }) => length).sort()).toEqual([1, 2]);
});

test('only those that are meant are taken up: of a cause, of a profile', async () => {
  const strict = { policies: { arithmetic: 'strict' } };
  const world = createWorld([apiProfile(strict), apiProfile({ ...strict, id: 'shop-b' })]);
  await send(world, order('1', off), { id: '2', note: 'lacks everything' });
  await post(world, [order('3', off)], { profile: apiProfile({ id: 'shop-b' }) });
  await drain(world);
  const left = () => world.ports.deadLetters.letters().length;
  expect(await retryDeadLetters(world.ports, { cause: 'record_incomplete', profileId: 'shop-b' })).toMatchObject({
    queued: 0,
  });
  expect(await retryDeadLetters(world.ports, { cause: 'arithmetic_off', profileId: 'shop-b' })).toMatchObject({
    queued: 1,
  });
  expect(left()).toBe(2);
  expect(await retryDeadLetters(world.ports, { cause: 'arithmetic_off' })).toMatchObject({ queued: 1 });
  expect(left()).toBe(1);
  expect(await queuedEnvelopes(world)).toMatchObject([[{ recordId: '3' }], [{ recordId: '1' }]].sort());
});

test('an id that no dead letter has is an error', async () => {
  const world = createWorld();
  await expect(retryDeadLetters(world.ports, { id: 'none' })).rejects.toMatchObject({ code: 'not_found' });
  expect(await retryDeadLetters(world.ports, { all: true })).toMatchObject({ queued: 0 });
});

test('a line that is no envelope stays among the dead letters', async () => {
  const world = createWorld();
  await world.ports.queue.put('odd', '{"schema":1}\n');
  await drain(world);
  const { queued, unreadable } = await retryDeadLetters(world.ports, { all: true });
  expect({ queued, unreadable: unreadable.length }).toEqual({ queued: 0, unreadable: 1 });
  expect(world.ports.deadLetters.letters()).toMatchObject([{ code: 'envelope_invalid' }]);
});

test('a replayed order is stored under its own key', async () => {
  const { world, forgive } = createStrictWorld();
  await send(world, order('1', off));
  await forgive();
  await retryDeadLetters(world.ports, { cause: 'arithmetic_off' });
  await drain(world);
  expect(world.ports.store.items()[0]?.id).toBe(recordKey('shop-a', 'order', '1'));
});
