import { checkScopes } from '../../../src/channels/shopify/connection/check-scopes.js';
import { checkVersion } from '../../../src/channels/shopify/connection/check-version.js';
import { ALL_SCOPES } from '../../../src/local/sandbox/shopify/faults.js';
import { type OpenShop, openShop } from './shop-context.js';

let open: OpenShop;
afterEach(() => open?.stop());

async function checksOf(changes: Parameters<OpenShop['context']>[0] = {}) {
  const settings = { shopDomain: open.shop.domain, ...changes?.settings };
  return (await open.channel.testConnection?.(open.context({ ...changes, settings }))) ?? [];
}

const bad = (checks: Awaited<ReturnType<typeof checksOf>>) =>
  checks.filter(({ status }) => status !== 'ok').map(({ name, status }) => `${name}: ${status}`);

describe('a connection', () => {
  test('that is well is well in all points, and waits only for webhooks', async () => {
    open = await openShop(3);
    const checks = await checksOf();
    expect(bad(checks)).toEqual(['webhooks: warning']);
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'address',
        'credentials',
        'scope read_orders',
        'scope read_all_orders',
        'protected customer data',
        'api version',
      ]),
    );
    const secrets = { accessToken: 'shpat_sandbox_access_token', webhookSecret: 's' };
    expect(bad(await checksOf({ settings: { webhooks: true }, secrets }))).toEqual([]);
    expect(bad(await checksOf({ settings: { webhooks: true } }))).toEqual(['webhooks: failed']);
  });

  test.each(
    ALL_SCOPES.filter((scope) => !['read_fulfillments', 'read_merchant_managed_fulfillment_orders'].includes(scope)),
  )('that lacks %s is told so by name, with the effect', async (missing) => {
    open = await openShop(3);
    open.server.faults.switches.scopes = ALL_SCOPES.filter((scope) => scope !== missing);
    const check = (await checksOf()).find(({ name }) => name === `scope ${missing}`);
    expect(check?.status).toBe(missing === 'read_all_orders' ? 'warning' : 'failed');
    expect(check?.message).toMatch(missing === 'read_all_orders' ? /60 days/ : /^Without it /);
  });

  test.each([
    ['redacted', 'warning'],
    ['denied', 'failed'],
  ] as const)('whose people are %s says so', async (protectedData, status) => {
    open = await openShop(3);
    open.server.faults.switches.protectedData = protectedData;
    const check = (await checksOf()).find(({ name }) => name === 'protected customer data');
    expect(check).toMatchObject({ status, message: expect.stringContaining('protected customer data') });
    expect(check?.message).not.toMatch(/\.\s*\./);
  });

  test('with a wrong token is a matter of the credentials, and does not show them', async () => {
    open = await openShop(1);
    const checks = await checksOf({ secrets: { accessToken: 'shpat_wrong_access_token' } });
    expect(checks[0]).toMatchObject({ name: 'credentials', status: 'failed' });
    expect(JSON.stringify(checks)).not.toContain('shpat_wrong');
  });

  test('to an address where nobody answers is a matter of the address', async () => {
    open = await openShop(1);
    await open.server.stop();
    expect((await checksOf())[0]).toMatchObject({ name: 'address', status: 'failed' });
  });

  test('to a shop of another name says which', async () => {
    open = await openShop(1);
    const checks = await checksOf({ settings: { shopDomain: 'other.myshopify.com' } });
    expect(checks[0]).toMatchObject({
      name: 'address',
      status: 'warning',
      message: expect.stringContaining(open.shop.domain),
    });
  });
});

describe('the version of the interface', () => {
  const versions = ['2026-01', '2026-04', '2026-07', '2026-10'].map((handle) => ({ handle, supported: true }));
  const now = new Date('2026-11-20T10:00:00Z');
  test.each([
    ['2026-10', '2026-10', 'ok', /until 2027-10-01/],
    ['2026-01', '2026-01', 'warning', /until 2027-01-01.*2026-10/],
    ['2025-07', '2026-01', 'failed', /does not support 2025-07, and answers in 2026-01/],
    ['2026-10', '2026-07', 'warning', /answers in 2026-07/],
  ])('%s, answered in %s, is %s', (version, answeredIn, status, message) => {
    expect(checkVersion(version, { versions, answeredIn, now })).toMatchObject({
      status,
      message: expect.stringMatching(message),
    });
  });
});

test('a scope to write is also one to read', () => {
  const failed = checkScopes([
    'write_orders',
    'write_customers',
    'write_products',
    'write_returns',
    'write_fulfillments',
    'write_locations',
  ]);
  expect(failed.filter(({ status }) => status === 'failed')).toEqual([]);
});
