import { z } from 'zod';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import { PipelineError } from '../../../src/model/errors.js';
import type { PrivacyReceipt } from '../../../src/model/privacy-receipt.js';
import { answerRequest, type PrivacySummary } from '../../../src/orchestration/privacy/answer-request.js';
import type { PrivacyPorts } from '../../../src/orchestration/privacy/privacy-ports.js';
import { type PrivacyAsk, requestPrivacy } from '../../../src/orchestration/privacy/request-privacy.js';
import { sweepPrivacy } from '../../../src/orchestration/privacy/sweep-requests.js';
import type { Channel, ChannelResource } from '../../../src/ports/channel.js';
import { apiProfile, createWorld, drain, order, post, type World } from '../world.js';

export const EMAIL = 'zoe@example.com';
export const NAME = 'Zoë-Muster';
export const STREET = 'Lindenallee-7';
/** Whatever of the person must be nowhere after the end. */
export const MARKERS = [EMAIL, NAME, STREET];
const MINUTE = 60_000;

/** A shop whose payloads are canonical records inside of `body`; one that says `broken` cannot be mapped. */
const resource = (type: ChannelResource['type']): ChannelResource => ({
  type,
  identify: (raw) => ({ recordId: String((raw as { body: { id: string } }).body.id), sourceVersion: null }),
  map: (raw: Json) => {
    const { body, broken } = raw as { body: JsonObject; broken?: string };
    if (broken !== undefined) throw new PipelineError('mapping_failed', `cannot map "${broken}"`);
    return { record: body, warnings: [{ code: 'odd', message: `of ${JSON.stringify(body.customer ?? null)}` }] };
  },
  write: { serialize: (record) => record, create: async () => ({ remoteId: '1', adopted: false }) },
});

export const shop: Channel = {
  key: 'shop',
  title: 'Shop',
  settings: z.object({}),
  secretNames: () => [],
  mappingVersion: '1',
  resources: {
    orders: resource('order'),
    customers: resource('customer'),
    shipments: resource('shipment'),
    products: resource('product'),
  },
};

const person = { id: '42', email: ` ${EMAIL.toUpperCase()}`, firstName: NAME };
const address = { firstName: NAME, street: [STREET] };

export const orderOf = (id: string, customer: JsonObject | null, more: Record<string, unknown> = {}) =>
  order(id, {
    customer,
    billingAddress: customer === null ? null : address,
    note: customer === null ? null : `for ${NAME}`,
    attributes: customer === null ? {} : { [NAME]: { gift: STREET } },
    ...more,
  });

/** Records of the person: an order by id, a guest order by e-mail, the account, a document that came before its order. */
export const theirs = {
  byId: orderOf('A', person),
  byEmail: orderOf('B', { id: null, email: EMAIL, firstName: NAME }),
  account: { id: '42', email: EMAIL, firstName: NAME, addresses: [{ id: '1', ...address }] },
  shipment: { id: 'S', orderId: 'A', tracks: [{ id: '1', number: `${NAME}-1` }], attributes: { to: STREET } },
};
/** Records of somebody else, which must stay as they are. */
export const other = order('C', {
  customer: { id: '7', email: 'bert@example.com', firstName: 'Bert' },
  billingAddress: { firstName: 'Bert', street: ['Am Markt 1'] },
  note: 'ring',
});

export const profile = apiProfile({ channel: 'shop' });

export const openWorld = (): World => createWorld([profile], [shop]);

type Kind = 'order' | 'customer' | 'shipment' | 'product';

/** Posts records as the shop sends them; nothing is processed yet. */
export async function arrive(world: World, type: Kind, ...records: object[]): Promise<void> {
  world.clock.advance(1_000);
  const payloads = records.map((record) => ('broken' in record ? record : { body: record }));
  await post(world, payloads, { profile, type, format: 'channel' });
}

/** Posts records and processes them. */
export async function settle(world: World, type: Kind, ...records: object[]): Promise<void> {
  await arrive(world, type, ...records);
  await drain(world);
}

/** The world with everything of the person in it, and of somebody else. */
export async function fillWorld(): Promise<World> {
  const world = openWorld();
  await settle(world, 'order', theirs.byId, theirs.byEmail, other);
  await settle(world, 'shipment', theirs.shipment);
  await settle(world, 'customer', theirs.account);
  await settle(world, 'order', orderOf('A', person, { note: `again ${NAME}`, updatedAt: '2026-11-20T09:30:00Z' }));
  return world;
}

export const ask = (world: World, changes: Partial<PrivacyAsk> = {}): PrivacyAsk => ({
  id: 'r1',
  profileId: 'shop-a',
  kind: 'erase-person',
  requestedAt: world.clock.now().toISOString(),
  from: 'command',
  by: 'Ada',
  subject: { customerIds: ['42'], emails: [EMAIL], orderIds: [] },
  ...changes,
});

/** Asks, and works on it once. */
export async function answer(world: World, changes: Partial<PrivacyAsk> = {}): Promise<PrivacySummary> {
  return answerRequest(world.ports, await requestPrivacy(world.ports, ask(world, changes)));
}

/** Sweeps until no request waits, and gives the receipt. */
export async function toTheEnd(
  world: World,
  id = 'r1',
  ports: PrivacyPorts = world.ports,
): Promise<PrivacyReceipt | null> {
  for (let round = 0; world.ports.privacyRequests.requests().length > 0; round += 1) {
    if (round > 60) throw new Error('the request never ends');
    await sweepPrivacy(ports);
    world.clock.advance(MINUTE);
  }
  return world.ports.privacyReceipts.read('shop-a', id);
}

/** Everything that is stored anywhere but the requests, as text. */
export async function everything(world: World): Promise<string> {
  const { ports } = world;
  const queued = await Promise.all(ports.queue.names().map((name) => ports.queue.read(name)));
  const bodies = await Promise.all(
    ports.events.events().map(({ recordsBlob }) => ports.eventRecords.read(recordsBlob ?? '')),
  );
  const receipts = [];
  for await (const receipt of ports.privacyReceipts.list()) receipts.push(receipt);
  const exports = [];
  for await (const { profileId, id } of ports.privacyExports.list())
    exports.push(await ports.privacyExports.read(profileId, id));
  const held = [ports.store.items(), ports.cache.entries(), ports.events.events(), ports.deadLetters.letters()];
  return JSON.stringify([...held, queued, bodies, receipts, exports, ports.pullRequests.requests()]);
}

/** Which markers are to be found, in any case. */
export async function markersIn(world: World): Promise<string[]> {
  const text = (await everything(world)).toLowerCase();
  return MARKERS.filter((marker) => text.includes(marker.toLowerCase()));
}

/** One more record of somebody else. */
export const order2 = order('F', { customer: { id: '8', email: 'eve@example.com' }, note: 'mine' });
