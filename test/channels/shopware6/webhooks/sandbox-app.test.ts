import { answerRegistration, readConfirmation } from '../../../../src/channels/shopware6/webhooks/registration.js';
import { shopSecretOf } from '../../../../src/channels/shopware6/webhooks/signature.js';
import { createShopwareApp } from '../../../../src/local/sandbox/shopware/app/shop-app.js';
import { createShopwareShop } from '../../../../src/local/sandbox/shopware/shop.js';
import { answer, type ScriptedServer, startScriptedServer } from '../../kit/scripted-server.js';
import { credentials, NOW, thrownBy } from '../shop-context.js';
import { read, webhookContext } from './delivery.js';

const shop = createShopwareShop({ seed: 3, orders: 5, credentials, now: () => NOW });
const app = createShopwareApp({ shop, name: 'Tributary', appSecret: 'app-secret' });
const context = webhookContext(
  { from: 'app', appName: 'Tributary', shopUrl: shop.shopUrl },
  { appSecret: 'app-secret' },
);
let server: ScriptedServer;

const flat = (headers: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

beforeAll(async () => {
  server = await startScriptedServer([
    (request, response) => {
      const [, rawQuery = ''] = (request.url ?? '').split('?');
      const signature = String(request.headers['shopware-app-signature']);
      const reply = answerRegistration({ rawQuery, signature, confirmationUrl: `${server.origin}/confirm` }, context);
      response.writeHead(reply.status, { 'content-type': reply.contentType }).end(reply.body);
    },
    answer(204),
  ]);
  await app.register(`${server.origin}/register`);
});
afterAll(() => server.stop());

test('a shop registers the app, and hands over its access key', () => {
  expect(app.secret()).toBe(shopSecretOf('app-secret', shop.shopId));
  const { headers, body } = server.requests[1] ?? { headers: {}, body: '' };
  expect(readConfirmation({ headers: flat(headers), body: Buffer.from(body) }, context)).toEqual({
    shopId: shop.shopId,
    ...credentials,
  });
});

test('what happens in the shop is told, and read as hints of the order', () => {
  const told: string[] = [];
  shop.onChange((news) => {
    for (const { headers, body } of app.deliveriesOf(news)) {
      const { hints } = read({ method: 'POST', headers, query: {}, body: Buffer.from(body) }, context);
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
  expect(thrownBy(() => read(delivery, context))).toMatchObject({ code: 'webhook_invalid', path: '/timestamp' });
});
