import { testConnection } from '../../../../src/channels/shopware6/connection/test-connection.js';
import type { ShopwareSettings } from '../../../../src/channels/shopware6/schema.js';
import type { ShopwareSwitches } from '../../../../src/local/sandbox/shopware/http/faults.js';
import { type ShopwareServer, startShopwareServer } from '../../../../src/local/sandbox/shopware/server.js';
import { createShopwareShop } from '../../../../src/local/sandbox/shopware/shop.js';
import { answer, startScriptedServer } from '../../kit/scripted-server.js';
import { contextOf, credentials, NOW } from '../shop-context.js';

let server: ShopwareServer;
let currencies: Record<string, string>;
beforeAll(async () => {
  const shop = createShopwareShop({ seed: 2, orders: 3, credentials, now: () => NOW });
  server = await startShopwareServer({ shop });
  currencies = Object.fromEntries([...shop.read().all('currency')].map(({ id, isoCode }) => [id, String(isoCode)]));
});
afterAll(() => server.stop());
beforeEach(() => server.faults.reset());

async function checks(
  switches: Partial<ShopwareSwitches> = {},
  settings: Partial<ShopwareSettings> = {},
  secrets = {},
) {
  Object.assign(server.faults.switches, switches);
  const context = contextOf(server.baseUrl, {
    settings: { currencies, ...settings },
    secrets: { ...credentials, ...secrets },
  });
  const found = await testConnection(context);
  return new Map(found.map((check) => [check.name, check]));
}

const app: NonNullable<ShopwareSettings['webhooks']> = { from: 'app', appName: 'Tributary', maxAge: 'PT5M' };

describe('the test of a connection', () => {
  test('finds nothing wrong with a good one', async () => {
    const found = await checks({}, { webhooks: app });
    expect([...found.values()].map(({ name, status }) => `${name}: ${status}`)).toEqual([
      'sign-in: ok',
      'version: ok',
      'orders: ok',
      'customers: ok',
      'products: ok',
      'clock: ok',
      'page size: ok',
      'currencies: ok',
    ]);
  });

  test('names each privilege that is missing, and what it costs', async () => {
    const found = await checks({ deniedPrivileges: ['order_transaction:read', 'document:read', 'media:read'] });
    expect(found.get('orders')).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(
        /lacks .*(order_transaction:read|document:read).*(order_transaction:read|document:read).*no orders/,
      ),
    });
    expect(found.get('products')?.message).toContain('media:read');
    expect(found.get('customers')?.status).toBe('ok');
  });

  test('names a wrong access key', async () => {
    const found = await checks({}, {}, { clientSecret: 'wrong' });
    expect([...found.keys()]).toEqual(['sign-in']);
    expect(found.get('sign-in')).toMatchObject({ status: 'failed', message: expect.stringContaining('clientSecret') });
    expect(found.get('sign-in')?.message).not.toMatch(/\.\s*\./);
  });

  test('ends with one full stop what the shop says with one', async () => {
    const detail = 'The client is not known.';
    const scripted = await startScriptedServer([answer(401, JSON.stringify({ errors: [{ code: '4', detail }] }))]);
    const [check] = await testConnection(
      contextOf(scripted.origin, { secrets: { ...credentials, clientId: 'other' } }),
    );
    await scripted.stop();
    expect(check?.message).toContain('The client is not known. Check clientId');
  });

  test.each([
    ['6.5.8.0', 'ok', 'nothing is loaded'],
    ['6.6.10.1', 'ok', '6.6.10.1'],
    ['6.7.4.2', 'ok', 'names the delivery'],
    ['6.4.20.0', 'warning', 'older than 6.5'],
  ])('says what the version %s means', async (version, status, words) => {
    const check = (await checks({ version })).get('version');
    expect(check).toMatchObject({ status, message: expect.stringContaining(words) });
  });

  test('measures the clocks; webhooks suffer from a wrong one', async () => {
    const skewed = { clockSkewMs: 400_000 };
    expect((await checks(skewed)).get('clock')).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('400 s'),
    });
    expect((await checks(skewed, { webhooks: app })).get('clock')?.status).toBe('failed');
  });

  test('lists the currencies that are to be set, and those that are set wrongly', async () => {
    const [euro = '', ...others] = Object.keys(currencies);
    const missing = (await checks({}, { currencies: { [euro]: currencies[euro] ?? '' } })).get('currencies');
    expect(missing?.status).toBe('warning');
    for (const id of others) expect(missing?.message).toContain(`"${id}":"${currencies[id]}"`);
    const wrong = (await checks({}, { currencies: { ...currencies, [euro]: 'PLN' } })).get('currencies');
    expect(wrong).toMatchObject({ status: 'failed', message: expect.stringContaining('not PLN') });
  });

  test('takes a login page for no shop', async () => {
    const found = await checks({ html200: true });
    expect(found.get('sign-in')?.status).toBe('ok');
    expect(['orders', 'customers', 'products'].map((name) => found.get(name)?.status)).toEqual(Array(3).fill('failed'));
  });

  test.each([
    [404, '<html>', 'baseUrl'],
    [200, '<html>', 'password of its own'],
    [503, '', 'reached from here'],
  ])('says what to do when the sign-in is answered with %d and a page', async (status, body, words) => {
    const other = await startScriptedServer([answer(status, body)]);
    const [check, ...more] = await testConnection(contextOf(other.origin));
    await other.stop();
    expect(more).toEqual([]);
    expect(check).toMatchObject({ name: 'sign-in', status: 'failed', message: expect.stringContaining(words) });
  });

  test('knows a shop that cannot be reached', async () => {
    const [check] = await testConnection(contextOf('http://127.0.0.1:1'));
    expect(check).toMatchObject({ status: 'failed', message: expect.stringContaining('ECONNREFUSED') });
  });
});
