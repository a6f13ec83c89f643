import { type InstalledApp, installApp } from '../../../../../src/local/sandbox/shopware/app/install-app.js';
import { signatureOf } from '../../../../../src/local/sandbox/shopware/app/signature.js';
import { type ShopwareServer, startShopwareServer } from '../../../../../src/local/sandbox/shopware/server.js';
import type { ShopwareShop } from '../../../../../src/local/sandbox/shopware/shop.js';
import { requestToken, send } from '../api-client.js';
import { createHandClock, createTestShop } from '../sandbox-shop.js';
import { type AppHost, secretOf, startAppHost } from './app-host.js';

const META =
  '<meta><name>App</name><label>App</label><author>A</author><copyright>C</copyright><version>1.0.0</version><license>MIT</license></meta>';
let shop: ShopwareShop;
let server: ShopwareServer;
let host: AppHost;

beforeEach(async () => {
  shop = createTestShop(createHandClock(), 20);
  server = await startShopwareServer({ shop });
  host = await startAppHost('App', 'app-secret');
});
afterEach(async () => {
  await host.stop();
  await server.stop();
});

const webhook = (event: string) => `<webhook name="${event}" url="${host.baseUrl}/hook" event="${event}"/>`;
const install = (read = ['order']): Promise<InstalledApp> =>
  installApp(
    shop,
    `<manifest>${META}<setup><registrationUrl>${host.baseUrl}/register</registrationUrl><secret>app-secret</secret></setup>
     <permissions>${read.map((one) => `<read>${one}</read>`).join('')}</permissions>
     <webhooks>${['order.written', 'product.written', 'app.deleted'].map(webhook).join('')}</webhooks></manifest>`,
  );
const signIn = ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) =>
  requestToken(server.baseUrl, { client_id: clientId, client_secret: clientSecret });
const hooks = () => host.received.filter(({ path }) => path === '/hook').map(({ body }) => JSON.parse(body).data.event);

describe('an installed app', () => {
  test('has a key of its own, and may read what its manifest says and no more', async () => {
    const { credentials } = await install();
    expect(credentials()).not.toEqual(shop.credentials);
    const { status, json } = await signIn(credentials());
    expect(status).toBe(200);
    const search = async (entity: string) => {
      const headers = { authorization: `Bearer ${json.access_token}`, 'content-type': 'application/json' };
      return send(`${server.baseUrl}/api/search/${entity}`, { method: 'POST', headers, body: '{"limit":1}' });
    };
    expect((await search('order')).status).toBe(200);
    expect(await search('product')).toMatchObject({ status: 403 });
  });

  test('hears of the events that it subscribed to and may read', async () => {
    const installed = await install();
    shop.change({ kind: 'label' });
    shop.change({ kind: 'pay' });
    shop.changeProduct();
    await installed.drained();
    expect(hooks()).toEqual(['order.written']);
    expect(host.received.at(-1)?.headers['shopware-shop-signature']).toBe(
      signatureOf(host.received.at(-1)?.body ?? '', secretOf(1)),
    );
  });

  test('gets a new key with a further registration, and keeps the one it has where that fails', async () => {
    const { credentials, rotate } = await install();
    const first = credentials();
    await rotate();
    expect([(await signIn(first)).status, (await signIn(credentials())).status]).toEqual([401, 200]);
    host.answer = { secret: secretOf(2) };
    await expect(rotate()).rejects.toThrow('the new secret must differ from the current one');
    expect((await signIn(credentials())).status).toBe(200);
  });

  test('is not installed where the handshake fails', async () => {
    host.status = 500;
    await expect(install()).rejects.toThrow('the registration was answered with 500');
    expect(shop.integrations.size).toBe(1);
  });

  test('that is deleted loses its key and its tokens, and is told so last', async () => {
    const { credentials, uninstall } = await install();
    const { json } = await signIn(credentials());
    await uninstall();
    shop.change({ kind: 'label' });
    expect(hooks()).toEqual(['app.deleted']);
    expect((await signIn(credentials())).status).toBe(401);
    const headers = { authorization: `Bearer ${json.access_token}` };
    expect((await send(`${server.baseUrl}/api/_info/version`, { headers })).status).toBe(401);
  });
});
