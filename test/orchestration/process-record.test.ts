import { z } from 'zod';
import { recordKey } from '../../src/model/record-key.js';
import type { StoredRecord } from '../../src/model/stored-record.js';
import type { Channel } from '../../src/ports/channel.js';
import { apiProfile, createWorld, drain, order, post, send, type World } from './world.js';

const key = recordKey('shop-a', 'order', '1');

async function eventOf(world: World, eventId: string) {
  const event = await world.ports.events.read('shop-a', eventId);
  if (event === null) throw new Error(`no event ${eventId}`);
  return event;
}

async function lastEvent(world: World, ...records: unknown[]) {
  const { accepted } = await send(world, ...records);
  return eventOf(world, accepted.at(-1)?.eventId ?? '');
}

function storedOrder(world: World): StoredRecord {
  const item = world.ports.store.items().find(({ id }) => id === key);
  if (item === undefined) throw new Error('order 1 is not stored');
  return item;
}

/** A local edit, as a person's PATCH would leave it. */
async function edit(world: World, changes: Record<string, unknown>): Promise<void> {
  const stored = await world.ports.store.read({ kind: 'order', id: key, recordKey: key });
  if (stored === null) throw new Error('order 1 is not stored');
  const { item, etag } = stored;
  const record = { ...item.record, ...changes } as StoredRecord['record'];
  await world.ports.store.replace(
    { ...item, record, remote: item.remote ?? item.record, version: item.version + 1 },
    etag,
  );
}

test('the same order new, again, changed and with an attribute removed ends in four events and one order', async () => {
  const world = createWorld();
  const first = await lastEvent(world, order('1'));
  const same = await lastEvent(world, order('1'));
  const changed = await lastEvent(world, order('1', { status: 'complete', updatedAt: '2026-11-20T09:05:00Z' }));
  const last = order('1', { status: 'complete', updatedAt: '2026-11-20T09:05:00Z', attributes: { giftWrap: 'yes' } });
  const removed = await lastEvent(world, last);
  expect([first, same, changed, removed].map(({ action, outcome, reason }) => [action, outcome, reason])).toEqual([
    ['Update', 'created', 'not-cached'],
    ['Ignore', 'ignored', 'unchanged'],
    ['Patch', 'patched', 'changed'],
    ['Update', 'replaced', 'removal'],
  ]);
  expect(world.ports.events.events()).toHaveLength(4);
  expect(world.ports.store.items()).toHaveLength(1);
  expect(storedOrder(world).record).toMatchObject(last);
  expect(removed.operations).toEqual([{ op: 'remove', path: '/attributes/campaign', before: 'autumn' }]);
});

test('a partial record keeps what it does not name, and null clears', async () => {
  const world = createWorld();
  await send(world, order('1', { note: 'ring twice' }));
  await send(world, { id: '1', status: 'complete' });
  expect(storedOrder(world).record).toMatchObject({ status: 'complete', note: 'ring twice', number: 'N1' });
  await send(world, { id: '1', note: null });
  expect(storedOrder(world).record).toMatchObject({ status: 'complete', note: null });
});

test('a partial record of an unknown order is dead-lettered with the fields that it lacks', async () => {
  const world = createWorld();
  const event = await lastEvent(world, { id: '1', status: 'complete' });
  expect(event.outcome).toBe('dead-lettered');
  expect(event.error).toMatchObject({ code: 'record_incomplete' });
  expect(event.error?.message).toMatch(/\/currency|\/lines|\/totals/);
  expect(world.ports.store.items()).toEqual([]);
});

test('an older version is ignored as stale, whenever it comes', async () => {
  const world = createWorld();
  await send(world, order('1', { status: 'complete', updatedAt: '2026-11-20T09:30:00Z' }));
  const stale = await lastEvent(world, order('1', { status: 'processing', updatedAt: '2026-11-20T09:10:00Z' }));
  expect(stale).toMatchObject({ action: 'Ignore', reason: 'stale' });
  expect(storedOrder(world).record.status).toBe('complete');
});

test('a version in the future does not block a later one', async () => {
  const world = createWorld();
  await send(world, order('1', { status: 'processing', updatedAt: '2027-11-20T09:30:00Z' }));
  const event = await lastEvent(world, order('1', { status: 'complete', updatedAt: '2026-11-20T10:00:01.500Z' }));
  expect(event.action).toBe('Patch');
});

test('records of one batch are applied in their order', async () => {
  const world = createWorld();
  await send(world, order('1', { status: 'a' }), order('2'), order('1', { status: 'b' }), order('1', { status: 'c' }));
  expect(storedOrder(world).record.status).toBe('c');
  expect(world.ports.events.events()).toHaveLength(4);
});

test('without a cache the stored order is the base, and the steps say so', async () => {
  const world = createWorld();
  await send(world, order('1'));
  const uncached: World = { ...world, ports: { ...world.ports, cache: createWorld().ports.cache } };
  const event = await lastEvent(uncached, order('1', { status: 'complete', updatedAt: '2026-11-20T09:05:00Z' }));
  expect(event.steps).toEqual(['Update', 'Get', 'Patch']);
  expect(event.action).toBe('Patch');
  expect(event.operations.map(({ path }) => path).sort()).toEqual(['/status', '/updatedAt']);
});

test('an order that the store lost is written whole again', async () => {
  const world = createWorld();
  await send(world, order('1'));
  const empty = createWorld();
  const moved: World = { ...world, ports: { ...world.ports, store: empty.ports.store } };
  const event = await lastEvent(moved, order('1', { status: 'complete' }));
  expect(event).toMatchObject({ outcome: 'created', steps: ['Patch', 'Get', 'Update'] });
  expect(empty.ports.store.items()[0]?.record).toMatchObject({ status: 'complete', number: 'N1' });
});

test('a cache that is too old is refreshed from the store', async () => {
  const world = createWorld([apiProfile({ cacheMaxAge: 'PT1H' })]);
  await send(world, order('1'));
  world.clock.advance(2 * 3_600_000);
  const event = await lastEvent(world, order('1'));
  expect(event).toMatchObject({ action: 'Get', outcome: 'refreshed', reason: 'cache-expired' });
  expect((await lastEvent(world, order('1'))).reason).toBe('unchanged');
});

test('a remote change to other fields leaves a local edit alone', async () => {
  const world = createWorld();
  await send(world, order('1'));
  await edit(world, { note: 'leave at the door' });
  const event = await lastEvent(world, order('1', { status: 'complete', updatedAt: '2026-11-20T09:05:00Z' }));
  expect(event.conflicts).toEqual([]);
  expect(storedOrder(world).record).toMatchObject({ note: 'leave at the door', status: 'complete' });
  await send(world, order('1', { status: 'shipped', updatedAt: '2026-11-20T09:06:00Z' }));
  expect(storedOrder(world).record).toMatchObject({ note: 'leave at the door', status: 'shipped' });
});

test.each([
  { policy: {}, kept: 'ours', winner: 'local' },
  { policy: { '/note': 'remote' }, kept: 'theirs', winner: 'remote' },
])(
  'a remote change to an edited field is a conflict that $winner wins under $policy',
  async ({ policy, kept, winner }) => {
    const world = createWorld([apiProfile({ policies: { conflicts: policy } })]);
    await send(world, order('1', { note: 'base' }));
    await edit(world, { note: 'ours' });
    const event = await lastEvent(world, order('1', { note: 'theirs', updatedAt: '2026-11-20T09:05:00Z' }));
    expect(event.conflicts).toEqual([{ path: '/note', base: 'base', theirs: 'theirs', ours: 'ours', winner }]);
    expect(storedOrder(world).record.note).toBe(kept);
  },
);

test('amounts that do not add up are a warning, or a dead letter where the profile is strict', async () => {
  const off = order('1', { totals: { subtotal: '20.00', tax: '3.80', grand: '99.00' } });
  const world = createWorld();
  expect((await lastEvent(world, off)).warnings.map(({ code }) => code)).toEqual(['totals_mismatch', 'lines_mismatch']);
  const strict = createWorld([apiProfile({ policies: { arithmetic: 'strict' } })]);
  expect((await lastEvent(strict, off)).error).toMatchObject({ code: 'arithmetic_off' });
  expect(strict.ports.store.items()).toEqual([]);
});

test('the same amount in another spelling changes nothing', async () => {
  const world = createWorld();
  await send(world, order('1'));
  const event = await lastEvent(world, order('1', { totals: { subtotal: 20, tax: '3.8', grand: '23.800' } }));
  expect(event.reason).toBe('unchanged');
});

test('one bad envelope is dead-lettered alone, with its raw text', async () => {
  const world = createWorld();
  await post(world, [order('1'), order('2')]);
  for await (const { name } of world.ports.queue.list()) {
    const body = (await world.ports.queue.read(name))?.body ?? '';
    await world.ports.queue.delete(name);
    await world.ports.queue.put(`${name}-x`, `${body}this is no envelope\n`);
  }
  await drain(world);
  expect(world.ports.store.items()).toHaveLength(2);
  const letters = world.ports.deadLetters.letters();
  expect(letters.map(({ code, envelope }) => [code, envelope])).toEqual([['envelope_invalid', 'this is no envelope']]);
  expect(world.ports.events.events().filter(({ outcome }) => outcome === 'dead-lettered')).toHaveLength(1);
});

test('a large record goes into a blob beside its event', async () => {
  const world = createWorld();
  const event = await lastEvent(world, order('1', { attributes: { essay: 'x'.repeat(300_000) } }));
  expect(event).toMatchObject({ before: null, after: null });
  const records = await world.ports.eventRecords.read(event.recordsBlob ?? '');
  expect(records).toMatchObject({ after: { id: '1' } });
});

test('two runs that meet at one record both end, and the newer version stands', async () => {
  const world = createWorld();
  await send(world, order('1'));
  await post(world, [order('1', { status: 'b', updatedAt: '2026-11-20T09:02:00Z' })]);
  await post(world, [order('1', { status: 'c', updatedAt: '2026-11-20T09:03:00Z' })]);
  await Promise.all([drain(world), drain(world)]);
  expect(storedOrder(world).record.status).toBe('c');
  expect(world.ports.events.events()).toHaveLength(3);
});

/** The world with its cache gone. */
const withoutCache = (world: World): World => ({
  ...world,
  ports: { ...world.ports, cache: createWorld().ports.cache },
});

test('without a cache a partial record is completed from the stored one', async () => {
  const world = createWorld();
  await send(world, order('1', { note: 'ring twice' }));
  const event = await lastEvent(withoutCache(world), { id: '1', status: 'complete' });
  expect(event).toMatchObject({ outcome: 'patched', steps: ['Update', 'Get', 'Patch'] });
  expect(storedOrder(world).record).toMatchObject({ status: 'complete', note: 'ring twice', number: 'N1' });
});

test('an arrival without a version that changes nothing still counts against an earlier one that comes late', async () => {
  const plain = (status: string) => order('1', { status, updatedAt: undefined });
  for (const cacheless of [false, true]) {
    const world = createWorld();
    await send(world, plain('a'));
    await post(world, [plain('b')]);
    const [late] = world.ports.queue.names();
    const body = (await world.ports.queue.read(late as string))?.body ?? '';
    await world.ports.queue.delete(late as string);
    expect((await lastEvent(world, plain('a'))).outcome).toBe('ignored');
    await world.ports.queue.put('late', body);
    await drain(cacheless ? withoutCache(world) : world);
    expect(storedOrder(world).record.status).toBe('a');
  }
});

test('a partial record without a version does not block a later version of the source', async () => {
  const world = createWorld();
  await send(world, order('1'));
  await send(world, { id: '1', note: 'by hand' });
  const event = await lastEvent(world, order('1', { status: 'complete', updatedAt: '2026-11-20T09:30:00Z' }));
  expect(event.outcome).toBe('patched');
  expect(storedOrder(world).record).toMatchObject({ status: 'complete', note: 'by hand' });
});

test('the link to a customer goes with the customer', async () => {
  const world = createWorld();
  await send(world, order('1', { customer: { id: '7' } }));
  expect(storedOrder(world).links).toEqual({
    customer: { recordKey: recordKey('shop-a', 'customer', '7'), via: 'id' },
  });
  await send(world, order('1', { customer: null, updatedAt: '2026-11-20T09:05:00Z' }));
  expect(storedOrder(world).links).toEqual({});
});

test('an open bag is complete when it is sent, and never respelled', async () => {
  const world = createWorld();
  const product = (options: Record<string, string>) => ({
    id: 'p',
    variants: [{ id: 'v', options }],
    facets: { tax: '010' },
  });
  await post(world, [product({ size: 'M' })], { type: 'product' });
  await drain(world);
  await post(world, [product({ colour: 'red', total: '1.10' })], { type: 'product' });
  await drain(world);
  expect(world.ports.store.items()).toMatchObject([
    { record: { variants: [{ options: { colour: 'red', total: '1.10' } }], facets: { tax: '010' } } },
  ]);
  expect(world.ports.store.items()[0]?.record.variants).toEqual([
    expect.objectContaining({ options: { colour: 'red', total: '1.10' } }),
  ]);
});

test('a stock count is a record like the others: completed, compared, and never older than what is known', async () => {
  const world = createWorld();
  const count = { id: 'A@1', sku: 'A', location: '1', quantity: 7, countedAt: '2026-11-20T08:00:00Z' };
  for (const change of [{ quantity: 7 }, { quantity: '6.50' }, { quantity: '9', updatedAt: '2026-11-19T08:00:00Z' }]) {
    await post(world, [{ updatedAt: '2026-11-20T08:00:00Z', ...count, ...change }], { type: 'stock' });
    await drain(world);
  }
  expect(world.ports.store.items()).toMatchObject([{ kind: 'stock', record: { quantity: '6.5', productId: null } }]);
  expect(world.ports.events.events().map(({ outcome }) => outcome)).toEqual(['created', 'patched', 'ignored']);
});

test('the event shows the record as it was completed from the base that the store knows', async () => {
  const world = createWorld();
  await send(world, order('1', { note: 'one' }));
  const stale = structuredClone(world.ports.cache.entries()[0]);
  await send(world, { id: '1', note: 'two' });
  const outdated = createWorld().ports.cache;
  if (stale !== undefined) await outdated.write(stale, null);
  const event = await lastEvent(
    { ...world, ports: { ...world.ports, cache: outdated } },
    { id: '1', status: 'complete' },
  );
  expect(event.after).toMatchObject({ note: 'two', status: 'complete' });
});

test.each(['data_inconsistency', 'payment_inconsistency'] as const)(
  'amounts that a channel says contradict each other (%s) are a warning, or a dead letter with that code where the profile is strict',
  async (code) => {
    const channel: Channel = {
      key: 'odd',
      title: 'Odd',
      settings: z.strictObject({}),
      secretNames: () => [],
      mappingVersion: '1',
      resources: {
        orders: {
          type: 'order',
          identify: (raw) => ({ recordId: String((raw as { id: string }).id), sourceVersion: null }),
          map: (record) => ({ record, warnings: [{ code, message: 'they do', path: '/totals' }] }),
        },
      },
    };
    const send = async (arithmetic: string) => {
      const profile = apiProfile({ channel: 'odd', policies: { arithmetic } });
      const world = createWorld([profile], [channel]);
      const off = { totals: { subtotal: '1.00', grand: '9.00' } };
      await post(world, [order('1', off)], { profile, format: 'channel' });
      await drain(world);
      return world.ports.events.events().at(-1);
    };
    const lenient = await send('warn');
    expect(lenient?.outcome).toBe('created');
    // What the channel says of the items is not said once more of the totals that were made of them.
    const others = code === 'data_inconsistency' ? [] : ['totals_mismatch', 'lines_mismatch'];
    expect(lenient?.warnings.map((one) => one.code)).toEqual([code, ...others]);
    expect((await send('strict'))?.error).toMatchObject({ code, message: 'they do' });
  },
);
