import { shopwareRegistration } from '../../../../src/channels/shopware6/webhooks/registration.js';
import { createShopwareApp } from '../../../../src/local/sandbox/shopware/app/shop-app.js';
import { createShopwareShop } from '../../../../src/local/sandbox/shopware/shop.js';
import { answer, type ScriptedServer, startScriptedServer } from '../../kit/scripted-server.js';
import { credentials, NOW, thrownBy } from '../shop-context.js';
import { read, webhookContext } from './delivery.js';

const shop = createShopwareShop({ seed: 3, orders: 5, credentials, now: () => NOW });
const app = createShopwareApp({ shop, name: 'Tributary', appSecret: 'app-secret' });
const settings = { from: 'app', appName: 'Tributary', shopUrl: shop.shopUrl };
const registering = { ...webhookContext(settings, { appSecret: 'app-secret' }), stored: null };
let server: ScriptedServer;
let handedOver: Record<string, string>;

const flat = (headers: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
const queryOf = (url = '') => url.split('?')[1] ?? '';
const taking = () => webhookContext(settings, handedOver);

beforeAll(async () => {
  server = await startScriptedServer([
    (request, response) => {
      const delivery = { method: 'GET' as const, headers: flat(request.headers), query: {}, body: Buffer.from('') };
      const parts = { rawQuery: queryOf(request.url), confirmationUrl: `${server.origin}/confirm` };
      const { reply } = shopwareRegistration.answer({ ...delivery, ...parts }, registering);
      response.writeHead(reply.status, { 'content-type': reply.contentType }).end(reply.body);
    },
    answer(204),
  ]);
  await app.register(`${server.origin}/register`);
  const { url, headers = {}, body = '' } = server.requests[1] ?? {};
  const query = Object.fromEntries(new URLSearchParams(queryOf(url)));
  const delivery = { method: 'POST' as const, headers: flat(headers), query, body: Buffer.from(body) };
  handedOver = shopwareRegistration.confirm(delivery, registering).secrets;
});
afterAll(() => server.stop());

test('a shop registers the app, and hands over its access key', () => {
  expect(handedOver).toMatchObject(credentials);
});

test('what happens in the shop is told, and read as hints of the order', () => {
  const told: string[] = [];
  shop.onChange((news) => {
    for (const { headers, body } of app.deliveriesOf(news)) {
      const { hints } = read({ method: 'POST', headers, query: {}, body: Buffer.from(body) }, taking());
      told.push(...hints.map(({ resource, recordId }) => `${resource} ${recordId}`));
    }
  });
  const { id } = shop.place();
  shop.change({ orderId: id, kind: 'pay' });
  expect(new Set(told)).toEqual(new Set([`orders ${id}`]));
  expect(told.length).toBeGreaterThan(2);
});

test('a stale delivery is refused', () => {
  const event = { event: 'order.written', payload: [] };
  const { headers, body } = app.delivery(event, { at: new Date(NOW.getTime() - 600_000) });
  const delivery = { method: 'POST' as const, headers, query: {}, body: Buffer.from(body) };
  expect(thrownBy(() => read(delivery, taking()))).toMatchObject({ code: 'webhook_invalid', path: '/timestamp' });
});
