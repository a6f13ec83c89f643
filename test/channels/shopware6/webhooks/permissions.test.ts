import { testConnection } from '../../../../src/channels/shopware6/connection/test-connection.js';
import { createManifest } from '../../../../src/channels/shopware6/webhooks/manifest.js';
import { readManifest } from '../../../../src/local/sandbox/shopware/app/read-manifest.js';
import { type ShopwareServer, startShopwareServer } from '../../../../src/local/sandbox/shopware/server.js';
import { createShopwareShop } from '../../../../src/local/sandbox/shopware/shop.js';
import { contextOf, credentials, NOW } from '../shop-context.js';
import { webhookContext } from './delivery.js';

const { settings } = webhookContext({ from: 'app', appName: 'Tributary' }, {});
const addresses = { registrationUrl: 'https://a.example/register', webhookUrl: 'https://a.example' };
const { permissions } = readManifest(createManifest({ settings, secrets: { appSecret: 'x' }, ...addresses }));
let server: ShopwareServer;
let failuresWith: (given: readonly string[]) => Promise<string[]>;

beforeAll(async () => {
  const shop = createShopwareShop({ seed: 3, orders: 5, credentials, now: () => NOW });
  server = await startShopwareServer({ shop, faults: { successForgivesTries: true } });
  failuresWith = async (given) => {
    shop.integrations.set(credentials.clientId, { ...credentials, privileges: new Set(given) });
    const found = await testConnection(contextOf(server.baseUrl));
    return found.filter(({ status }) => status === 'failed').map(({ name, message }) => `${name}: ${message}`);
  };
});
afterAll(() => server.stop());

test('the permissions of the manifest are enough to read everything', async () => {
  expect(await failuresWith(permissions)).toEqual([]);
});

test.each(permissions.filter((one) => one !== 'currency:read'))('%s is needed', async (permission) => {
  const failures = await failuresWith(permissions.filter((one) => one !== permission));
  expect(failures.join()).toContain(permission);
});
