import { type ShopwareServer, startShopwareServer } from '../../../../src/local/sandbox/shopware/server.js';
import type { ShopwareShop } from '../../../../src/local/sandbox/shopware/shop.js';
import { type ApiClient, createApiClient, type Json } from './api-client.js';
import { createHandClock, createTestShop } from './sandbox-shop.js';

const clock = createHandClock();
let shop: ShopwareShop;
let server: ShopwareServer;
let api: ApiClient;

beforeAll(async () => {
  shop = createTestShop(clock);
  server = await startShopwareServer({ shop });
  api = await createApiClient(server.baseUrl);
});
afterEach(() => server.faults.reset());
afterAll(() => server.stop());

const BY_NUMBER = [{ field: 'autoIncrement', order: 'ASC' }];

async function found(entity: string, criteria: object, headers?: Record<string, string>): Promise<Json> {
  const { status, json } = await api.search(entity, criteria, headers);
  expect({ status, errors: json.errors }).toEqual({ status: 200, errors: undefined });
  return json;
}

const idsOf = ({ data }: Json): string[] => data.map(({ id }: Json) => id);

describe('a page', () => {
  test('is cut out of the sorted rows', async () => {
    const all = shop.orders().map(({ id }) => id);
    const criteria = { limit: 30, sort: BY_NUMBER };
    expect(idsOf(await found('order', { ...criteria, page: 2 }))).toEqual(all.slice(30, 60));
    expect(idsOf(await found('order', { ...criteria, page: 7 }))).toEqual(all.slice(180));
    expect(idsOf(await found('order', { ...criteria, page: 8 }))).toEqual([]);
  });

  test('without a limit begins at the start each time', async () => {
    const first = idsOf(await found('order', { page: 1, sort: BY_NUMBER }));
    expect(first).toHaveLength(200);
    expect(idsOf(await found('order', { page: 5, sort: BY_NUMBER }))).toEqual(first);
  });

  test('is in no order of time without a sort', async () => {
    const ids = idsOf(await found('order', {}));
    expect(ids).toEqual([...ids].sort());
    expect(ids).not.toEqual(shop.orders().map(({ id }) => id));
  });

  test('sorts null first', async () => {
    const sort = [{ field: 'updatedAt' }, { field: 'id' }];
    const { data } = await found('order', { sort });
    const updates: (string | null)[] = data.map(({ updatedAt }: Json) => updatedAt);
    const nulls = updates.filter((at) => at === null).length;
    expect(nulls).toBeGreaterThan(10);
    expect(updates.slice(0, nulls).every((at) => at === null)).toBe(true);
    expect(updates.slice(nulls)).toEqual([...updates.slice(nulls)].sort());
    const { data: backwards } = await found('order', { sort: '-updatedAt,-id' });
    expect(backwards.map(({ id }: Json) => id)).toEqual(data.map(({ id }: Json) => id).reverse());
  });

  test.each<[string, object, number]>([
    ['nothing said', {}, 20],
    ['0', { 'total-count-mode': 0 }, 20],
    ['none', { 'total-count-mode': 'none' }, 20],
    ['1', { 'total-count-mode': 1 }, 200],
    ['exact', { 'total-count-mode': 'exact' }, 200],
    ['2', { 'total-count-mode': 2 }, 101],
    ['next-pages', { 'total-count-mode': 'next-pages' }, 101],
  ])('tells as its total with %s', async (_mode, mode, total) => {
    expect((await found('order', { limit: 20, ...mode })).total).toBe(total);
  });

  test.each<[object, string, string]>([
    [{ limit: 501 }, 'FRAMEWORK__QUERY_LIMIT_EXCEEDED', '/limit'],
    [{ limit: 0 }, 'FRAMEWORK__INVALID_LIMIT_QUERY', '/limit'],
    [{ limit: 'many' }, 'FRAMEWORK__INVALID_LIMIT_QUERY', '/limit'],
    [{ limit: 10, page: 0 }, 'FRAMEWORK__INVALID_PAGE_QUERY', '/page'],
  ])('of %j is refused', async (criteria, code, pointer) => {
    const { status, json } = await api.search('order', criteria);
    expect(status).toBe(400);
    expect(json.errors).toMatchObject([{ status: '400', code, source: { pointer } }]);
  });

  test('of several bad parts names them all', async () => {
    const { json } = await api.search('order', { limit: -1, page: -1, filter: [{ type: 'x' }] });
    expect(json.errors.map(({ source }: Json) => source.pointer)).toEqual(['/limit', '/page', '/filter/0/type']);
  });
});

describe('ids', () => {
  test('ignore page, limit and the count, and come in the order in which they were asked for', async () => {
    const ids = [...shop.orders().slice(10, 17)].map(({ id }) => id).reverse();
    const json = await found('order', { ids, page: 9, limit: 2, 'total-count-mode': 1 });
    expect(idsOf(json)).toEqual(ids);
    expect(json.total).toBe(7);
  });

  test('that nothing has are passed over', async () => {
    expect(await found('order', { ids: ['0'.repeat(32)] })).toMatchObject({ total: 0, data: [] });
  });

  test('are all that search-ids gives', async () => {
    const { json } = await api.post('/api/search-ids/order', { limit: 3, sort: BY_NUMBER, 'total-count-mode': 1 });
    expect(json).toEqual({
      total: 200,
      data: shop
        .orders()
        .slice(0, 3)
        .map(({ id }) => id),
    });
  });
});

describe('filters', () => {
  test('look for what is new or changed, which one of the two dates alone does not find', async () => {
    const since = '2026-11-15T00:00:00.000Z';
    const range = (field: string) => ({ type: 'range', field, parameters: { gte: since } });
    const isSince = (at: string | null) => at !== null && at >= since;
    const both = idsOf(
      await found('order', { filter: [{ type: 'or', queries: [range('createdAt'), range('updatedAt')] }] }),
    );
    const expected = shop.orders().filter(({ createdAt, updatedAt }) => isSince(createdAt) || isSince(updatedAt));
    expect(new Set(both)).toEqual(new Set(expected.map(({ id }) => id)));
    const changed = idsOf(await found('order', { filter: [range('updatedAt')] }));
    expect(changed.length).toBeLessThan(both.length);
  });

  test('follow dotted paths through many rows, with or without the entity in front', async () => {
    const path = 'transactions.stateMachineState.technicalName';
    for (const field of [path, `order.${path}`]) {
      const filter = [{ type: 'equals', field, value: 'failed' }];
      const failed = shop.orders().filter(({ transactions }) => transactions.some(({ state }) => state === 'failed'));
      expect(new Set(idsOf(await found('order', { filter })))).toEqual(new Set(failed.map(({ id }) => id)));
    }
  });

  test('find payments by their own dates and order', async () => {
    const other = createTestShop(clock);
    const { order } = other.change({ kind: 'pay' });
    const mine = await startShopwareServer({ shop: other });
    try {
      const client = await createApiClient(mine.baseUrl);
      const filter = [{ type: 'range', field: 'updatedAt', parameters: { gte: clock.now().toISOString() } }];
      const { json } = await client.search('order-transaction', { filter, associations: { order: {} } });
      expect(json.data.map((one: Json) => one.order.id)).toEqual([order.id]);
      expect((await client.search('order', { filter })).json.data).toEqual([]);
    } finally {
      await mine.stop();
    }
  });

  test.each([
    ['a filter', { filter: [{ type: 'equals', field: 'nummer', value: 1 }] }],
    ['a sort', { sort: [{ field: 'nummer' }] }],
  ])('refuse %s on a field that the entity does not have', async (_what, criteria) => {
    const { status, json } = await api.search('order', criteria);
    expect(status).toBe(400);
    expect(json.errors[0]).toMatchObject({
      code: 'FRAMEWORK__UNMAPPED_FIELD',
      detail: expect.stringContaining('nummer'),
    });
  });
});

describe('associations', () => {
  const NAMES = [
    'lineItems',
    'deliveries',
    'transactions',
    'orderCustomer',
    'stateMachineState',
    'currency',
    'documents',
  ];

  test('are null unless they are asked for', async () => {
    const { data } = await found('order', { limit: 5 });
    for (const order of data) for (const name of NAMES) expect(order[name]).toBeNull();
  });

  test('that are loaded and empty are not null', async () => {
    const digital = shop.orders().find(({ deliveries }) => deliveries.length === 0);
    const { data } = await found('order', { ids: [digital?.id], associations: { deliveries: {}, lineItems: {} } });
    expect(data[0].deliveries).toEqual([]);
    expect(data[0].lineItems.length).toBeGreaterThan(0);
  });

  test('nest, and what is not asked for within them is null as well', async () => {
    const shipped = shop.orders().find(({ deliveries }) => deliveries.some(({ state }) => state === 'shipped'));
    const deliveries = {
      associations: { shippingOrderAddress: { associations: { country: {} } }, stateMachineState: {} },
    };
    const { data } = await found('order', { ids: [shipped?.id], associations: { deliveries } });
    expect(data[0].deliveries[0]).toMatchObject({
      stateMachineState: { technicalName: 'shipped', stateMachine: null },
      shippingOrderAddress: { country: { iso: expect.stringMatching(/^[A-Z]{2}$/) }, countryState: null },
      shippingMethod: null,
      positions: null,
    });
  });

  test('show lines within lines beside their parents, and again below them where that is asked for', async () => {
    const nested = shop.orders().find(({ lines }) => lines.some(({ parentId }) => parentId !== null));
    const associations = { lineItems: { associations: { children: {} } } };
    const { data } = await found('order', { ids: [nested?.id], associations });
    const lines = data[0].lineItems as Json[];
    const parent = lines.find(({ type }) => type === 'container');
    const below = lines.filter(({ parentId }) => parentId === parent.id);
    expect(parent.children.map(({ id }: Json) => id)).toEqual(below.map(({ id }) => id));
    expect(below.length).toBe(2);
  });

  test('have filters, sorts and limits of their own, the limit without a maximum', async () => {
    const { data } = await found('order', {
      ids: [shop.orders()[5]?.id],
      associations: {
        transactions: { limit: 9999, sort: [{ field: 'createdAt', order: 'DESC' }] },
        lineItems: { limit: 1 },
      },
    });
    expect(data[0].lineItems).toHaveLength(1);
  });

  test('lead from captures to refunds and their lines', async () => {
    const book = shop.orders().find(({ refunds }) => refunds.some(({ state }) => state === 'completed'));
    const refunds = { associations: { positions: { associations: { orderLineItem: {} } }, stateMachineState: {} } };
    const transactions = { associations: { captures: { associations: { refunds } } } };
    const { data } = await found('order', { ids: [book?.id], associations: { transactions } });
    const shown = data[0].transactions.flatMap((one: Json) => one.captures.flatMap((capture: Json) => capture.refunds));
    expect(shown.map(({ id, stateMachineState }: Json) => ({ id, state: stateMachineState.technicalName }))).toEqual(
      book?.refunds.map(({ id, state }) => ({ id, state })),
    );
  });

  test('that are unknown are an error of their own', async () => {
    const { status, json } = await api.search('order', { associations: { lines: {} } });
    expect(status).toBe(404);
    expect(json.errors).toMatchObject([{ code: 'FRAMEWORK__ASSOCIATION_NOT_FOUND', status: '404' }]);
  });

  test('of the primary payment and delivery are unknown before 6.7.1, and so are their ids', async () => {
    const associations = { primaryOrderTransaction: {}, primaryOrderDelivery: {} };
    const { data } = await found('order', { limit: 1, associations });
    expect(data[0].primaryOrderTransaction.id).toBe(data[0].primaryOrderTransactionId);
    server.faults.switches.version = '6.6.10.2';
    expect((await api.search('order', { associations })).json.errors[0].code).toBe('FRAMEWORK__ASSOCIATION_NOT_FOUND');
    expect(Object.keys((await found('order', { limit: 1 })).data[0])).not.toContain('primaryOrderTransactionId');
  });

  test('need a privilege each, and what is missing is told as JSON within a text', async () => {
    server.faults.switches.deniedPrivileges = ['order_transaction:read', 'document:read'];
    expect((await api.search('order', {})).status).toBe(200);
    const { status, json } = await api.search('order', { associations: { transactions: {}, documents: {} } });
    expect(status).toBe(403);
    expect(json.errors[0].code).toBe('FRAMEWORK__MISSING_PRIVILEGE_ERROR');
    expect(JSON.parse(json.errors[0].detail)).toEqual({
      message: 'Missing privilege',
      missingPrivileges: ['order_transaction:read', 'document:read'],
    });
    const filter = [{ type: 'equals', field: 'transactions.id', value: 'x' }];
    expect((await api.search('order', { filter })).status).toBe(403);
  });
});

describe('what a row shows', () => {
  test('is narrowed by includes, by the name of what has the fields', async () => {
    const includes = {
      order: ['orderNumber', 'price', 'lineItems'],
      cart_price: ['totalPrice'],
      order_line_item: ['label'],
    };
    const { data } = await found('order', { limit: 1, includes, associations: { lineItems: { limit: 1 } } });
    expect(data).toEqual([
      {
        orderNumber: expect.any(String),
        price: { totalPrice: expect.any(Number), apiAlias: 'cart_price' },
        lineItems: [{ label: expect.any(String), apiAlias: 'order_line_item' }],
        apiAlias: 'order',
      },
    ]);
  });

  test('has instants in milliseconds with a numeric zone, and the live version', async () => {
    const { data } = await found('order', { limit: 1 });
    expect(data[0].createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
    expect(data[0].versionId).toBe('0fa91ce3e96a4bc2be4bd9ce752c3425');
  });

  test('is the order as a document pinned it, where its version is asked for', async () => {
    const pinned = shop.orders().find(({ lines }) => lines.some(({ type }) => type === 'credit'));
    const criteria = { ids: [pinned?.id], associations: { documents: {}, lineItems: {} } };
    const [live] = (await found('order', criteria)).data;
    const invoice = live.documents.find(({ config }: Json) => config.custom.invoiceNumber !== undefined);
    const [then] = (await found('order', criteria, { 'sw-version-id': invoice.orderVersionId })).data;
    expect(then.versionId).toBe(invoice.orderVersionId);
    expect(then.lineItems.some(({ type }: Json) => type === 'credit')).toBe(false);
    expect(then.amountTotal).toBeGreaterThan(live.amountTotal);
  });

  test('of a variant is null where its parent speaks for it, unless it is to inherit', async () => {
    const criteria = { filter: [{ type: 'equals', field: 'productNumber', value: 'SW-20001.1' }] };
    const associations = { options: { associations: { group: {} } }, parent: {} };
    const [bare] = (await found('product', { ...criteria, associations })).data;
    expect(bare).toMatchObject({ name: null, price: null, taxId: null, parent: { name: 'T-Shirt' } });
    expect(bare.options.map(({ name, group }: Json) => [group.name, name])).toEqual([
      ['Größe', 'S'],
      ['Farbe', 'Rot'],
    ]);
    const [filled] = (await found('product', criteria, { 'sw-inheritance': '1' })).data;
    expect(filled).toMatchObject({ name: 'T-Shirt', price: [{ gross: 19.95 }] });
  });

  test('of a product has a price for each currency and for larger quantities', async () => {
    const filter = [{ type: 'equals', field: 'productNumber', value: 'SW-10001' }];
    const [mug] = (
      await found('product', { filter, associations: { prices: {}, media: { associations: { media: {} } } } })
    ).data;
    expect(mug.price.map(({ gross }: Json) => gross)).toEqual([12.9, 12.17]);
    expect(mug.prices).toMatchObject([{ quantityStart: 10, price: [{ gross: 11.61 }, { gross: 10.95 }] }]);
    expect(mug.media[0].media.url).toContain('SW-10001');
  });

  test.each([
    'customer',
    'product',
    'currency',
    'country',
    'order-delivery',
    'order-line-item',
    'document',
    'sales-channel',
  ])('is found in the listing of each entity: %s', async (entity) => {
    const { data } = await found(entity, { limit: 2 });
    expect(data.length).toBeGreaterThan(0);
    expect(data[0].apiAlias).toBe(entity.replaceAll('-', '_'));
  });
});

describe('without a wish for plain JSON', () => {
  const anything = { accept: '*/*' };

  test('an answer is JSON:API', async () => {
    const associations = { lineItems: {}, currency: {}, transactions: { associations: { stateMachineState: {} } } };
    const criteria = { limit: 2, page: 2, sort: BY_NUMBER, 'total-count-mode': 1, associations };
    const { json, headers } = await api.search('order', criteria, anything);
    expect(headers.get('content-type')).toBe('application/vnd.api+json');
    const [order] = json.data;
    expect(order).toMatchObject({ id: shop.orders()[2]?.id, type: 'order', attributes: { orderNumber: '10003' } });
    expect(order.attributes.id).toBeUndefined();
    expect(order.relationships.documents.data).toEqual([]);
    expect(json.meta.total).toBe(200);
    expect(json.links).toMatchObject({ next: expect.stringContaining('page=3'), self: expect.any(String) });
    const lines = order.relationships.lineItems.data.map(({ id }: Json) => id);
    const types = json.included.filter(({ id }: Json) => lines.includes(id)).map(({ type }: Json) => type);
    expect(types).toEqual(lines.map(() => 'order_line_item'));
    const keys = json.included.map(({ type, id }: Json) => `${type} ${id}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.some((key: string) => key.startsWith('state_machine_state '))).toBe(true);
  });

  test('what is in the data is not included once more, and has its relationships there', async () => {
    const filter = [{ type: 'prefix', field: 'productNumber', value: 'SW-20001' }];
    const { json } = await api.search('product', { filter, associations: { parent: {}, children: {} } }, anything);
    expect(json.data).toHaveLength(4);
    expect(json.included).toEqual([]);
    const parent = json.data.find(({ attributes }: Json) => attributes.parentId === null);
    expect(parent.relationships.children.data).toHaveLength(3);
    expect(parent.attributes.translated.name).toBe('T-Shirt');
  });

  test('one order is a single resource', async () => {
    const id = shop.orders()[0]?.id;
    expect((await api.get(`/api/order/${id}`, anything)).json.data).toMatchObject({ id, type: 'order' });
    expect((await api.get(`/api/order/${id}`)).json.data).toMatchObject({ id, lineItems: null, apiAlias: 'order' });
  });

  test('one that is not there is a 404', async () => {
    const { status, json } = await api.get(`/api/order/${'0'.repeat(32)}`);
    expect(status).toBe(404);
    expect(json.errors[0].code).toBe('FRAMEWORK__RESOURCE_NOT_FOUND');
  });
});
