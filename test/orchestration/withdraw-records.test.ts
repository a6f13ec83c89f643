import type { JsonObject } from '../../src/diff/json.js';
import { profile as profileSchema } from '../../src/model/profile.js';
import { recordKey } from '../../src/model/record-key.js';
import { processQueueBlob } from '../../src/orchestration/process-queue-blob.js';
import type { Channel, EmbeddedRecord } from '../../src/ports/channel.js';
import { everyPoint, processWithCrashes } from './crash.js';
import { apiProfile, createWorld, drain, order, post, type World } from './world.js';

type Note = JsonObject & { id: string; at: string; back: string | null };

const refundOf = (orderId: string, back: string | null): JsonObject & { id: string } => ({
  id: `${orderId}:back`,
  orderId,
  currency: 'EUR',
  state: back === null ? 'cancelled' : 'refunded',
  totals: { grand: back ?? '0' },
});

/** Such as a shop whose orders say what went back, for as long as they say it. */
const notes: Channel = {
  key: 'notes',
  title: 'Notes',
  settings: profileSchema.shape.settings,
  secretNames: () => [],
  mappingVersion: '1',
  resources: {
    orders: {
      type: 'order',
      identify: (raw) => ({ recordId: (raw as Note).id, sourceVersion: (raw as Note).at }),
      map: (raw) => {
        const { id, at, back } = raw as Note;
        if (back === 'odd') throw new Error('nobody can read it');
        return {
          record: order(id, { updatedAt: at, attributes: back === null ? {} : { back } }) as JsonObject,
          warnings: [],
        };
      },
      embedded: (raw): EmbeddedRecord[] => {
        const { id, at, back } = raw as Note;
        const inner = { ...refundOf(id, back), updatedAt: at };
        return back === null
          ? []
          : [{ type: 'refund', raw: JSON.stringify(inner), recordId: inner.id, sourceVersion: at }];
      },
      withdrawn: (older, newer) => {
        const says = (record: JsonObject) => (record.attributes as JsonObject | undefined)?.back !== undefined;
        return says(older) && !says(newer) ? [{ type: 'refund', record: refundOf(newer.id, null) }] : [];
      },
    },
    refunds: {
      type: 'refund',
      identify: (raw) => ({ recordId: (raw as Note).id, sourceVersion: String((raw as JsonObject).updatedAt) }),
      map: (raw) => ({ record: raw, warnings: [] }),
    },
  },
};

const profile = apiProfile({ channel: 'notes' });
const at = (minute: number) => `2026-11-20T09:0${minute}:00Z`;
const told: Note = { id: '1', at: at(1), back: '5' };
const untold: Note = { id: '1', at: at(2), back: null };

async function receiveEach(...versions: Note[]): Promise<World> {
  const world = createWorld([profile], [notes]);
  for (const version of versions) {
    world.clock.advance(1_000);
    await post(world, [version], { profile, format: 'channel' });
  }
  return world;
}

async function processAll(world: World): Promise<void> {
  while (world.ports.queue.names().length > 0) await drain(world);
}

/** What the store holds of the order and of what went back. */
function stored(world: World): JsonObject {
  const records = world.ports.store.items().map(({ kind, record }) => [kind, record] as const);
  const { order: whole, refund } = Object.fromEntries(records) as Record<string, JsonObject>;
  return {
    updatedAt: whole?.updatedAt ?? null,
    refund: refund === undefined ? null : [refund.state as string, (refund.totals as JsonObject).grand as string],
  };
}

const WITHDRAWN = { updatedAt: at(2), refund: ['cancelled', '0.00'] };

test('what a record told of and no longer tells of is withdrawn by an event of its own, which says so', async () => {
  const world = await receiveEach(told, untold);
  await processAll(world);
  expect(stored(world)).toEqual(WITHDRAWN);
  const events = world.ports.events.events();
  const changed = events.find(({ type, sourceVersion }) => type === 'order' && sourceVersion === at(2));
  const withdrawal = events.find(({ withdrawnBy }) => withdrawnBy !== null);
  expect(withdrawal).toMatchObject({
    type: 'refund',
    recordId: '1:back',
    action: 'Patch',
    withdrawnBy: changed?.id,
    sourceVersion: at(2),
    explanation: expect.stringMatching(/^The record that it came inside no longer tells of it\. \d change/),
  });
  expect(events).toHaveLength(4);
});

test('what it tells of still, or again, is not', async () => {
  const still = await receiveEach(told, { ...told, at: at(2), back: '6' });
  await processAll(still);
  expect(stored(still)).toEqual({ updatedAt: at(2), refund: ['refunded', '6.00'] });
  const again = await receiveEach(told, untold, { ...told, at: at(3) });
  await processAll(again);
  expect(stored(again)).toEqual({ updatedAt: at(3), refund: ['refunded', '5.00'] });
});

test('what it never told of is nothing to withdraw', async () => {
  const world = await receiveEach({ ...untold, at: at(1) }, untold);
  await processAll(world);
  expect(stored(world)).toEqual({ updatedAt: at(2), refund: null });
  expect(world.ports.events.events().map(({ type }) => type)).toEqual(['order', 'order']);
});

test.each([
  ['the cache tells', async () => {}],
  [
    'only the store tells',
    async (world: World) => {
      await world.ports.cache.delete(recordKey('shop-a', 'order', '1'));
    },
  ],
])('an older version that comes late, as %s, brings nothing back', async (_, between) => {
  const world = await receiveEach(told, untold);
  const [older = '', newer = ''] = world.ports.queue.names();
  await processQueueBlob(world.ports, newer);
  await between(world);
  await processQueueBlob(world.ports, older);
  await processAll(world);
  expect(stored(world)).toEqual(WITHDRAWN);
});

test('an older version that nobody can read is ignored as ever', async () => {
  const world = await receiveEach({ ...told, back: 'odd' }, untold);
  const [older = '', newer = ''] = world.ports.queue.names();
  await processQueueBlob(world.ports, newer);
  await processQueueBlob(world.ports, older);
  const ended = world.ports.events.events().map(({ type, reason }) => `${type} ${reason}`);
  expect(ended).toEqual(expect.arrayContaining(['order not-cached', 'order stale']));
});

test('a crash before or after any call withdraws it all the same, once', async () => {
  const calls = await processWithCrashes(await receiveEach(told, untold), processQueueBlob, []);
  expect(calls).toBeGreaterThan(15);
  for (const redelivery of ['first', 'last'] as const) {
    for (const point of everyPoint(calls)) {
      const world = await receiveEach(told, untold);
      await processWithCrashes(world, processQueueBlob, [point], redelivery);
      await processAll(world);
      expect({ redelivery, point, ...stored(world) }).toEqual({ redelivery, point, ...WITHDRAWN });
      const withdrawals = world.ports.events.events().filter(({ withdrawnBy }) => withdrawnBy !== null);
      expect(new Set(withdrawals.map(({ id }) => id)).size).toBe(withdrawals.length);
    }
  }
});
