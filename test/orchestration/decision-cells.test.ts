import { recordKey } from '../../src/model/record-key.js';
import type { StoredRecord, StoredRecordAt } from '../../src/model/stored-record.js';
import { editedItem } from '../../src/orchestration/store-item.js';
import { createMemoryCache } from '../doubles/memory-cache.js';
import { createMemoryOrderStore } from '../doubles/memory-order-store.js';
import { type DecisionCell, decisionCells } from './decision-cells.js';
import { createWorld, drain, order, post, send, type World } from './world.js';

const key = recordKey('shop-a', 'order', '1');
const EDIT = 'leave at the door';

const versions = {
  older: order('1'),
  arriving: order('1', { status: 'complete', updatedAt: '2026-11-20T09:05:00Z' }),
  newer: order('1', { status: 'shipped', updatedAt: '2026-11-20T09:10:00Z' }),
};

const payloads = {
  full: versions.arriving,
  partial: { id: '1', status: 'complete', updatedAt: '2026-11-20T09:05:00Z' },
  'id only': { id: '1' },
};

/** What was processed before, and is cached unless the cache is emptied. */
const processedBefore = {
  none: versions.older,
  same: versions.arriving,
  older: versions.older,
  newer: versions.newer,
};

/** Posts the order, and takes its blob out of the queue: `deliver` puts it back and has it processed. */
async function receiveAndHold(world: World, payload: unknown): Promise<{ eventId: string; deliver(): Promise<void> }> {
  world.clock.advance(1_000);
  const { accepted } = await post(world, [payload]);
  const name = world.ports.queue.names()[0] as string;
  const body = (await world.ports.queue.read(name))?.body as string;
  await world.ports.queue.delete(name);
  const deliver = async () => {
    await world.ports.queue.put(name, body);
    await drain(world);
  };
  return { eventId: accepted[0]?.eventId as string, deliver };
}

async function stored(world: World): Promise<StoredRecordAt | null> {
  return world.ports.store.read({ kind: 'order', id: key, recordKey: key });
}

async function edit(world: World): Promise<void> {
  const { item, etag } = (await stored(world)) as StoredRecordAt;
  const record = { ...item.record, note: EDIT };
  await world.ports.store.replace(editedItem(item, record, { eventId: 'edit', at: item.updatedAt }), etag);
}

/** Brings cache and store to where the cell has them. */
async function prepare(world: World, { cache, store }: DecisionCell): Promise<void> {
  await send(world, processedBefore[cache]);
  if (store === 'other') await edit(world);
  if (store === 'none') world.ports.store = createMemoryOrderStore();
  if (cache === 'none') world.ports.cache = createMemoryCache();
}

/** Whether the order comes in before or after the rest is processed, it is delivered last. */
async function arrive(world: World, cell: DecisionCell): Promise<string> {
  const early = cell.cache === 'newer' ? await receiveAndHold(world, payloads[cell.payload]) : null;
  await prepare(world, cell);
  const { eventId, deliver } = early ?? (await receiveAndHold(world, payloads[cell.payload]));
  await deliver();
  return eventId;
}

async function expectNothingLost(world: World, { store }: DecisionCell, item: StoredRecord | undefined): Promise<void> {
  expect(world.ports.queue.names()).toEqual([]);
  expect(world.ports.events.events()).toHaveLength(2);
  if (store === 'other') expect(item?.record.note).toBe(EDIT);
  if (store === 'other') expect(item?.remote).toMatchObject({ note: null, status: item?.record.status });
}

test('the cells are all 36 of them', () => {
  expect(new Set(decisionCells.map(({ cache, payload, store }) => `${cache}, ${payload}, ${store}`)).size).toBe(36);
});

test.each(decisionCells)('cache $cache, payload $payload, store $store: $says', async (cell) => {
  const world = createWorld();
  const eventId = await arrive(world, cell);
  const event = await world.ports.events.read('shop-a', eventId);
  const { action, reason, outcome, steps, error } = event ?? {};
  expect({ action, reason, outcome, steps, code: error?.code ?? null }).toEqual(cell.event);
  expect(event?.conflicts).toEqual([]);
  if (outcome === 'created') expect(event?.explanation).toContain('it was created');
  expect(world.ports.deadLetters.letters().map(({ eventId: id, code }) => [id, code])).toEqual(
    cell.event.code === null ? [] : [[eventId, cell.event.code]],
  );
  const item = (await stored(world))?.item;
  expect(item?.record.status ?? null).toBe(cell.status);
  // Without a version only the receipt tells the order of arrival, so that it must be where everybody looks.
  if (item !== undefined && cell.payload === 'id only' && cell.cache !== 'newer') {
    expect(item.recordVersion.receipt).toBe(event?.receipt);
  }
  await expectNothingLost(world, cell, item);
});
