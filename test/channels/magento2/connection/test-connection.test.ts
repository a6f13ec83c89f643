import type { MagentoContext } from '../../../../src/channels/magento2/client.js';
import { magento2 } from '../../../../src/channels/magento2/index.js';
import type { MagentoSettings } from '../../../../src/channels/magento2/schema.js';
import type { MagentoSwitches } from '../../../../src/local/sandbox/magento/faults.js';
import { type MagentoServer, startMagentoServer } from '../../../../src/local/sandbox/magento/server.js';
import { createMagentoShop } from '../../../../src/local/sandbox/magento/shop.js';
import { PipelineError } from '../../../../src/model/errors.js';
import type { ConnectionCheck } from '../../../../src/ports/channel.js';
import { answeringContext, contextOf, credentials } from '../shop-context.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const RESOURCES = ['orders', 'invoices', 'shipments', 'creditmemos', 'customers', 'products'];

let server: MagentoServer;

beforeAll(async () => {
  const shop = createMagentoShop({ seed: 3, orders: 5, credentials, now: () => NOW });
  server = await startMagentoServer({ shop });
});
afterAll(() => server.stop());
afterEach(() => server.faults.reset());

async function checks(context: MagentoContext): Promise<ConnectionCheck[]> {
  return (await magento2.testConnection?.(context)) ?? [];
}

async function checkShop(
  changes: {
    switches?: Partial<MagentoSwitches>;
    settings?: Partial<MagentoSettings>;
    secrets?: Record<string, string>;
  } = {},
): Promise<ConnectionCheck[]> {
  Object.assign(server.faults.switches, changes.switches ?? {});
  const { settings = {}, secrets = credentials } = changes;
  return checks(contextOf(server.baseUrl, { settings: { currency: 'EUR', ...settings }, secrets }));
}

const brief = (found: readonly ConnectionCheck[]) =>
  found.filter(({ status }) => status !== 'ok').map(({ name, status }) => `${name} ${status}`);
const messageOf = (found: readonly ConnectionCheck[], name: string) => found.find((one) => one.name === name)?.message;

describe('the connection to a shop', () => {
  test('that is as it should be passes every check', async () => {
    const found = await checkShop({ settings: { storeCode: 'default' } });
    expect(found.map(({ name, status }) => [name, status])).toEqual(
      ['address', 'store code', 'credentials', ...RESOURCES, 'clock', 'page size', 'currency'].map((name) => [
        name,
        'ok',
      ]),
    );
  });

  test('names the trap of the bare bearer token', async () => {
    const found = await checkShop({ settings: { auth: 'bearer' } });
    expect(brief(found)).toEqual(['credentials failed']);
    expect(messageOf(found, 'credentials')).toMatch(/Since 2\.4\.4.*oauth1/);
    expect(brief(await checkShop({ switches: { integrationAsBearer: true }, settings: { auth: 'bearer' } }))).toEqual(
      [],
    );
  });

  test('says what the shop says of a signature, without the secrets', async () => {
    const found = await checkShop({ secrets: { ...credentials, accessTokenSecret: 'wrong-secret' } });
    expect(brief(found)).toEqual(['credentials failed']);
    expect(messageOf(found, 'credentials')).toMatch(/signature is invalid.*HMAC-SHA256/);
    expect(JSON.stringify(found)).not.toMatch(/wrong-secret|at_sandbox|cs&secret/);
  });

  test('names each right that is missing, and the rest still works', async () => {
    const deniedResources = ['Magento_Sales::sales_invoice', 'Magento_Customer::customer'];
    const found = await checkShop({ switches: { deniedResources } });
    expect(brief(found)).toEqual(['invoices failed', 'customers failed']);
    expect(messageOf(found, 'invoices')).toContain("isn't authorized to access Magento_Sales::sales_invoice");
    expect(messageOf(found, 'customers')).toContain('resource Magento_Customer::customer');
    expect(found.map(({ message }) => message).filter((message) => message.includes('..'))).toEqual([]);
  });

  test('knows OAuth credentials that have no right at all from wrong ones', async () => {
    const deniedResources = [
      'Magento_Sales::actions_view',
      'Magento_Sales::sales_invoice',
      'Magento_Sales::shipment',
      'Magento_Sales::sales_creditmemo',
      'Magento_Customer::customer',
      'Magento_Catalog::products',
      'Magento_Backend::store',
    ];
    const found = await checkShop({ switches: { deniedResources } });
    expect(brief(found)).toEqual([
      ...RESOURCES.map((name) => `${name} failed`),
      'page size warning',
      'currency warning',
    ]);
  });

  test('lists the store views when there is none of that code', async () => {
    const found = await checkShop({ settings: { storeCode: 'nowhere' } });
    expect(brief(found)).toEqual(['store code failed']);
    expect(messageOf(found, 'store code')).toMatch(/no store view nowhere; there are all, default, us,/);
  });

  test('says how large a page may be', async () => {
    const found = await checkShop({ switches: { maxPageSize: 50 } });
    expect(brief(found)).toEqual(['page size warning']);
    expect(messageOf(found, 'page size')).toMatch(/pageSize is 50\. Set pull\.pageSize of the profile to 50 or less/);
  });

  test.each<[number, MagentoSettings['auth'], string[]]>([
    [0, 'oauth1', []],
    [55_000, 'oauth1', []],
    [-90_000, 'oauth1', ['clock warning']],
    [320_000, 'oauth1', ['clock failed']],
    [-320_000, 'bearer', ['clock warning']],
    [3_600_000, 'oauth1', ['credentials failed', 'clock failed']],
  ])('compares the clocks: %d ms off with %s', async (clockSkewMs, auth, expected) => {
    const found = await checkShop({ switches: { clockSkewMs, integrationAsBearer: true }, settings: { auth } });
    expect(brief(found)).toEqual(expected);
  });

  test.each<[Partial<MagentoSettings>, string[], RegExp]>([
    [{ currency: 'EUR' }, [], /priced in EUR/],
    [{ currency: 'USD', storeCode: 'us' }, [], /priced in USD/],
    [{ currency: 'USD', storeCode: 'default' }, ['currency failed'], /base currency of the shop is EUR/],
    [{ currency: 'JPY', storeCode: 'jp' }, ['currency failed'], /is USD/],
    [{ currency: 'CHF', storeCode: 'all' }, ['currency failed'], /is EUR, USD/],
    [{ currency: undefined, storeCode: 'uk' } as never, ['currency warning'], /Set currency to EUR/],
  ])('compares the currency: %j', async (settings, expected, message) => {
    const found = await checkShop({ settings });
    expect([brief(found), messageOf(found, 'currency')]).toEqual([expected, expect.stringMatching(message)]);
  });

  test('does without what it may not read of the stores', async () => {
    const found = await checkShop({ switches: { deniedResources: ['Magento_Backend::store'] } });
    expect(brief(found)).toEqual(['currency warning']);
  });

  test('is asked little, and for nothing that costs the shop much', async () => {
    const before = server.requestCount();
    await checkShop();
    const asked = server.requests().slice(-(server.requestCount() - before));
    expect(asked).toHaveLength(8);
    for (const { query } of asked.filter(({ path }) => !path.includes('storeConfigs'))) {
      expect(decodeURIComponent(query)).toContain('[value]=999999999');
    }
  });
});

describe('an address', () => {
  const failing = (code: 'channel_unavailable' | 'channel_url_refused', message: string) => {
    let asked = 0;
    const context = answeringContext(() => {
      asked += 1;
      throw new PipelineError(code, message);
    });
    return { context, asked: () => asked };
  };

  test.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate/],
    ['CERT_HAS_EXPIRED', /certificate/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate/],
    ['ECONNREFUSED', /Check baseUrl/],
    ['ENOTFOUND', /Check baseUrl/],
  ])('that fails with %s is asked once, and explained', async (code, message) => {
    const { context, asked } = failing('channel_unavailable', `The channel could not be read: ${code}`);
    const found = await checks(context);
    expect(brief(found)).toEqual(['address failed']);
    expect(found[0]?.message).toMatch(message);
    expect(asked()).toBe(1);
  });

  test('that may not be called is explained', async () => {
    const found = await checks(failing('channel_url_refused', 'The address of the channel must be https').context);
    expect(found).toEqual([{ name: 'address', status: 'failed', message: expect.stringContaining('must be https') }]);
  });

  test.each([
    ['is no shop', 404, '<html>Not Found</html>', {}],
    ['has no interface there', 404, '{"message":"Request does not match any route."}', {}],
    ['is no shop, with a store view', 404, '<html>Not Found</html>', { storeCode: 'de' }],
  ])('that %s is named', async (_, status, text, settings) => {
    const found = await checks(answeringContext(() => ({ status, text }), settings));
    expect(brief(found)).toContain('address failed');
    expect(messageOf(found, 'address')).toContain('/index.php');
  });

  test.each([
    ['a login page', '<html>Sign in</html>'],
    ['nothing', ''],
    ['something else', '{"hello":1}'],
  ])('that answers every request with %s and 200 does not pass', async (_, text) => {
    const found = await checks(answeringContext(() => ({ text })));
    expect(found.some(({ status }) => status === 'failed')).toBe(true);
  });

  test('of a proxy that forbids us fails the credentials', async () => {
    const found = await checks(answeringContext(() => ({ status: 403, text: '<html>Forbidden</html>' })));
    expect(brief(found)).toContain('credentials failed');
  });

  test('never makes it throw, and never shows a token or a control character', async () => {
    const text = JSON.stringify({
      message: 'at_secret_token %resources\u0007\n',
      parameters: { resources: '\u001b[31m' },
    });
    const found = await checks(answeringContext(() => ({ status: 401, text })));
    expect(JSON.stringify(found)).not.toMatch(/at_secret_token|\\u00|\\n/);
    const throwing = answeringContext(() => {
      throw new TypeError('a mistake of ours');
    });
    expect(brief(await checks(throwing))).toEqual(['address failed']);
  });
});
