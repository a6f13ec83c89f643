import { parse } from 'graphql';
import { requestedCost } from '../../../../src/local/sandbox/shopify/graphql/query-cost.js';
import { createSchema } from '../../../../src/local/sandbox/shopify/graphql/schema.js';
import type { ShopifyServer } from '../../../../src/local/sandbox/shopify/server.js';
import { ask, createHandClock, createTestShop, type HandClock, serve } from './sandbox-shop.js';

const MONEY = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';
const schema = createSchema();

function costOf(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const operation = document.definitions[0];
  if (operation?.kind !== 'OperationDefinition') throw new TypeError('no operation');
  return requestedCost({ schema, document, operation, variables });
}

// The figures are those of real answers to queries of these shapes.
test.each<[number, string]>([
  [3, '{ products(first: 1) { nodes { id } } }'],
  [13, '{ products(first: 250) { nodes { id title tags } pageInfo { hasNextPage endCursor } } }'],
  [
    25,
    '{ product(id: "gid://shopify/Product/1") { variants(first: 250) { nodes { inventoryItem { id tracked } } } } }',
  ],
  [1, '{ bulkOperation(id: "gid://shopify/BulkOperation/1") { id status objectCount url } }'],
  [3, '{ order(id: "gid://shopify/Order/1") { id fulfillments(first: 5) { id trackingInfo(first: 5) { number } } } }'],
  [
    8,
    '{ customers(first: 3) { edges { cursor node { id amountSpent { amount } defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } defaultAddress { city } } } pageInfo { endCursor } } }',
  ],
  [
    16,
    '{ existing: order(id: "gid://shopify/Order/1") { note } visible: orders(first: 5) { nodes { note } pageInfo { hasNextPage } } total: ordersCount { count } }',
  ],
  [
    23,
    `{ order(id: "gid://shopify/Order/1") { totalPriceSet ${MONEY} currentTotalPriceSet ${MONEY}
      shippingLines(first: 10) { nodes { originalPriceSet ${MONEY} } } lineItems(first: 50) { nodes { id originalUnitPriceSet ${MONEY} } }
      transactions { id amountSet ${MONEY} } refunds { id totalRefundedSet ${MONEY} } returns(first: 5) { nodes { id } pageInfo { endCursor } } } }`,
  ],
  [
    23,
    `{ order(id: "gid://shopify/Order/1") { customAttributes { key } customer { id } billingAddress { city } shippingAddress { city } totalPriceSet ${MONEY}
      lineItems(first: 10) { nodes { id customAttributes { key } originalUnitPriceSet ${MONEY} variant { id } taxLines { title priceSet ${MONEY} } } } } }`,
  ],
  [
    10,
    'mutation { bulkOperationRunQuery(query: "") { bulkOperation { id status } userErrors { field message code } } }',
  ],
  [8, '{ order(id: "gid://shopify/Order/1") { lineItems(first: 20) { nodes { id } } } }'],
])('costs %d: %s', (cost, text) => {
  expect(costOf(text)).toBe(cost);
});

test('objects by their ids cost as much as each by itself', () => {
  const ids = ['gid://shopify/Order/1', 'gid://shopify/Order/2', 'gid://shopify/Order/3'];
  expect(costOf('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { customer { id } } } }', { ids })).toBe(6);
});

test('fragments and variables count like what they stand for', () => {
  const plain = costOf('{ orders(first: 50) { nodes { customer { id } } } }');
  expect(
    costOf('query ($n: Int) { orders(first: $n) { nodes { ...O } } } fragment O on Order { customer { id } }', {
      n: 50,
    }),
  ).toBe(plain);
  expect(costOf('{ orders(first: 50) { nodes { ... on Node { id } ... on Order { customer { id } } } } }')).toBe(plain);
});

describe('the bucket', () => {
  let clock: HandClock;
  let server: ShopifyServer;

  beforeEach(async () => {
    clock = createHandClock();
    server = await serve(createTestShop(clock, 20));
  });
  afterEach(() => server.stop());

  const QUERY = '{ orders(first: 250) { nodes { lineItems(first: 50) { nodes { id variant { id } } } } } }';

  test('is told with each answer, and holds what was really spent', async () => {
    const { json } = await ask(server, QUERY);
    const { requestedQueryCost, actualQueryCost, throttleStatus } = json.extensions.cost;
    expect(actualQueryCost).toBeLessThan(requestedQueryCost);
    expect(throttleStatus).toEqual({
      maximumAvailable: 2000,
      currentlyAvailable: 2000 - actualQueryCost,
      restoreRate: 100,
    });
    expect(server.requests().at(-1)).toMatchObject({
      operation: 'orders',
      status: 200,
      cost: { requested: requestedQueryCost },
    });
    expect(server.costSpent()).toBe(actualQueryCost);
  });

  test('takes ten for a mutation, and as much for what it really gave', async () => {
    const run =
      'mutation { bulkOperationRunQuery(query: "{ orders { edges { node { id } } } }") { bulkOperation { id status } userErrors { message } } }';
    const { json } = await ask(server, run);
    expect(json.extensions.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 });
  });

  test('when empty refuses with status 200, no data, and fills by the clock', async () => {
    const first = await ask(server, QUERY);
    server.faults.switches.bucketSize = first.json.extensions.cost.requestedQueryCost;
    const second = await ask(server, QUERY);
    expect(first.json.data).toBeDefined();
    expect(second.status).toBe(200);
    expect(second.headers.get('retry-after')).toBeNull();
    expect(second.json.errors).toEqual([
      { message: 'Throttled', extensions: { code: 'THROTTLED', documentation: expect.any(String) } },
    ]);
    expect('data' in second.json).toBe(false);
    const { requestedQueryCost, actualQueryCost, throttleStatus } = second.json.extensions.cost;
    expect(actualQueryCost).toBeNull();
    const waitMs = ((requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate) * 1000;
    clock.advance(waitMs - 20);
    expect((await ask(server, QUERY)).json.errors?.[0].message).toBe('Throttled');
    clock.advance(20);
    expect((await ask(server, QUERY)).json.errors).toBeUndefined();
  });

  test('is never asked for a query of more than 1000 points', async () => {
    const { json } = await ask(
      server,
      '{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id taxLines { title } discountAllocations { discountApplication { index } } variant { id } product { id } customAttributes { key } duties { id } } } } } }',
    );
    expect(json.errors[0].extensions).toMatchObject({ code: 'MAX_COST_EXCEEDED', maxCost: 1000 });
    expect(json.data).toBeUndefined();
    server.faults.switches.costFactor = 10;
    expect((await ask(server, QUERY)).json.errors[0].extensions.code).toBe('MAX_COST_EXCEEDED');
  });
});
