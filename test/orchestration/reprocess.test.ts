import { z } from 'zod';
import type { Json } from '../../src/diff/json.js';
import { type Remapped, reprocess } from '../../src/orchestration/reprocess.js';
import { retryDeadLetters } from '../../src/orchestration/retry-dead-letters.js';
import type { Channel } from '../../src/ports/channel.js';
import { apiProfile, createWorld, drain, order, post, type World } from './world.js';

type Raw = ReturnType<typeof order> & { gift?: string };

/** A shop whose mapping can be changed: at first it does not know the `gift` of an order. */
function createShop() {
  const shop = { mappingVersion: '1', map: (raw: Raw): Record<string, unknown> => ({ ...raw, gift: undefined }) };
  const channel: Channel = {
    key: 'shop',
    title: 'Shop',
    settings: z.looseObject({}),
    secretNames: () => [],
    get mappingVersion() {
      return shop.mappingVersion;
    },
    resources: {
      orders: {
        type: 'order',
        identify: (raw) => {
          const { id, updatedAt } = raw as { id: string; updatedAt?: string };
          return { recordId: id, sourceVersion: updatedAt ?? null };
        },
        map: (raw) => ({ record: JSON.parse(JSON.stringify(shop.map(raw as Raw))) as Json, warnings: [] }),
      },
    },
  };
  const profile = apiProfile({ channel: 'shop' });
  return { shop, profile, world: createWorld([profile], [channel]) };
}

type Shop = ReturnType<typeof createShop>;

async function sendRaw({ world, profile }: Shop, ...records: unknown[]): Promise<void> {
  world.clock.advance(1_000);
  await post(world, records, { profile, format: 'channel' });
  await drain(world);
}

/** From now on the gift is the order's note. */
function learnGifts({ shop }: Shop): void {
  shop.mappingVersion = '2';
  shop.map = ({ gift, ...raw }) => ({ ...raw, note: gift ?? null });
}

async function run(
  { world }: Shop,
  options: { dryRun?: boolean; force?: boolean; since?: string; runId?: string } = {},
) {
  const records: Remapped[] = [];
  world.clock.advance(1_000);
  const request = { profileId: 'shop-a', dryRun: false, ...options };
  const summary = await reprocess(world.ports, request, (record) => void records.push(record));
  return { records, summary };
}

const notes = (world: World) =>
  Object.fromEntries(world.ports.store.items().map(({ remoteId, record }) => [remoteId, record.note]));

test('a dry run tells what a new mapping would change, and changes nothing', async () => {
  const shop = createShop();
  await sendRaw(shop, order('1', { gift: 'ribbon' }), order('2'));
  learnGifts(shop);
  const { records, summary } = await run(shop, { dryRun: true });
  expect(summary).toEqual({ examined: 2, unchanged: 1, changed: 1, queued: 0, withoutRaw: 0, failed: [] });
  expect(records).toMatchObject([{ type: 'order', recordId: '1', number: 'N1', eventId: null }]);
  expect(records[0]?.operations).toEqual([{ op: 'replace', path: '/note', value: 'ribbon', before: null }]);
  expect(shop.world.ports.queue.names()).toEqual([]);
  expect(notes(shop.world)).toEqual({ 1: null, 2: null });
});

test('what comes out otherwise is queued, ends in its event, and is not found again', async () => {
  const shop = createShop();
  await sendRaw(shop, order('1', { gift: 'ribbon' }), order('2'));
  learnGifts(shop);
  const { records, summary } = await run(shop);
  expect(summary).toMatchObject({ changed: 1, queued: 1 });
  await drain(shop.world);
  expect(notes(shop.world)).toEqual({ 1: 'ribbon', 2: null });
  const event = await shop.world.ports.events.read('shop-a', records[0]?.eventId ?? '');
  expect(event).toMatchObject({ origin: 'reprocess', outcome: 'patched', mappingVersion: 'shop/2' });
  expect(event?.sourceVersion).toBe('2026-11-20T09:00:00Z');
  expect((await run(shop)).summary).toMatchObject({ changed: 0, queued: 0 });
});

test('the same run again queues no record twice, whether its blob still waits or is done', async () => {
  const shop = createShop();
  await sendRaw(shop, order('1', { gift: 'ribbon' }), order('2', { gift: 'bow' }));
  learnGifts(shop);
  const { world } = shop;
  await run(shop, { runId: 'run' });
  await run(shop, { runId: 'run' });
  expect(world.ports.queue.names()).toHaveLength(1);
  const [name = ''] = world.ports.queue.names();
  const body = (await world.ports.queue.read(name))?.body ?? '';
  await drain(world);
  await world.ports.queue.put('again', body);
  await drain(world);
  expect(world.ports.events.events().filter(({ origin }) => origin === 'reprocess')).toHaveLength(2);
  expect(world.ports.store.items().map(({ version }) => version)).toEqual([2, 2]);
});

test('a second change of the mapping is newer than the first', async () => {
  const shop = createShop();
  await sendRaw(shop, order('1', { gift: 'ribbon' }));
  learnGifts(shop);
  await run(shop);
  await drain(shop.world);
  shop.shop.mappingVersion = '3';
  shop.shop.map = ({ gift, ...raw }) => ({ ...raw, note: `gift: ${gift}` });
  await run(shop);
  await drain(shop.world);
  expect(notes(shop.world)).toEqual({ 1: 'gift: ribbon' });
  const receipts = shop.world.ports.events.events().map(({ receipt }) => receipt);
  expect(receipts).toEqual([...receipts].sort());
  expect(Math.max(...receipts.map(({ length }) => length))).toBeLessThanOrEqual(64);
});

test.each([
  ['a newer version', '2026-11-20T09:30:00Z'],
  ['the same version with another content', '2026-11-20T09:00:00Z'],
  ['no version', undefined],
])(
  '%s that waited while the record was mapped again stands, in whichever order they are processed',
  async (_, updatedAt) => {
    for (const first of ['arrival', 'reprocessed']) {
      const shop = createShop();
      const { world, profile } = shop;
      const version = updatedAt === undefined ? { updatedAt } : {};
      await sendRaw(shop, order('1', { gift: 'ribbon', ...version }));
      world.clock.advance(1_000);
      await post(world, [order('1', { gift: 'bow', status: 'complete', updatedAt })], { profile, format: 'channel' });
      const [arrival = ''] = world.ports.queue.names();
      learnGifts(shop);
      await run(shop);
      const arrived = (await world.ports.queue.read(arrival))?.body ?? '';
      if (first === 'reprocessed') await world.ports.queue.delete(arrival);
      else for (const name of world.ports.queue.names().filter((one) => one !== arrival)) await putBehind(world, name);
      await drain(world);
      if (first === 'reprocessed') await world.ports.queue.put(arrival, arrived);
      await drain(world);
      expect([first, notes(world)]).toEqual([first, { 1: 'bow' }]);
      expect(world.ports.store.items()).toMatchObject([{ record: { status: 'complete' } }]);
    }
  },
);

/** Gives the blob a name behind all others, so that it is processed last. */
async function putBehind(world: World, name: string): Promise<void> {
  await world.ports.queue.put('~', (await world.ports.queue.read(name))?.body ?? '');
  await world.ports.queue.delete(name);
}

test('a cache that was restored from yesterday brings no order back to what it was then', async () => {
  const shop = createShop();
  const { world } = shop;
  await sendRaw(shop, order('1', { gift: 'ribbon' }));
  const [yesterday] = world.ports.cache.entries();
  await sendRaw(shop, order('1', { gift: 'ribbon', status: 'complete', updatedAt: '2026-11-20T09:30:00Z' }));
  if (yesterday === undefined) throw new Error('nothing was cached');
  const today = await world.ports.cache.read(yesterday.recordKey);
  await world.ports.cache.write(yesterday, today?.etag ?? null);
  learnGifts(shop);
  const { records } = await run(shop);
  await drain(world);
  expect(await world.ports.events.read('shop-a', records[0]?.eventId ?? '')).toMatchObject({ reason: 'stale' });
  expect(world.ports.store.items()).toMatchObject([{ record: { status: 'complete', note: null } }]);
});

test('a version in the future, capped when it came, is not lifted: what the source corrects later is newer', async () => {
  const shop = createShop();
  const { world } = shop;
  const inMinutes = (minutes: number) => new Date(world.clock.now().getTime() + minutes * 60_000).toISOString();
  await sendRaw(shop, order('1', { gift: 'ribbon', updatedAt: inMinutes(24 * 60) }));
  const corrected = order('1', { gift: 'bow', status: 'complete', updatedAt: inMinutes(10) });
  world.clock.advance(20 * 60_000);
  learnGifts(shop);
  await run(shop);
  await drain(world);
  expect(notes(world)).toEqual({ 1: 'ribbon' });
  await sendRaw(shop, corrected);
  expect(world.ports.store.items()).toMatchObject([{ record: { status: 'complete', note: 'bow' } }]);
});

test('what this very mapping has mapped is mapped again only by force, and then takes effect', async () => {
  const shop = createShop();
  await sendRaw(shop, order('1', { gift: 'ribbon' }));
  shop.shop.map = ({ gift, ...raw }) => ({ ...raw, note: gift ?? null });
  expect((await run(shop)).summary).toMatchObject({ unchanged: 1, changed: 0 });
  expect((await run(shop, { force: true })).summary).toMatchObject({ changed: 1, queued: 1 });
  await drain(shop.world);
  expect(notes(shop.world)).toEqual({ 1: 'ribbon' });
});

test('a record that the mapping fails on is reported and stops none of the others', async () => {
  const shop = createShop();
  await sendRaw(shop, order('1', { gift: 'ribbon' }), order('2', { gift: 'bow' }));
  shop.shop.mappingVersion = '2';
  shop.shop.map = ({ gift, ...raw }) => {
    if (gift === 'bow') throw new TypeError('no bows');
    return { ...raw, note: gift };
  };
  const { summary } = await run(shop);
  expect(summary).toMatchObject({ examined: 2, changed: 1, queued: 1, failed: [{ type: 'order', recordId: '2' }] });
  expect(summary.failed[0]?.message).toContain('no bows');
});

test('a record that is not in the cache, or only as a canonical one, has nothing to map', async () => {
  const shop = createShop();
  await sendRaw(shop, order('1'));
  await post(shop.world, [order('2')], { profile: shop.profile });
  await drain(shop.world);
  learnGifts(shop);
  expect((await run(shop)).summary).toMatchObject({ examined: 2, withoutRaw: 1 });
  const cache = { read: async () => null };
  const request = { profileId: 'shop-a', dryRun: true };
  expect(await reprocess({ ...shop.world.ports, cache }, request)).toMatchObject({ examined: 2, withoutRaw: 2 });
});

test('all records are looked at, page after page, and only those since an instant where one is given', async () => {
  const shop = createShop();
  const ids = Array.from({ length: 230 }, (_, index) => String(index));
  await sendRaw(shop, ...ids.map((id) => order(id, { gift: 'ribbon' })));
  shop.world.clock.advance(60 * 60_000);
  const since = shop.world.clock.now().toISOString();
  await sendRaw(shop, order('late', { gift: 'ribbon' }));
  learnGifts(shop);
  const { records, summary } = await run(shop, { dryRun: true });
  expect(summary).toMatchObject({ examined: 231, changed: 231 });
  expect(new Set(records.map(({ recordId }) => recordId)).size).toBe(231);
  expect((await run(shop, { dryRun: true, since })).records).toMatchObject([{ recordId: 'late' }]);
});

test('a reprocessed record that becomes a dead letter can be retried', async () => {
  const shop = createShop();
  await sendRaw(shop, order('1', { gift: 'ribbon' }));
  learnGifts(shop);
  await run(shop);
  await shop.world.ports.profiles.put({ ...shop.profile, active: false });
  await drain(shop.world);
  expect(shop.world.ports.deadLetters.letters()).toMatchObject([{ code: 'profile_inactive' }]);
  await shop.world.ports.profiles.put(shop.profile);
  await retryDeadLetters(shop.world.ports, { all: true });
  await drain(shop.world);
  expect(notes(shop.world)).toEqual({ 1: 'ribbon' });
});

test('a profile that does not exist or is switched off is refused', async () => {
  const { world, profile } = createShop();
  const request = { profileId: 'none', dryRun: true };
  await expect(reprocess(world.ports, request)).rejects.toMatchObject({ code: 'profile_unknown' });
  await world.ports.profiles.put({ ...profile, active: false });
  await expect(reprocess(world.ports, { ...request, profileId: 'shop-a' })).rejects.toMatchObject({
    code: 'profile_inactive',
  });
});

test.each([
  ['canonical', 1, null],
  ['channel', 1, 'shop'],
  ['channel', 600_000, null],
] as const)(
  'the cache keeps the raw payload of a %s record with a note of %d characters: %j',
  async (format, length, kept) => {
    const shop = createShop();
    const record = order('1', { attributes: { bulk: 'x'.repeat(length) } });
    await post(shop.world, [record], { profile: shop.profile, format });
    await drain(shop.world);
    const [entry] = shop.world.ports.cache.entries();
    expect(entry?.format).toBe(kept);
    expect(entry?.raw ?? null).toBe(kept === null ? null : JSON.stringify(record));
  },
);
