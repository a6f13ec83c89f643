import { z } from 'zod';
import type { Json } from '../../src/diff/json.js';
import { type Envelope, formatEnvelopes } from '../../src/model/envelope.js';
import type { RecordType } from '../../src/model/record-type.js';
import { TRACKING_FORMAT } from '../../src/orchestration/apply-tracking.js';
import type { Channel, TrackingUpdate } from '../../src/ports/channel.js';
import { apiProfile, createWorld, drain, order, post, type World } from './world.js';

/** Shipment S of order A, in the parcel `1Z 999`. */
export function shipment(changes: Record<string, unknown> = {}) {
  return {
    id: 'S',
    orderId: 'A',
    lines: [{ id: '1', orderLineId: '1', quantity: '2' }],
    tracks: [{ id: 't', number: '1Z 999', carrier: 'UPS' }],
    ...changes,
  };
}

/** A shop whose mapping can be changed. */
export interface TrackedShop {
  mappingVersion: string;
  map: (raw: Record<string, unknown>) => Record<string, unknown>;
}

/** A world with a shop in it, which order A and its shipment came from. */
export type ShippedWorld = World & { shop: TrackedShop };

function channelOf(shop: TrackedShop): Channel {
  const resource = (type: RecordType): Channel['resources'][string] => ({
    type,
    identify: (raw) => {
      const { id, updatedAt } = raw as { id: string; updatedAt?: string };
      return { recordId: id, sourceVersion: updatedAt ?? null };
    },
    map: (raw) => ({ record: shop.map(raw as Record<string, unknown>) as Json, warnings: [] }),
  });
  return {
    key: 'shop',
    title: 'Shop',
    settings: z.looseObject({}),
    secretNames: () => [],
    get mappingVersion() {
      return shop.mappingVersion;
    },
    resources: { orders: resource('order'), shipments: resource('shipment') },
  };
}

const profile = apiProfile({ channel: 'shop' });

async function take(world: World, type: RecordType, record: unknown): Promise<void> {
  world.clock.advance(1_000);
  await post(world, [record], { profile, type, format: 'channel' });
  await drain(world);
}

/** Takes a shipment in from the shop. */
export function ship(world: World, changes: Record<string, unknown> = {}): Promise<void> {
  return take(world, 'shipment', shipment(changes));
}

/** Takes an order in from the shop. */
export function sell(world: World, id: string, changes: Record<string, unknown> = {}): Promise<void> {
  return take(world, 'order', order(id, changes));
}

/** Two profiles of the shop, and nothing in it yet. */
export function emptyWorld(): ShippedWorld {
  const shop: TrackedShop = { mappingVersion: '1', map: (raw) => raw };
  const world = createWorld([profile, apiProfile({ id: 'shop-b', channel: 'shop' })], [channelOf(shop)]);
  return { ...world, shop };
}

/** With order A and its shipment S. */
export async function shippedWorld(changes: Record<string, unknown> = {}): Promise<ShippedWorld> {
  const world = emptyWorld();
  await sell(world, 'A');
  await ship(world, { updatedAt: '2026-11-20T09:30:00Z', ...changes });
  return world;
}

let told = 0;

/** Queues news of a parcel, as a webhook does, and gives the id of its event. */
export async function queueNews(
  world: World,
  news: Partial<TrackingUpdate>,
  own: Partial<Envelope> = {},
): Promise<string> {
  told += 1;
  world.clock.advance(1_000);
  const receivedAt = world.clock.now().toISOString();
  const update = { orderNumber: 'NA', trackingNumber: '1Z999', carrier: null, state: 'in_transit', deliveredAt: null };
  const envelope: Envelope = {
    schema: 1,
    eventId: `news-${told}`,
    receipt: `${world.ports.ids.ulid()}-000`,
    profileId: 'shop-a',
    type: 'shipment',
    format: TRACKING_FORMAT,
    origin: 'webhook',
    receivedAt,
    tries: 0,
    raw: JSON.stringify({ ...update, ...news, receivedAt }),
    ...own,
  };
  await world.ports.queue.put(`news/${String(told).padStart(3, '0')}`, formatEnvelopes([envelope]));
  return envelope.eventId;
}

/** Queues news of a parcel and processes it. */
export async function tell(world: World, news: Partial<TrackingUpdate>, own: Partial<Envelope> = {}): Promise<string> {
  const id = await queueNews(world, news, own);
  await drain(world);
  return id;
}

/** Takes everything that waits out of the queue, and gives the way to put it back. */
export async function setAside(world: World): Promise<() => Promise<void>> {
  const { queue } = world.ports;
  const names = queue.names();
  const bodies = await Promise.all(names.map(async (name) => (await queue.read(name))?.body ?? ''));
  for (const name of names) await queue.delete(name);
  return async () => {
    for (const [index, name] of names.entries()) await queue.put(name, bodies[index] ?? '');
  };
}

/** The event that was logged last. */
export const last = (world: World) => world.ports.events.events().at(-1);

/** The event of this id. */
export const eventOf = (world: World, eventId: string) => world.ports.events.events().find(({ id }) => id === eventId);

/** A shipment as it is stored. */
export const stored = (world: World, remoteId = 'S') =>
  world.ports.store.items().find((item) => item.kind === 'shipment' && item.remoteId === remoteId);

/** Where shipment S is, and when it was delivered. */
export const stateOf = (world: World) => {
  const record = stored(world)?.record;
  return [record?.state, record?.deliveredAt];
};
