import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import { BlobServiceClient } from '@azure/storage-blob';
import { compose } from '../../src/composition.js';
import { type ShopifyServer, startShopifyServer } from '../../src/local/sandbox/shopify/server.js';
import { createShopifyShop } from '../../src/local/sandbox/shopify/shop.js';
import type { WebhookSubject } from '../../src/local/sandbox/shopify/webhooks/webhook-delivery.js';
import { startWebhookSender, type WebhookSender } from '../../src/local/sandbox/shopify/webhooks/webhook-sender.js';
import type { PrivacyReceipt } from '../../src/model/privacy-receipt.js';
import { sweepPrivacy } from '../../src/orchestration/privacy/sweep-requests.js';
import { newRequest } from '../../src/orchestration/schedule-pulls.js';
import { command, putProfile } from './command.js';
import { eventually, type RunningStack, startProduct } from './stack.js';

const credentials = { accessToken: 'token', clientId: 'client', clientSecret: 'secret' };
const shop = createShopifyShop({ seed: 7, orders: 40, credentials, now: () => new Date() });
const STREET = 'Markierungsgasse 99';
const person = shop.customers()[0] as ReturnType<typeof shop.customers>[number];
const MARKERS = [person.email as string, person.lastName as string, STREET];

let server: ShopifyServer;
let stack: RunningStack;
let sender: WebhookSender;
let ports: Awaited<ReturnType<ReturnType<typeof compose>['withStore']>>;

/** Writes the street and the name wherever the shop has room for something of a person. */
function spread(): void {
  for (const address of person.addresses) address.address1 = STREET;
  for (const order of shop.orders().filter(({ customerId }) => customerId === person.id)) {
    for (const address of [order.billing, order.shipping]) if (address !== null) address.address1 = STREET;
    order.note = `for ${person.lastName}`;
    order.tags = [`of ${person.lastName}`];
    order.customAttributes = [{ key: `for ${person.lastName}`, value: STREET }];
    for (const line of order.lines) line.customAttributes = [{ key: 'engraving', value: `${person.lastName}` }];
    for (const refund of order.refunds) refund.note = `from ${person.lastName}`;
  }
}

beforeAll(async () => {
  spread();
  server = await startShopifyServer({ shop });
  stack = await startProduct(['--no-sandbox'], { T_TOKEN: 'token', T_SECRET: 'secret' });
  sender = startWebhookSender({ shop, url: `${stack.api}/webhooks/shop`, follow: false, retries: 0 });
  ports = await compose(stack.env).withStore();
  await putProfile(stack, join(stack.dataDir, 'shop.json'), {
    id: 'shop',
    tenantId: 'shop',
    name: 'Shop',
    channel: 'shopify',
    settings: { baseUrl: server.baseUrl, shopDomain: shop.domain, webhooks: true, bulk: 'never' },
    secrets: { accessToken: 'env:T_TOKEN', webhookSecret: 'env:T_SECRET' },
    pull: { enabled: false, backfillDays: 365 },
  });
  for (const resource of ['orders', 'customers']) await pull(resource);
}, 120_000);

afterAll(async () => {
  sender.stop();
  await stack.stop();
  await server.stop();
});

async function pull(resource: string): Promise<void> {
  const request = newRequest(ports, 'shop', resource, 'command');
  await ports.pullRequests.put(request);
  const run = await eventually('the end of the run', async () => {
    const found = await ports.runs.read('shop', request.runId);
    return found === null || found.status === 'running' ? null : found;
  });
  expect(run.error).toBeNull();
  await emptied();
}

const emptied = () =>
  eventually('an empty queue', async () => {
    for await (const _ of ports.queue.list()) return null;
    return true;
  });

/** Everything that is stored, by the container and the name or the id under which it lies. */
async function everything(): Promise<[place: string, text: string][]> {
  const all: [string, string][] = [];
  const blobs = BlobServiceClient.fromConnectionString(stack.env.TRIBUTARY_QUEUE_CONNECTION ?? '');
  for await (const { name } of blobs.listContainers()) {
    const container = blobs.getContainerClient(name);
    for await (const blob of container.listBlobsFlat()) {
      const text = await container
        .getBlobClient(blob.name)
        .downloadToBuffer()
        .catch(() => Buffer.from(''));
      all.push([`${name}/${blob.name}`, text.toString('utf8')]);
    }
  }
  const { TRIBUTARY_COSMOS_ENDPOINT: endpoint = '', TRIBUTARY_COSMOS_KEY: key = '' } = stack.env;
  const client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
  const { resources: databases } = await client.databases.readAll().fetchAll();
  for (const database of databases) {
    const { resources: containers } = await client.database(database.id).containers.readAll().fetchAll();
    for (const { id } of containers) {
      const { resources } = await client.database(database.id).container(id).items.readAll().fetchAll();
      for (const item of resources) all.push([`${id}/${item.id}`, JSON.stringify(item)]);
    }
  }
  return all;
}

/** Where the texts are to be found, in any case. */
async function placesOf(markers: readonly string[]): Promise<string[]> {
  const found = (await everything()).filter(([place, text]) => {
    const all = `${place} ${text}`.toLowerCase();
    return markers.some((marker) => all.includes(marker.toLowerCase()));
  });
  return found.map(([place]) => place);
}

const containersOf = (places: string[]) => [...new Set(places.map((place) => place.split('/')[0]))].sort();

/** Sends a webhook, signed as the shop does, and gives the receipt of the request that it becomes. */
async function sendCommand(subject: WebhookSubject, kind: PrivacyReceipt['kind']): Promise<PrivacyReceipt> {
  expect((await sender.send(subject)).status).toBe(202);
  return eventually(`the first answer to ${subject.topic}`, async () => {
    for await (const receipt of ports.privacyReceipts.list('shop'))
      if (receipt.kind === kind && (receipt.state === 'done' || receipt.passes.length > 0)) return receipt;
    return null;
  });
}

/** Lets the time of the passes go by. */
async function toTheEnd(id: string): Promise<PrivacyReceipt | null> {
  for (let minutes = 16; minutes < 60; minutes += 2) {
    const now = () => new Date(Date.now() + minutes * 60_000);
    await sweepPrivacy({ ...ports, clock: { ...ports.clock, now } });
    const receipt = await ports.privacyReceipts.read('shop', id);
    if (receipt?.state === 'done') return receipt;
  }
  throw new Error('the request never ends');
}

test('what the shop sent of the person lies in many places', async () => {
  // It cannot be mapped; the guest who came inside it can, and is kept beside the account of the same address.
  const body = JSON.stringify({ id: 777, email: person.email, note: STREET, line_items: 'none' });
  await stack.call('ingest/order?format=channel', {
    profileId: 'shop',
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  await emptied();
  const places = containersOf(await placesOf(MARKERS));
  for (const place of ['cache', 'customers', 'dead-letter', 'events', 'orders']) expect(places).toContain(place);
});

test('customers/data_request gives a document of everything, which people can hand over', async () => {
  const receipt = await sendCommand({ topic: 'customers/data_request', customer: person }, 'export-person');
  expect(receipt).toMatchObject({ state: 'done', from: 'webhook', total: { customers: 2, deadLetters: 1 } });
  const file = join(stack.dataDir, 'export.json');
  await command(stack, 'privacy', 'show', receipt.id, '--out', file);
  const document = readFileSync(file, 'utf8');
  for (const marker of MARKERS) expect(document).toContain(marker);
  const others = shop.customers().flatMap(({ email, id }) => (id === person.id || email === null ? [] : [email]));
  for (const email of others) expect(document).not.toContain(email);
  const listed = JSON.parse(await command(stack, 'privacy', 'list', 'shop', '--json'));
  expect(listed.receipts).toMatchObject([{ id: receipt.id, kind: 'export-person', state: 'done' }]);
}, 60_000);

test('customers/redact leaves the person nowhere: first only in the request, and at the end not even there', async () => {
  const before = (await ports.store.query({ kind: 'order', profileId: 'shop', limit: 200 })).items.length;
  const first = await sendCommand({ topic: 'customers/redact', customer: person }, 'erase-person');
  expect(first).toMatchObject({ state: 'working', total: { customers: 2, deadLetters: 1, exports: 1 } });
  expect(containersOf(await placesOf(MARKERS))).toEqual(['privacy-requests']);
  const receipt = await toTheEnd(first.id);
  expect(receipt).toMatchObject({ state: 'done', failure: null });
  expect(await placesOf(MARKERS)).toEqual([]);
  expect((await ports.store.query({ kind: 'order', profileId: 'shop', limit: 200 })).items).toHaveLength(before);
  const [order] = shop.orders().filter(({ customerId }) => customerId === person.id);
  const shown = await stack.call(`orders?remoteId=${order?.id}`, { profileId: 'shop' });
  expect(shown.json.items[0]).toMatchObject({ record: { customer: null }, erased: { requestId: receipt?.id } });
  const { json: history } = await stack.call(`orders/${shown.json.items[0].id}/history`, { profileId: 'shop' });
  expect(history.items[0].explanation).toContain(receipt?.id);
}, 60_000);

test('an order that the shop sends again stays without the person', async () => {
  await pull('orders');
  const orders = (await everything()).filter(([place]) => /^(orders|cache|events)\//.test(place));
  const theirs = shop.orders().filter(({ customerId }) => customerId === person.id);
  expect(theirs.length).toBeGreaterThan(0);
  for (const [, text] of orders) for (const marker of MARKERS) expect(text).not.toContain(marker);
}, 60_000);

test('app/uninstalled switches the profile off; shop/redact is taken all the same and leaves nobody', async () => {
  expect((await sender.send({ topic: 'app/uninstalled' })).status).toBe(202);
  expect((await ports.profiles.readStored('shop'))?.profile).toMatchObject({
    active: false,
    deactivated: { why: 'the app was removed from the shop' },
  });
  expect(await command(stack, 'profile', 'list')).toContain('the app was removed from the shop');
  const first = await sendCommand({ topic: 'shop/redact' }, 'erase-shop');
  await toTheEnd(first.id);
  const emails = [...shop.customers(), ...shop.orders()].flatMap(({ email }) => (email === null ? [] : [email]));
  expect(emails.length).toBeGreaterThan(10);
  expect(await placesOf(emails)).toEqual([]);
  const order = shop.orders()[0];
  if (order === undefined) throw new Error('the shop is empty');
  await eventually('a closed address', async () =>
    (await sender.send({ topic: 'orders/updated', order })).status === 404 ? true : null,
  );
}, 120_000);

test('a profile that a person puts again is on, and no longer says why it was off', async () => {
  await command(stack, 'profile', 'enable', 'shop');
  const { profile } = (await ports.profiles.readStored('shop')) ?? {};
  expect(profile?.active).toBe(true);
  expect(profile).not.toHaveProperty('deactivated');
});
