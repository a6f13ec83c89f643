import { sendDelivery, startWebhooks } from '../../../../../src/local/sandbox/shopware/app/send-webhooks.js';
import { createShopwareApp, type ShopwareApp } from '../../../../../src/local/sandbox/shopware/app/shop-app.js';
import { signatureOf } from '../../../../../src/local/sandbox/shopware/app/signature.js';
import type { ShopwareShop } from '../../../../../src/local/sandbox/shopware/shop.js';
import { createHandClock, createTestShop } from '../sandbox-shop.js';
import { type AppHost, type Received, secretOf, startAppHost } from './app-host.js';

const NAME = 'Tributary';
const APP_SECRET = 'app-secret';

let shop: ShopwareShop;
let app: ShopwareApp;
let host: AppHost;

beforeEach(async () => {
  shop = createTestShop(createHandClock(), 40);
  app = createShopwareApp({ shop, name: NAME, appSecret: APP_SECRET });
  host = await startAppHost(NAME, APP_SECRET);
});
afterEach(() => host.stop());

const register = () => app.register(`${host.baseUrl}/register?tenant=a%20b`);

function webhooks(): Received[] {
  return host.received.filter(({ path }) => path === '/hook');
}

describe('the handshake', () => {
  test('signs its query as it stands, with what stood in the address before', async () => {
    const { url, headers } = app.registration('https://app.example/register?tenant=a%20b');
    const query = url.split('?')[1] as string;
    expect(query).toMatch(
      /^tenant=a%20b&shop-id=[0-9a-f]{16}&shop-url=https%3A%2F%2Fshop.example&timestamp=1795168800$/,
    );
    expect(headers['shopware-app-signature']).toBe(signatureOf(query, APP_SECRET));
    expect(headers['shopware-shop-signature']).toBeUndefined();
  });

  test('checks the proof, and confirms with the key and a signature by the new secret', async () => {
    await register();
    const [first, confirmation] = host.received as [Received, Received];
    expect(first).toMatchObject({ method: 'GET', path: '/register', query: expect.stringContaining('tenant=a%20b&') });
    expect(confirmation).toMatchObject({ method: 'POST', path: '/confirm' });
    expect(confirmation.headers['shopware-shop-signature']).toBe(signatureOf(confirmation.body, secretOf(1)));
    expect(confirmation.headers['shopware-shop-signature-previous']).toBeUndefined();
    expect(JSON.parse(confirmation.body)).toEqual({
      apiKey: shop.credentials.clientId,
      secretKey: shop.credentials.clientSecret,
      timestamp: '1795168800',
      shopUrl: shop.shopUrl,
      shopId: shop.shopId,
    });
    expect(app.secret()).toBe(secretOf(1));
  });

  test('once more signs with the present secret as well, and leaves it behind for a new one', async () => {
    await register();
    await register();
    const [again, confirmation] = host.received.slice(2) as [Received, Received];
    expect(again.headers['shopware-shop-signature']).toBe(signatureOf(again.query, secretOf(1)));
    expect(confirmation.headers['shopware-shop-signature']).toBe(signatureOf(confirmation.body, secretOf(2)));
    expect(confirmation.headers['shopware-shop-signature-previous']).toBe(signatureOf(confirmation.body, secretOf(1)));
    expect([app.secret(), app.previousSecret()]).toEqual([secretOf(2), secretOf(1)]);
  });

  test.each([
    [{ proof: 'f'.repeat(64) }, "the app's proof does not match"],
    [{ proof: null }, 'the app gave no proof'],
    [{ secret: 'short' }, 'the secret must be 64 to 255 characters long'],
    [{ confirmation_url: null }, 'the app gave no confirmation_url'],
    [{ error: 'not you' }, 'the app refused: not you'],
  ])('fails for the answer %j', async (answer, message) => {
    host.answer = answer;
    await expect(register()).rejects.toThrow(message);
    expect(app.secret()).toBeNull();
    expect(host.received.map(({ path }) => path)).toEqual(['/register']);
  });

  test('fails where the app does not answer well', async () => {
    host.status = 500;
    await expect(register()).rejects.toThrow('the registration was answered with 500');
  });
});

describe('a webhook', () => {
  beforeEach(() => app.useSecret(secretOf(1)));
  const paid = () => {
    const news = listen();
    shop.change({ kind: 'pay' });
    return app.deliveriesOf(news()[0] as never);
  };

  /** Gives the news since, when called. */
  function listen() {
    const heard: Parameters<Parameters<ShopwareShop['onChange']>[0]>[0][] = [];
    shop.onChange((news) => heard.push(news));
    return () => heard;
  }

  test('says what happened, where it comes from and when, signed over its body', () => {
    const [delivery] = paid();
    const { data, source, timestamp } = JSON.parse(delivery?.body ?? '');
    expect(data).toMatchObject({
      event: 'state_enter.order_transaction.state.paid',
      payload: { order: { orderNumber: expect.any(String), lineItems: expect.any(Array), transactions: null } },
    });
    expect(source).toEqual({ url: shop.shopUrl, appVersion: '1.0.0', shopId: shop.shopId, eventId: delivery?.eventId });
    expect(timestamp).toBe(1_795_168_800);
    expect(delivery?.headers['shopware-shop-signature']).toBe(signatureOf(delivery?.body ?? '', secretOf(1)));
    expect(delivery?.headers['sw-version']).toBe('6.7.4.2');
  });

  test('of a payment does not say that the order was written, unless it was', () => {
    expect(paid().map(({ event }) => event)).toEqual(['state_enter.order_transaction.state.paid']);
    shop.quirks.stateChangesTouchOrder = true;
    expect(paid().map(({ event }) => event)).toEqual(['state_enter.order_transaction.state.paid', 'order.written']);
  });

  test.each<[string, () => unknown, string[]]>([
    ['a placed order', () => shop.place(), ['checkout.order.placed', 'order.written']],
    ['a started order', () => shop.change({ kind: 'start' }), ['state_enter.order.state.in_progress', 'order.written']],
    ['a label', () => shop.change({ kind: 'label' }), ['order.written']],
    ['an edit', () => shop.change({ kind: 'edit' }), ['order.written']],
    ['a changed product', () => shop.changeProduct(), ['product.written']],
    ['a deleted product', () => shop.deleteProduct('SW-10001'), ['product.deleted']],
    ['a changed customer', () => shop.changeCustomer(), ['customer.written']],
  ])('tells of %s', (_what, happen, events) => {
    const news = listen();
    happen();
    expect(
      news()
        .flatMap((one) => app.deliveriesOf(one))
        .map(({ event }) => event),
    ).toEqual(events);
  });

  test('of something written tells its key alone', () => {
    const news = listen();
    const { order } = shop.change({ kind: 'label' });
    const [delivery] = app.deliveriesOf(news()[0] as never);
    expect(JSON.parse(delivery?.body ?? '').data.payload).toEqual([
      { entity: 'order', operation: 'update', primaryKey: order.id, updatedFields: ['updatedAt'] },
    ]);
  });

  test('of a draft looks like one of the order, where drafts are told of', () => {
    const all = createShopwareApp({ shop, name: NAME, appSecret: APP_SECRET, onlyLiveVersion: false });
    all.useSecret(secretOf(1));
    const news = listen();
    shop.change({ kind: 'edit' });
    const [draft, live] = all.deliveriesOf(news()[0] as never).map(({ body }) => JSON.parse(body));
    expect(draft.data).toEqual(live.data);
    expect(draft.source.eventId).not.toBe(live.source.eventId);
  });

  test('may repeat an event, be old, or be signed with the secret before', () => {
    app.useSecret(secretOf(2));
    const event = { event: 'order.written', payload: [] };
    const first = app.delivery(event);
    const late = app.delivery(event, { eventId: first.eventId, at: new Date(0), previousSecret: true });
    expect(late.eventId).toBe(first.eventId);
    expect(JSON.parse(late.body).timestamp).toBe(0);
    expect(late.headers['shopware-shop-signature']).toBe(signatureOf(late.body, secretOf(1)));
  });

  test('cannot be signed before there is a secret', () => {
    const fresh = createShopwareApp({ shop, name: NAME, appSecret: APP_SECRET });
    expect(() => fresh.delivery({ event: 'order.written', payload: [] })).toThrow('there is no such secret yet');
  });

  test('is posted as it was signed', async () => {
    const [delivery] = paid();
    expect(await sendDelivery(`${host.baseUrl}/hook`, delivery as never)).toBe(200);
    expect(webhooks()[0]?.body).toBe(delivery?.body);
  });
});

describe('a feed of webhooks', () => {
  test('sends what happens in its order, some of it twice, until it is stopped', async () => {
    app.useSecret(secretOf(1));
    const statuses: (number | null)[] = [];
    const url = `${host.baseUrl}/hook`;
    const feed = startWebhooks({ shop, app, url, repeatEvery: 3, onSent: (_, status) => statuses.push(status) });
    for (let time = 0; time < 6; time += 1) shop.change({ kind: 'label' });
    await feed.drained();
    const ids = webhooks().map(({ body }) => JSON.parse(body).source.eventId);
    expect(ids).toHaveLength(8);
    expect(new Set(ids).size).toBe(6);
    expect(ids[2]).toBe(ids[3]);
    expect(statuses).toEqual(ids.map(() => 200));
    await feed.stop();
    shop.change({ kind: 'label' });
    expect(webhooks()).toHaveLength(8);
  });

  test('goes on where nobody answers, and is silent before there is a secret', async () => {
    const url = 'http://127.0.0.1:1/hook';
    const statuses: (number | null)[] = [];
    const feed = startWebhooks({ shop, app, url, onSent: (_, status) => statuses.push(status) });
    shop.change({ kind: 'label' });
    app.useSecret(secretOf(1));
    shop.change({ kind: 'label' });
    await feed.stop();
    expect(statuses).toEqual([null]);
  });
});
