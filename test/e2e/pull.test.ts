import { join } from 'node:path';
import { compose } from '../../src/composition.js';
import { type MagentoServer, startMagentoServer } from '../../src/local/sandbox/magento/server.js';
import { createMagentoShop } from '../../src/local/sandbox/magento/shop.js';
import { newRequest } from '../../src/orchestration/schedule-pulls.js';
import { putProfile } from './command.js';
import { eventually, type RunningStack, startProduct } from './stack.js';

const credentials = { consumerKey: 'ck', consumerSecret: 'cs', accessToken: 'at', accessTokenSecret: 'ats' };
const shop = createMagentoShop({ seed: 7, orders: 150, credentials, now: () => new Date() });
let server: MagentoServer;
let stack: RunningStack;
let ports: Awaited<ReturnType<ReturnType<typeof compose>['withStore']>>;

beforeAll(async () => {
  server = await startMagentoServer({ shop });
  stack = await startProduct(['--no-sandbox'], { T_CK: 'ck', T_CS: 'cs', T_AT: 'at', T_ATS: 'ats' });
  ports = await compose(stack.env).withStore();
  await putProfile(stack, join(stack.dataDir, 'shop.json'), {
    id: 'shop',
    tenantId: 'shop',
    name: 'Shop',
    channel: 'magento2',
    settings: { baseUrl: server.baseUrl, auth: 'oauth1' },
    secrets: {
      consumerKey: 'env:T_CK',
      consumerSecret: 'env:T_CS',
      accessToken: 'env:T_AT',
      accessTokenSecret: 'env:T_ATS',
    },
    pull: { enabled: false, pageSize: 40 },
  });
}, 90_000);

afterAll(async () => {
  await stack.stop();
  await server.stop();
});

/** Asks for a pull, and waits until its run has ended and everything that it queued is processed. */
async function pull() {
  const request = newRequest(ports, 'shop', 'orders', 'command');
  await ports.pullRequests.put(request);
  const run = await eventually('the end of the run', async () => {
    const found = await ports.runs.read('shop', request.runId);
    return found === null || found.status === 'running' ? null : found;
  });
  await eventually('an empty queue', async () => {
    for await (const _ of ports.queue.list()) return null;
    return true;
  });
  return run;
}

async function storedOrders() {
  const items = [];
  let continuation: string | undefined;
  do {
    const page = await ports.store.query({
      kind: 'order',
      profileId: 'shop',
      limit: 100,
      ...(continuation === undefined ? {} : { continuation }),
    });
    items.push(...page.items);
    continuation = page.continuation ?? undefined;
  } while (continuation !== undefined);
  return items;
}

test('a pull of the whole shop stores every order once, to the cent; the same again ends in Ignores and changes no ETag', async () => {
  const run = await pull();
  expect(run).toMatchObject({ status: 'success', error: null, announced: 150, counts: { records: 150 } });
  const stored = await storedOrders();
  const grand = (pairs: (readonly [string, unknown])[]) =>
    Object.fromEntries(pairs.map(([id, total]) => [id, Number(total)]));
  expect(
    grand(stored.map(({ item }) => [item.remoteId, (item.record.totals as { grand: string }).grand] as const)),
  ).toEqual(grand(shop.orders().map((order) => [String(order.entity_id), order.grand_total] as const)));
  const held = await ports.cursors.hold('shop', 'orders');
  if (held === null) throw new Error('the cursor is held');
  await held.advance({ ...held.cursor, watermark: null, position: null });
  await held.release();
  expect(await pull()).toMatchObject({ status: 'success', counts: { records: 150 } });
  const etags = (items: typeof stored) => items.map(({ item, etag }) => `${item.id} ${etag}`).sort();
  expect(etags(await storedOrders())).toEqual(etags(stored));
  const { items } = await ports.events.query({ profileId: 'shop', type: 'order', action: 'Ignore', limit: 200 });
  expect(items).toHaveLength(150);
}, 120_000);

test('a new order and a change arrive with the next pull, and the event says what changed', async () => {
  const placed = shop.place();
  const changed = shop.change();
  await pull();
  const { json } = await stack.call(`events?type=order&recordId=${changed.order.entity_id}&limit=1`, {
    profileId: 'shop',
  });
  expect(['Patch', 'Update']).toContain(json.items[0].action);
  expect(json.items[0].operations.length).toBeGreaterThan(0);
  const orders = await stack.call(`orders?remoteId=${placed.entity_id}`, { profileId: 'shop' });
  expect(orders.json.items).toHaveLength(1);
});

test('a login page instead of JSON ends the run with an error and leaves the cursor', async () => {
  const before = await ports.cursors.read('shop', 'orders');
  server.faults.switches.html200 = true;
  const run = await pull();
  server.faults.reset();
  expect(run).toMatchObject({ status: 'error', error: { code: 'channel_page_invalid' } });
  expect((await ports.cursors.read('shop', 'orders'))?.watermark).toBe(before?.watermark);
});
