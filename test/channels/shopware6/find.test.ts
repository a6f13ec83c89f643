import type { ShopwareContext } from '../../../src/channels/shopware6/shopware-context.js';
import type { Json } from '../../../src/diff/json.js';
import { type ShopwareServer, startShopwareServer } from '../../../src/local/sandbox/shopware/server.js';
import { createShopwareShop, type ShopwareShop } from '../../../src/local/sandbox/shopware/shop.js';
import { parseJson } from '../../../src/model/json-text.js';
import { idOf } from './sample-order.js';
import { contextOf, credentials, NOW, resourceOf, settingsOf } from './shop-context.js';

let shop: ShopwareShop;
let server: ShopwareServer;
beforeAll(async () => {
  shop = createShopwareShop({ seed: 5, orders: 20, credentials, now: () => NOW });
  server = await startShopwareServer({ shop });
});
afterAll(() => server.stop());

const get = (name: string, id: string) => resourceOf(name).get?.(contextOf(server.baseUrl), id);
const find = (name: string, number: string) => resourceOf(name).find?.(contextOf(server.baseUrl), number);

describe('one record', () => {
  test('is read by its id as it is listed, to the letter', async () => {
    const context = contextOf(server.baseUrl);
    const page = await resourceOf('orders').list?.(context, { since: null, position: null, pageSize: 1 });
    const [listed] = page?.records ?? [];
    expect(listed).toBeDefined();
    expect(await get('orders', listed?.recordId ?? '')).toEqual(listed);
    expect(await get('orders', (listed?.recordId ?? '').toUpperCase())).toEqual(listed);
  });

  test.each(['00000000000000000000000000000000', 'guest:a@example.com', '10001', ''])('%j is none', async (id) => {
    expect(await get('orders', id)).toBeNull();
  });

  test('is found by the number that people know', async () => {
    const [order] = shop.orders();
    const customer = shop.customers().find(({ guest }) => !guest);
    const product = shop.products().find(({ parentId }) => parentId === null);
    expect((await find('orders', order?.number ?? ''))?.recordId).toBe(order?.id);
    expect((await find('customers', customer?.email ?? ''))?.recordId).toBe(customer?.id);
    expect((await find('products', product?.number ?? ''))?.recordId).toBe(product?.id);
    expect(await find('orders', 'no-such-number')).toBeNull();
  });

  test('that is a variant is the product that it belongs to', async () => {
    const variant = shop.products().find(({ parentId }) => parentId !== null);
    expect((await find('products', variant?.number ?? ''))?.recordId).toBe(variant?.parentId);
    expect((await get('products', variant?.id ?? ''))?.recordId).toBe(variant?.parentId);
  });
});

/** A context whose shop answers each search with these records. */
function answering(data: Json[]): ShopwareContext {
  return {
    settings: settingsOf(`https://shop-${Math.random()}.test`, { salesChannels: [idOf('mine')] }),
    secrets: credentials,
    http: {
      async send({ url }) {
        const body = url.endsWith('/oauth/token')
          ? { access_token: 't', expires_in: 600 }
          : { total: data.length, data };
        return { status: 200, headers: {}, text: JSON.stringify(body) };
      },
    },
    now: () => NOW,
    sleep: async () => {},
    random: () => 0.5,
  };
}

describe('of several records with one number', () => {
  const row = (name: string, salesChannelId: string) => ({ id: idOf(name), salesChannelId: idOf(salesChannelId) });
  const search = (data: Json[]) => resourceOf('orders').find?.(answering(data), '1');

  test('the one that the profile takes is found', async () => {
    const found = await search([row('a', 'other'), row('b', 'mine')]);
    expect(parseJson(found?.raw ?? '')).toMatchObject({ id: idOf('b') });
    expect(await search([row('a', 'other'), row('b', 'other')])).toBeNull();
  });

  test('none is found when the profile takes several', async () => {
    await expect(search([row('a', 'mine'), row('b', 'mine')])).rejects.toMatchObject({
      code: 'channel_refused',
      message: expect.stringContaining(`${idOf('a')}, ${idOf('b')}`),
    });
  });
});

test.each([
  ['another record', [{ id: idOf('b') }]],
  ['a record without an id', [{}]],
])('an answer with %s is no answer', async (_, data) => {
  await expect(resourceOf('orders').get?.(answering(data), idOf('a'))).rejects.toMatchObject({
    code: 'channel_page_invalid',
  });
});
