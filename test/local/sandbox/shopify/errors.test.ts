import type { ShopifyServer } from '../../../../src/local/sandbox/shopify/server.js';
import type { ShopifyShop } from '../../../../src/local/sandbox/shopify/shop.js';
import { ask, createHandClock, createTestShop, serve } from './sandbox-shop.js';

let shop: ShopifyShop;
let server: ShopifyServer;

beforeAll(async () => {
  shop = createTestShop(createHandClock(), 40);
  server = await serve(shop);
  server.faults.switches.bucketSize = 1_000_000;
});
afterEach(() => {
  server.faults.reset();
  server.faults.switches.bucketSize = 1_000_000;
});
afterAll(() => server.stop());

describe('a query that breaks the schema’s rules is answered with status 200, an error with a code, and no cost', () => {
  test.each<[string, Record<string, unknown>]>([
    [
      'query Q { nothing { id } }',
      {
        message: "Field 'nothing' doesn't exist on type 'QueryRoot'",
        path: ['query Q', 'nothing'],
        extensions: { code: 'undefinedField', typeName: 'QueryRoot', fieldName: 'nothing' },
      },
    ],
    [
      '{ orders(first: 1) { nodes { id nope } } }',
      {
        path: ['query', 'orders', 'nodes', 'nope'],
        extensions: { code: 'undefinedField', typeName: 'Order', fieldName: 'nope' },
      },
    ],
    ['{ shop }', { extensions: { code: 'selectionMismatch', nodeName: "field 'shop'", typeName: 'Shop' } }],
    [
      '{ order { id } }',
      { extensions: expect.objectContaining({ code: 'missingRequiredArguments', arguments: 'id' }) },
    ],
    [
      '{ orders(first: 1, size: 2) { nodes { id } } }',
      { extensions: expect.objectContaining({ code: 'argumentNotAccepted', argumentName: 'size' }) },
    ],
    [
      '{ orders(first: "1") { nodes { id } } }',
      { extensions: expect.objectContaining({ code: 'argumentLiteralsIncompatible' }) },
    ],
    [
      '{ orders(first: 1, sortKey: NEWEST) { nodes { id } } }',
      { extensions: expect.objectContaining({ code: 'argumentLiteralsIncompatible' }) },
    ],
    [
      'query ($id: ID!) { order(id: $id) { id } }',
      {
        extensions: {
          code: 'INVALID_VARIABLE',
          value: null,
          problems: [{ path: [], explanation: 'Expected value to not be null' }],
        },
      },
    ],
    ['{ shop {', { message: 'syntax error, unexpected end of file at [1, 9]', extensions: { code: 'PARSE_ERROR' } }],
  ])('%s', async (query, error) => {
    const { status, json } = await ask(server, query);
    expect(status).toBe(200);
    expect(json.errors[0]).toMatchObject(error);
    expect([json.data, json.extensions]).toEqual([undefined, undefined]);
  });
});

test('a wrong token is refused with 401, and errors are a text', async () => {
  const { status, json } = await ask(server, '{ shop { id } }', {}, { token: 'shpat_other' });
  expect(status).toBe(401);
  expect(json).toEqual({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' });
});

test.each([
  ['GET', '/admin/api/2026-10/graphql.json', 404],
  ['POST', '/admin/api/2026-10/orders.json', 404],
  ['POST', '/admin/api/tomorrow/graphql.json', 404],
  ['POST', '/admin/api/2031-01/graphql.json', 404],
  ['POST', '/admin/api/2026-10/graphql.json', 400],
])('%s %s is answered %d', async (method, path, status) => {
  const headers = { 'x-shopify-access-token': 'shpat_sandbox', 'content-type': 'application/json' };
  const response = await fetch(server.baseUrl + path, {
    method,
    headers,
    ...(method === 'POST' ? { body: '[]' } : {}),
  });
  expect([response.status, await response.json()]).toEqual([status, { errors: expect.any(String) }]);
});

test.each([
  ['2026-10', '2026-10'],
  ['2026-01', '2026-01'],
  ['2025-01', '2026-01'],
  ['2023-07', '2026-01'],
  ['2027-01', '2027-01'],
  ['unstable', 'unstable'],
])('a request of version %s is answered by %s, and says so', async (version, served) => {
  const { headers } = await ask(server, '{ shop { id } }', {}, { version });
  expect(headers.get('x-shopify-api-version')).toBe(served);
});

describe('without a scope', () => {
  function without(scope: string): void {
    server.faults.switches.scopes = server.faults.switches.scopes.filter((one) => one !== scope);
  }

  test('a field is null with an error at its path, and the rest is there', async () => {
    without('read_customers');
    const known = shop.orders().filter(({ customerId }) => customerId !== null).length;
    const { status, json } = await ask(server, '{ orders(first: 250) { nodes { name customer { id } } } }');
    expect(status).toBe(200);
    expect(json.data.orders.nodes).toHaveLength(40);
    expect(json.data.orders.nodes.every(({ customer }: { customer: unknown }) => customer === null)).toBe(true);
    expect(json.errors).toHaveLength(40);
    expect(known).toBeLessThanOrEqual(40);
    expect(json.errors[0]).toMatchObject({
      message: 'Access denied for customer field. Required access: `read_customers` access scope.',
      path: ['orders', 'nodes', 0, 'customer'],
      extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_customers` access scope.' },
    });
  });

  test.each([
    ['read_customers', 'customers(first: 1) { nodes { id } }'],
    ['read_orders', 'orders(first: 1) { nodes { id } }'],
    ['read_products', 'products(first: 1) { nodes { id } }'],
  ])('%s nothing is left of a list', async (scope, field) => {
    without(scope);
    const { json } = await ask(server, `{ shop { id } ${field} }`);
    expect(json.data).toBeNull();
    expect(json.errors[0].extensions.code).toBe('ACCESS_DENIED');
  });
});

describe('data of people', () => {
  const QUERY =
    '{ orders(first: 250) { nodes { name email shippingAddress { city } customer { id firstName defaultEmailAddress { emailAddress } } } } }';

  test('may be left out', async () => {
    server.faults.switches.protectedData = 'redacted';
    const { json } = await ask(server, QUERY);
    expect(json.errors).toBeUndefined();
    for (const order of json.data.orders.nodes) {
      expect([order.email, order.shippingAddress, order.customer?.firstName ?? null]).toEqual([null, null, null]);
    }
  });

  test('may be refused, field by field', async () => {
    server.faults.switches.protectedData = 'denied';
    const { json } = await ask(server, QUERY);
    expect(json.data.orders.nodes).toHaveLength(40);
    expect(json.errors[0]).toMatchObject({
      path: ['orders', 'nodes', 0, 'email'],
      extensions: { code: 'ACCESS_DENIED' },
    });
  });
});

test('a field may fail, with partial data', async () => {
  server.faults.switches.failingField = 'Order.note';
  const { json } = await ask(server, '{ orders(first: 2) { nodes { name note } } }');
  expect(json.data.orders.nodes).toEqual([
    { name: expect.any(String), note: null },
    { name: expect.any(String), note: null },
  ]);
  expect(json.errors).toHaveLength(2);
  expect(json.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
});

test('one order among many may have amounts that nobody can read', async () => {
  const bad = shop.orders()[4];
  server.faults.switches.badOrders = [bad?.id ?? ''];
  const { json } = await ask(
    server,
    '{ orders(first: 250) { nodes { legacyResourceId totalPriceSet { shopMoney { amount } } } } }',
  );
  const spoilt = json.data.orders.nodes.filter(
    (one: { totalPriceSet: { shopMoney: { amount: string } } }) => !/^\d/.test(one.totalPriceSet.shopMoney.amount),
  );
  expect(spoilt).toMatchObject([{ legacyResourceId: bad?.id }]);
});
