import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { compose } from '../../src/composition.js';
import { type InstalledApp, installApp } from '../../src/local/sandbox/shopware/app/install-app.js';
import { type ShopwareServer, startShopwareServer } from '../../src/local/sandbox/shopware/server.js';
import { createShopwareShop } from '../../src/local/sandbox/shopware/shop.js';
import { newRequest } from '../../src/orchestration/schedule-pulls.js';
import { command, putProfile } from './command.js';
import { eventually, type RunningStack, startProduct } from './stack.js';

const APP_SECRET = 'canary-app-secret';
const credentials = { clientId: 'SWIAOTHER', clientSecret: 'canary-other' };
let aheadMs = 0;
const shop = createShopwareShop({
  seed: 5,
  orders: 30,
  credentials,
  now: () => new Date(Date.now() + aheadMs),
});
let server: ShopwareServer;
let stack: RunningStack;
let ports: Awaited<ReturnType<ReturnType<typeof compose>['withStore']>>;
let installed: InstalledApp;
let manifest: string;

const profileOf = (id: string, changes: object = {}) => ({
  id,
  tenantId: 'shop',
  name: 'Shop',
  channel: 'shopware6',
  settings: {
    baseUrl: server.baseUrl,
    webhooks: { from: 'app', appName: 'Tributary', shopUrl: shop.shopUrl },
  },
  secrets: {
    appSecret: 'env:T_APP',
    clientId: 'stored:clientId',
    clientSecret: 'stored:clientSecret',
    shopSecret: 'stored:shopSecret',
  },
  pull: { enabled: false },
  ...changes,
});

beforeAll(async () => {
  process.env.T_APP = APP_SECRET;
  server = await startShopwareServer({ shop });
  stack = await startProduct(['--no-sandbox'], { T_APP: APP_SECRET });
  ports = await compose({ ...stack.env, T_APP: APP_SECRET }).withStore();
  for (const id of ['shop', 'other']) await putProfile(stack, join(stack.dataDir, `${id}.json`), profileOf(id));
  manifest = await command(stack, 'manifest', 'shop', '--url', stack.api.replace(/\/api$/, ''));
}, 90_000);

afterAll(async () => {
  delete process.env.T_APP;
  await stack.stop();
  await server.stop();
});

/** Pulls orders and gives how it ended. */
async function pull(profileId = 'shop') {
  const request = newRequest(ports, profileId, 'orders', 'command');
  await ports.pullRequests.put(request);
  return eventually('the end of the run', async () => {
    const found = await ports.runs.read(profileId, request.runId);
    return found === null || found.status === 'running' ? null : found;
  });
}

const orderOf = (number: string) =>
  eventually(`order ${number}`, async () => {
    const { json } = await stack.call(`orders?number=${number}`, { profileId: 'shop' });
    return json.items?.[0] ?? null;
  });

/** The shop's next handshake, so much later by its clock: two in one second are the same request. */
const rotate = () => {
  aheadMs += 1_000;
  return installed.rotate();
};

describe('before the app is installed', () => {
  test('a pull and the test of the connection say so', async () => {
    const run = await pull();
    expect(run).toMatchObject({ status: 'error', error: { code: 'registration_missing' } });
    const failure = await command(stack, 'test-connection', 'shop').catch((error: unknown) => error);
    expect((failure as { stderr: string }).stderr).toMatch(
      /registration_missing.*app is not installed in the shop yet/s,
    );
  });

  test('webhooks are not taken', async () => {
    const answer = await fetch(`${stack.api}/webhooks/shop`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
  });
});

describe('the app of the printed manifest', () => {
  test('is installed, and may read all that the channel reads', async () => {
    installed = await installApp(shop, manifest);
    const found = JSON.parse(await command(stack, 'test-connection', 'shop', '--json'));
    const failed = found.checks.filter(({ status }: { status: string }) => status === 'failed');
    expect({ ok: found.ok, failed }).toEqual({ ok: true, failed: [] });
    expect(await pull()).toMatchObject({ status: 'success', counts: { records: 30 } });
  });

  test('is known to its own profile alone', async () => {
    expect(await pull('other')).toMatchObject({ status: 'error', error: { code: 'registration_missing' } });
  });

  test('sends webhooks, and what they name is read again', async () => {
    const placed = shop.place();
    await installed.drained();
    expect(installed.sent().map(({ status }) => status)).toEqual(installed.sent().map(() => 202));
    expect(installed.sent().length).toBeGreaterThan(0);
    expect(await orderOf(placed.number)).toMatchObject({ record: { number: placed.number } });
  });

  test('registers once more: what was handed over last is used at once, and signed with', async () => {
    const before = installed.credentials();
    await rotate();
    expect(installed.credentials()).not.toEqual(before);
    server.revokeTokens();
    expect(await pull()).toMatchObject({ status: 'success' });
    const late = installed.app.delivery({ event: 'order.written', payload: [] }, { previousSecret: true });
    const now = installed.app.delivery({ event: 'order.written', payload: [] });
    for (const { headers, body } of [late, now])
      expect((await fetch(`${stack.api}/webhooks/shop`, { method: 'POST', headers, body })).status).toBe(202);
  });

  test('keeps working where a registration is not confirmed', async () => {
    aheadMs += 1_000;
    const { url, headers } = installed.app.registration(`${stack.api}/webhooks/shop/register`);
    expect((await fetch(url, { headers })).status).toBe(200);
    expect((await fetch(url, { headers })).status).toBe(409);
    server.revokeTokens();
    expect(await pull()).toMatchObject({ status: 'success' });
  });

  test('cannot be registered by who does not know its secret', async () => {
    const forged = manifest.replace(APP_SECRET, 'guess');
    await expect(installApp(shop, forged)).rejects.toThrow('the registration was answered with 401');
    const query = `shop-id=x&shop-url=${shop.shopUrl}&timestamp=${Math.floor(Date.now() / 1_000)}`;
    const signature = createHmac('sha256', '').update(query).digest('hex');
    const headers = { 'shopware-app-signature': signature };
    expect((await fetch(`${stack.api}/webhooks/shop/register?${query}`, { headers })).status).toBe(401);
  });

  test('tells of its end', async () => {
    await installed.uninstall();
    const { delivery, status } = installed.sent().at(-1) ?? {};
    expect([delivery?.event, status]).toEqual(['app.deleted', 202]);
    expect(await pull()).toMatchObject({ status: 'error', error: { code: 'channel_unauthorized' } });
  });
});

test('nothing that was handed over, and no secret, is in the output of the app', () => {
  const output = stack.out() + stack.err();
  const secrets = [
    APP_SECRET,
    installed.credentials().clientSecret,
    installed.app.secret(),
    installed.app.previousSecret(),
  ];
  for (const secret of secrets) {
    expect(secret).toMatch(/.{10,}/);
    expect(output).not.toContain(secret);
  }
});
