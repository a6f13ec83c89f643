import type { ShopifyServer } from '../../../../src/local/sandbox/shopify/server.js';
import type { ShopifyShop } from '../../../../src/local/sandbox/shopify/shop.js';
import { ask, createHandClock, createTestShop, type HandClock, serve } from './sandbox-shop.js';

let clock: HandClock;
let shop: ShopifyShop;
let server: ShopifyServer;

beforeAll(async () => {
  clock = createHandClock();
  shop = createTestShop(clock, 90);
  server = await serve(shop);
  server.faults.switches.bucketSize = 1_000_000;
});
afterAll(() => server.stop());

const PAGE =
  'nodes { legacyResourceId updatedAt } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

async function pages(field: string, first: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const text = `query ($first: Int, $after: String) { rows: ${field.replace('(', '(first: $first, after: $after, ')} { ${PAGE} } }`;
    const { json } = await ask(server, text, { first, after });
    ids.push(...json.data.rows.nodes.map(({ legacyResourceId }: { legacyResourceId: string }) => legacyResourceId));
    after = json.data.rows.pageInfo.hasNextPage ? json.data.rows.pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
}

describe('a connection', () => {
  test.each([
    'orders(sortKey: UPDATED_AT)',
    'orders(sortKey: CREATED_AT, reverse: true)',
    'orders(query: "")',
    'customers(sortKey: ID)',
    'products(sortKey: TITLE)',
  ])('gives each row once over its pages: %s', async (field) => {
    const ids = await pages(field, 7);
    const all = field.startsWith('orders')
      ? shop.orders()
      : field.startsWith('customers')
        ? shop.customers()
        : shop.products();
    expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('sorts orders by the instant of their processing, if nothing is said', async () => {
    const { json } = await ask(server, '{ orders(first: 250) { nodes { processedAt } } }');
    const times = json.data.orders.nodes.map(({ processedAt }: { processedAt: string }) => processedAt);
    expect(times).toEqual(times.toSorted());
  });

  test('shows an order again that changes while its pages are read, and loses none', async () => {
    const first = await ask(server, `{ orders(first: 40, sortKey: UPDATED_AT) { ${PAGE} } }`);
    const moved = first.json.data.orders.nodes[3].legacyResourceId;
    clock.advance(60_000);
    shop.change({ orderId: moved, kind: 'tag' });
    const after = first.json.data.orders.pageInfo.endCursor;
    const rest = await ask(server, `{ orders(first: 250, sortKey: UPDATED_AT, after: "${after}") { ${PAGE} } }`);
    const ids = [...first.json.data.orders.nodes, ...rest.json.data.orders.nodes].map(
      ({ legacyResourceId }) => legacyResourceId,
    );
    expect(ids.filter((id) => id === moved)).toHaveLength(2);
    expect(new Set(ids).size).toBe(90);
  });

  test.each([
    'orders(first: 1, sortKey: CREATED_AT, after: "CURSOR")',
    'orders(first: 1, sortKey: UPDATED_AT, query: "test:true", after: "CURSOR")',
    'orders(first: 1, after: "nonsense")',
  ])('refuses a cursor of another sort or search: %s', async (field) => {
    const { json } = await ask(server, '{ orders(first: 1, sortKey: UPDATED_AT) { pageInfo { endCursor } } }');
    const again = await ask(
      server,
      `{ ${field.replace('CURSOR', json.data.orders.pageInfo.endCursor)} { nodes { id } } }`,
    );
    expect(again.json.errors[0]).toMatchObject({
      message: 'Invalid cursor for current pagination sort.',
      path: ['orders'],
    });
    expect(again.json.data).toBeNull();
  });

  test.each(['orders', 'orders(first: 251)', 'orders(last: -1)'])(
    'wants a size within its limits: %s',
    async (field) => {
      const { json } = await ask(server, `{ ${field} { nodes { id } } }`);
      expect(json.errors[0].extensions.code).toBe('BAD_REQUEST');
    },
  );

  test('within an order has pages of its own, without a cap', async () => {
    const long = shop.orders().find(({ lines }) => lines.length > 250);
    const text =
      'query ($id: ID!, $after: String) { order(id: $id) { lineItems(first: 250, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }';
    const id = `gid://shopify/Order/${long?.id}`;
    const one = (await ask(server, text, { id })).json.data.order.lineItems;
    const two = (await ask(server, text, { id, after: one.pageInfo.endCursor })).json.data.order.lineItems;
    expect([one.nodes.length, one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([250, true, false]);
    expect([...one.nodes, ...two.nodes].map((line) => line.id.split('/').pop())).toEqual(
      long?.lines.map((line) => line.id),
    );
  });
});

describe('one record', () => {
  test('that is not there is null, and no error', async () => {
    const { json } = await ask(
      server,
      '{ order(id: "gid://shopify/Order/0") { id } customer(id: "gid://shopify/Customer/0") { id } nodes(ids: ["gid://shopify/Order/0"]) { id } }',
    );
    expect(json).toMatchObject({ data: { order: null, customer: null, nodes: [null] } });
    expect(json.errors).toBeUndefined();
  });

  test('is found by its global id, whatever it is', async () => {
    const refunded = shop.orders().find(({ refunds, fulfillments }) => refunds.length > 0 && fulfillments.length > 0);
    const ids = [
      `gid://shopify/Order/${refunded?.id}`,
      `gid://shopify/Refund/${refunded?.refunds[0]?.id}`,
      `gid://shopify/Fulfillment/${refunded?.fulfillments[0]?.id}`,
      `gid://shopify/LineItem/${refunded?.lines[0]?.id}`,
      `gid://shopify/Customer/${shop.customers()[0]?.id}`,
      `gid://shopify/ProductVariant/${shop.products()[0]?.variants[0]?.id}`,
    ];
    const text =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Order { name } ... on Refund { order { id } } } }';
    const { json } = await ask(server, text, { ids });
    expect(json.data.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(json.data.nodes[1].order.id).toBe(ids[0]);
  });

  test('has its refund’s lines, deliveries, discrepancies and transactions, and its return', async () => {
    const returned = shop.orders().find(({ refunds }) => refunds.some(({ returnId }) => returnId !== null));
    const text = `query ($id: ID!) { order(id: $id) { returns(first: 5) { nodes { name status returnLineItems(first: 5) { nodes { quantity ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } } } } } }
      refunds { id return { name } refundLineItems(first: 10) { nodes { quantity restockType subtotalSet { shopMoney { amount } } lineItem { id } } }
        refundShippingLines(first: 5) { nodes { subtotalAmountSet { shopMoney { amount } } } } orderAdjustments(first: 5) { nodes { reason } }
        transactions(first: 5) { nodes { kind status } } } } }`;
    const { json } = await ask(server, text, { id: `gid://shopify/Order/${returned?.id}` });
    expect(json.errors).toBeUndefined();
    const [row] = json.data.order.returns.nodes;
    expect(row).toMatchObject({ name: `${returned?.name}-R1`, status: 'CLOSED' });
    expect(json.data.order.refunds.at(-1)).toMatchObject({
      return: { name: row.name },
      transactions: { nodes: [{ kind: 'REFUND' }] },
    });
  });
});

test('the links of a deleted product are null, and the line keeps its names', async () => {
  const order = shop.place({ lines: 1, discount: 'none' });
  const [line] = order.lines;
  shop.deleteProduct(line?.productId ?? '');
  const { json } = await ask(
    server,
    `{ order(id: "gid://shopify/Order/${order.id}") { lineItems(first: 1) { nodes { title product { id } variant { id } } } } }`,
  );
  expect(json.data.order.lineItems.nodes).toEqual([{ title: line?.title, product: null, variant: null }]);
});

test('products have their variants, options and prices in the shop’s currency', async () => {
  const { json } = await ask(
    server,
    '{ products(first: 1, query: "title:\'Wool blanket\'") { nodes { options { name values } variants(first: 10) { nodes { sku price selectedOptions { name value } inventoryItem { measurement { weight { value } } } } } } } }',
  );
  const [product] = json.data.products.nodes;
  expect(product.options).toEqual([
    { name: 'Colour', values: ['Oat', 'Moss'] },
    { name: 'Size', values: ['130', '200'] },
  ]);
  expect(product.variants.nodes[0]).toMatchObject({
    sku: 'BLK-OAT-130',
    price: '119.00',
    selectedOptions: [{ value: 'Oat' }, { value: '130' }],
  });
});

test('the shop tells its currency, its zone, its versions and what the app was granted', async () => {
  const { json } = await ask(
    server,
    '{ shop { currencyCode ianaTimezone myshopifyDomain } currentAppInstallation { accessScopes { handle } } publicApiVersions { handle supported } }',
  );
  expect(json.data.shop).toEqual({
    currencyCode: 'EUR',
    ianaTimezone: 'Europe/Berlin',
    myshopifyDomain: 'sandbox.myshopify.com',
  });
  expect(json.data.currentAppInstallation.accessScopes).toContainEqual({ handle: 'read_all_orders' });
  const supported = json.data.publicApiVersions.filter((one: { supported: boolean }) => one.supported);
  expect(supported.map(({ handle }: { handle: string }) => handle)).toEqual([
    '2026-01',
    '2026-04',
    '2026-07',
    '2026-10',
  ]);
});
