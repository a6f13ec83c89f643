import type { StoredRecordAt } from '../../src/model/stored-record.js';
import { rememberingPorts } from '../../src/orchestration/parcel-news.js';
import type { ProcessPorts } from '../../src/orchestration/process-queue-blob.js';
import { reprocess } from '../../src/orchestration/reprocess.js';
import { editedItem } from '../../src/orchestration/store-item.js';
import { type CallPoint, everyPoint, interrupted, mortal } from './crash.js';
import {
  eventOf,
  last,
  queueNews,
  type ShippedWorld,
  setAside,
  ship,
  shippedWorld,
  stateOf,
  stored,
  tell,
} from './shipped-world.js';
import { drain, type World } from './world.js';

const OTHER = '2Z';
const twoParcels = {
  tracks: [
    { id: 't', number: '1Z 999' },
    { id: 'u', number: OTHER },
  ],
};
const isShipment = ({ type }: { type: string }) => type === 'shipment';
const cachedShipment = (world: World) => world.ports.cache.entries().find(isShipment);

/** News that is told only now, behind news of another parcel, or of the same, that came later. */
async function tellBehind(world: World, news: Parameters<typeof tell>[1], later: Parameters<typeof tell>[1]) {
  const id = await queueNews(world, news);
  const putBack = await setAside(world);
  await tell(world, later);
  await putBack();
  await drain(world);
  return eventOf(world, id);
}

/** A person corrects the number of the shipment. */
async function edit(world: World): Promise<void> {
  const { id, recordKey, kind } = stored(world) ?? { id: '', recordKey: '', kind: 'shipment' };
  const { item, etag } = (await world.ports.store.read({ kind, id, recordKey })) as StoredRecordAt;
  const record = { ...item.record, number: 'edited' };
  await world.ports.store.replace(editedItem(item, record, { eventId: 'edit', at: item.updatedAt }), etag);
}

describe('news of one parcel', () => {
  test('is not stale for later news of another parcel of the shipment', async () => {
    const world = await shippedWorld(twoParcels);
    const event = await tellBehind(world, { trackingNumber: OTHER, state: 'exception' }, { state: 'in_transit' });
    expect(event).toMatchObject({ outcome: 'patched' });
    expect(stateOf(world)[0]).toBe('exception');
  });

  test.each([
    ['an exception', 'exception', 'delivered'],
    ['an exception', 'exception', 'in_transit'],
    ['a parcel in transit', 'in_transit', 'exception'],
  ] as const)(
    'that tells of %s is stale for later news of it, also with another parcel in between',
    async (_, state, then) => {
      const world = await shippedWorld(twoParcels);
      const id = await queueNews(world, { state });
      const putBack = await setAside(world);
      await tell(world, { state: then, trackingNumber: ' 1z999' });
      await tell(world, { state: then, trackingNumber: OTHER });
      await putBack();
      await drain(world);
      expect(stateOf(world)[0]).toBe(then);
      expect(eventOf(world, id)).toMatchObject({
        outcome: 'ignored',
        reason: 'stale',
        explanation: expect.stringContaining('1Z999'),
      });
    },
  );

  test('is remembered also where it changed nothing, and where the source moved the shipment since', async () => {
    const world = await shippedWorld();
    const id = await queueNews(world, { state: 'exception' });
    const putBack = await setAside(world);
    await tell(world, { state: 'in_transit' });
    expect(last(world)).toMatchObject({ reason: 'unchanged' });
    await ship(world, { updatedAt: '2026-11-20T10:30:00Z', number: '1000', lines: [] });
    await putBack();
    await drain(world);
    expect(eventOf(world, id)).toMatchObject({ reason: 'stale' });
    expect(stateOf(world)[0]).toBe('in_transit');
  });

  test('that comes twice is applied once, whatever came in between', async () => {
    for (const between of [edit, (world: World) => tell(world, { trackingNumber: OTHER, state: 'in_transit' })]) {
      const world = await shippedWorld(twoParcels);
      await queueNews(world, { state: 'exception' });
      const putBack = await setAside(world);
      await putBack();
      await drain(world);
      await between(world);
      const before = stored(world);
      await putBack();
      await drain(world);
      expect(stored(world)).toEqual(before);
    }
  });

  test('whose process dies before its event, while other news overtakes it, is applied once and has one event', async () => {
    const points = everyPoint(12);
    const reasons = new Set<string | undefined>();
    for (const point of points) {
      const world = await shippedWorld(twoParcels);
      const id = await queueNews(world, { state: 'exception' });
      const dying = mortal<ProcessPorts>(world.ports, point);
      await drain(world, dying.ports as World['ports']).catch(() => {});
      const putBack = await setAside(world);
      await tell(world, { trackingNumber: OTHER, state: 'in_transit' });
      const between = stateOf(world)[0];
      await putBack();
      await drain(world);
      const event = eventOf(world, id);
      reasons.add(event?.reason);
      // Either it came first, and the other parcel moved the shipment on, or it came last.
      const isFirst = event?.reason === 'duplicate' || world.ports.events.events().at(-1)?.id !== id;
      expect([point, stateOf(world)[0]]).toEqual([point, isFirst ? between : 'exception']);
    }
    expect([...reasons].sort()).toEqual(['changed', 'duplicate']);
  });

  test('whose process dies before its event, while a person edits the shipment, is told as it was applied', async () => {
    for (const point of everyPoint(12)) {
      const world = await shippedWorld();
      const id = await queueNews(world, { state: 'exception' });
      const dying = mortal<ProcessPorts>(world.ports, point);
      await drain(world, dying.ports as World['ports']).catch(() => {});
      await edit(world);
      await drain(world);
      expect([point, stateOf(world)[0], stored(world)?.record.number]).toEqual([point, 'exception', 'edited']);
      expect(eventOf(world, id)).toMatchObject({ outcome: 'patched' });
    }
  });

  /** News of a delivery, in the middle of whose way earlier news of an exception is processed; gives the events of both. */
  async function meet(world: World, parcel: string, point: CallPoint) {
    const early = await queueNews(world, { trackingNumber: parcel, state: 'exception' });
    const putBack = await setAside(world);
    const late = await queueNews(world, { state: 'delivered' });
    const meanwhile = async () => {
      const resume = await setAside(world);
      await putBack();
      await drain(world);
      await resume();
    };
    await drain(world, interrupted(world.ports, point, meanwhile));
    await putBack();
    await drain(world);
    return [eventOf(world, early)?.outcome, eventOf(world, late)?.outcome];
  }

  test('that meets earlier news of the same parcel on its way stands', async () => {
    for (const point of everyPoint(9)) {
      const world = await shippedWorld(twoParcels);
      const [, outcome] = await meet(world, '1Z999', point);
      expect([point, outcome, stateOf(world)[0]]).toEqual([point, 'patched', 'delivered']);
    }
  });

  test('that meets news of another parcel on its way is applied, and so is the other', async () => {
    for (const point of everyPoint(9)) {
      const outcomes = await meet(await shippedWorld(twoParcels), OTHER, point);
      expect([point, ...outcomes]).toEqual([point, 'patched', 'patched']);
    }
  });
});

test('news is never written over later news of its parcel, however it was judged before', async () => {
  const world = await shippedWorld();
  await tell(world, { state: 'exception' });
  const { id, recordKey, kind } = stored(world) ?? { id: '', recordKey: '', kind: 'shipment' };
  const { item, etag } = (await world.ports.store.read({ kind, id, recordKey })) as StoredRecordAt;
  const { store } = rememberingPorts(world.ports, { parcel: '1Z999', receipt: '0' });
  await expect(store.replace(item, etag)).rejects.toMatchObject({ code: 'store_conflict', disposition: 'retry' });
  await expect(store.patch(item, [], etag)).rejects.toMatchObject({ code: 'store_conflict' });
  expect(stored(world)).toEqual(item);
});

describe('news and a change of the mapping', () => {
  function relabel({ shop }: ShippedWorld): void {
    shop.mappingVersion = '2';
    shop.map = (raw) => ({ ...raw, attributes: { label: 'new' } });
  }

  async function queueReprocessed(world: ShippedWorld): Promise<void> {
    relabel(world);
    world.clock.advance(1_000);
    const { queued } = await reprocess(world.ports, { profileId: 'shop-a', dryRun: false });
    expect(queued).toBe(2);
  }

  test.each([true, false])('both take effect when the news came first and is processed first: %s', async (isFirst) => {
    const world = await shippedWorld();
    const id = await queueNews(world, { state: 'delivered' });
    const putBack = await setAside(world);
    await queueReprocessed(world);
    if (!isFirst) await drain(world);
    const putReprocessed = await setAside(world);
    await putBack();
    await drain(world);
    await putReprocessed();
    await drain(world);
    expect(eventOf(world, id)).toMatchObject({ outcome: 'patched' });
    expect(stored(world)?.record).toMatchObject({ state: 'delivered', attributes: { label: 'new' } });
  });

  test.each([true, false])('both take effect when the news came last and is processed first: %s', async (isFirst) => {
    const world = await shippedWorld();
    await queueReprocessed(world);
    const putBack = await setAside(world);
    const id = await queueNews(world, { state: 'delivered' });
    if (isFirst) await drain(world);
    const putNews = await setAside(world);
    await putBack();
    await drain(world);
    await putNews();
    await drain(world);
    expect(eventOf(world, id)).toMatchObject({ outcome: 'patched' });
    expect(stored(world)?.record).toMatchObject({ state: 'delivered', attributes: { label: 'new' } });
  });

  test('news leaves the payload of the source in the cache, so that the shipment can be mapped again', async () => {
    const world = await shippedWorld();
    const before = cachedShipment(world);
    await tell(world, { state: 'delivered' });
    const { raw, format, rawHash, mappingVersion } = before ?? {};
    expect(raw).toContain('1Z 999');
    expect(cachedShipment(world)).toMatchObject({
      raw,
      format,
      rawHash,
      mappingVersion,
      record: { state: 'delivered' },
    });
    await queueReprocessed(world);
    await drain(world);
    expect(stored(world)?.record).toMatchObject({ state: 'delivered', attributes: { label: 'new' } });
  });

  test('news that was written over a shipment newer than the cache knows keeps no payload of the older one', async () => {
    const world = await shippedWorld();
    const old = cachedShipment(world);
    await ship(world, { updatedAt: '2026-11-20T10:30:00Z', number: '1000' });
    if (old === undefined) throw new Error('nothing was cached');
    const current = await world.ports.cache.read(old.recordKey);
    await world.ports.cache.write(old, current?.etag ?? null);
    await tell(world, { state: 'delivered' });
    expect(cachedShipment(world)).toMatchObject({ raw: null, record: { number: '1000', state: 'delivered' } });
  });
});
