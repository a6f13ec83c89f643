import { createApplication } from '../../../../src/local/sandbox/shopify/application.js';
import type { BulkOutcome } from '../../../../src/local/sandbox/shopify/bulk/bulk-operation.js';
import { createShopifyFaults } from '../../../../src/local/sandbox/shopify/faults.js';
import type { ShopifyServer } from '../../../../src/local/sandbox/shopify/server.js';
import type { ShopifyShop } from '../../../../src/local/sandbox/shopify/shop.js';
import { ask, CREDENTIALS, createHandClock, createTestShop, type HandClock, serve } from './sandbox-shop.js';

const STATE = 'id status errorCode objectCount rootObjectCount fileSize url partialDataUrl completedAt';
const RUN = `mutation ($query: String!, $group: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $group) { bulkOperation { ${STATE} } userErrors { field message code } } }`;
const ORDERS =
  '{ orders { edges { node { id name transactions { id kind } lineItems { edges { node { id title } } } } } } }';

let clock: HandClock;
let shop: ShopifyShop;
let server: ShopifyServer;

beforeEach(async () => {
  clock = createHandClock();
  shop = createTestShop(clock, 18);
  server = await serve(shop);
});
afterEach(() => server.stop());

async function run(query = ORDERS, group: boolean | null = null, version = '2026-10') {
  const text = group === null ? RUN.replace(', $group: Boolean!', '').replace(', groupObjects: $group', '') : RUN;
  const { json } = await ask(server, text, { query, group }, { version });
  return json.data.bulkOperationRunQuery;
}

async function look(id: string) {
  const text = `query ($id: ID!) { bulkOperation(id: $id) { ${STATE} } }`;
  const { json } = await ask(server, text, { id }, { version: 'unstable' });
  return json.data.bulkOperation;
}

async function finished(query = ORDERS, group: boolean | null = null, version = '2026-10') {
  const { bulkOperation } = await run(query, group, version);
  clock.advance(600);
  return look(bulkOperation.id);
}

type Row = { id: string; __parentId?: string; name?: string; transactions?: unknown[]; lineItems?: unknown };

async function rowsOf(url: string): Promise<Row[]> {
  const text = await (await fetch(url)).text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('is created, runs and is completed as the clock goes, and counts its objects as a text', async () => {
  const { bulkOperation, userErrors } = await run();
  expect(userErrors).toEqual([]);
  expect(bulkOperation).toMatchObject({ status: 'CREATED', objectCount: '0', url: null, completedAt: null });
  clock.advance(300);
  const running = await look(bulkOperation.id);
  expect(running).toMatchObject({ status: 'RUNNING', url: null });
  clock.advance(300);
  const done = await look(bulkOperation.id);
  const lines = shop.orders().reduce((sum, order) => sum + order.lines.length, 0);
  expect(done).toMatchObject({
    status: 'COMPLETED',
    objectCount: String(18 + lines),
    rootObjectCount: '18',
    errorCode: null,
  });
  expect(Number(running.objectCount)).toBeLessThan(Number(done.objectCount));
});

test('its file has each node by itself, children anywhere with their parent’s id, plain lists inline', async () => {
  const { url, objectCount, fileSize } = await finished();
  const response = await fetch(url);
  expect([response.headers.get('content-type'), response.headers.get('content-length')]).toEqual([
    'application/jsonl',
    fileSize,
  ]);
  await response.text();
  const rows = await rowsOf(url);
  expect(rows).toHaveLength(Number(objectCount));
  for (const order of shop.orders()) {
    const gid = `gid://shopify/Order/${order.id}`;
    const root = rows.find(({ id }) => id === gid);
    expect(root).toMatchObject({ name: order.name });
    expect([root?.transactions?.length, root?.lineItems]).toEqual([order.transactions.length, undefined]);
    const children = rows.filter(({ __parentId }) => __parentId === gid).map(({ id }) => id.split('/').pop());
    expect(children.toSorted()).toEqual(order.lines.map(({ id }) => id).toSorted());
  }
  const early = rows.filter(
    (row, index) => row.__parentId !== undefined && rows.findIndex(({ id }) => id === row.__parentId) > index,
  );
  expect(early.length).toBeGreaterThan(0);
});

function isGrouped(rows: readonly Row[]): boolean {
  let parent = '';
  return rows.every((row) => {
    if (row.__parentId === undefined) parent = row.id;
    return row.__parentId === undefined || row.__parentId === parent;
  });
}

test('children follow their parent where that is asked for', async () => {
  expect(isGrouped(await rowsOf((await finished()).url))).toBe(false);
  expect(isGrouped(await rowsOf((await finished(ORDERS, true)).url))).toBe(true);
});

test('in the year before, children followed their parent unless asked otherwise, and one operation ran at a time', async () => {
  await server.stop();
  clock = createHandClock(Date.parse('2025-11-20T10:00:00Z'));
  shop = createTestShop(clock, 30);
  server = await serve(shop);
  const first = await run(ORDERS, null, '2025-10');
  const second = await run(ORDERS, null, '2025-10');
  expect(second.userErrors).toMatchObject([{ code: 'OPERATION_IN_PROGRESS' }]);
  clock.advance(600);
  expect(isGrouped(await rowsOf((await look(first.bulkOperation.id)).url))).toBe(true);
});

test('reads more orders than it takes at once, each once, also those that change meanwhile', () => {
  for (let number = 0; number < 80; number += 1) shop.place({ lines: 1 });
  const until = new Date(clock.now().getTime() + 1_000).toISOString();
  // Without a server in between, nothing is read but when somebody looks.
  const application = createApplication(shop, createShopifyFaults().switches, () => '');
  const send = (path: string, text = '{}', variables = {}) => {
    const call = { method: 'POST', path, token: CREDENTIALS.accessToken, contentType: 'application/json' };
    return application.answer({ ...call, body: JSON.stringify({ query: text, variables }) }).answer.body;
  };
  const path = '/admin/api/2026-10/graphql.json';
  const text = RUN.replace(', $group: Boolean!', '').replace(', groupObjects: $group', '');
  const query = `{ orders(query: "updated_at:<'${until}'") { edges { node { id } } } }`;
  const { id } = JSON.parse(send(path, text, { query })).data.bulkOperationRunQuery.bulkOperation;
  clock.advance(300);
  const look = () =>
    JSON.parse(send(path, `{ bulkOperation(id: "${id}") { status objectCount url } }`)).data.bulkOperation;
  expect(look().status).toBe('RUNNING');
  clock.advance(5_000);
  for (const order of shop.orders()) shop.change({ orderId: order.id, kind: 'tag' });
  const { objectCount, url } = look();
  const rows = send(url)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id.split('/').pop());
  const ids = shop.orders().map((order) => order.id);
  expect([objectCount, rows.toSorted()]).toEqual(['98', ids.toSorted()]);
});

test('reads a search, and has no file where nothing fits', async () => {
  const some = await finished(`{ orders(query: "created_at:>='2026-11-10T00:00:00Z'") { edges { node { id } } } }`);
  expect(Number(some.objectCount)).toBe(
    shop.orders().filter(({ createdAtMs }) => createdAtMs >= Date.parse('2026-11-10')).length,
  );
  const none = await finished(`{ orders(query: "created_at:>='2027-01-01T00:00:00Z'") { edges { node { id } } } }`);
  expect(none).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null, fileSize: null });
});

test.each<[BulkOutcome, Record<string, unknown>]>([
  ['no-url', { status: 'COMPLETED', url: null }],
  ['failed', { status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', url: null, partialDataUrl: expect.any(String) }],
  ['denied', { status: 'FAILED', errorCode: 'ACCESS_DENIED', url: null }],
  ['expired', { status: 'EXPIRED', url: null }],
  ['canceled', { status: 'CANCELED', url: null }],
  ['endless', { status: 'RUNNING', url: null }],
])('may end otherwise: %s', async (outcome, state) => {
  server.faults.switches.bulkOutcome = outcome;
  const ended = await finished();
  expect(ended).toMatchObject(state);
  expect(Number(ended.objectCount)).toBeGreaterThan(0);
});

test('may be completed with a file that lacks its end', async () => {
  server.faults.switches.bulkOutcome = 'cut';
  const { url, objectCount } = await finished();
  const lines = (await (await fetch(url)).text()).split('\n');
  expect(lines.length).toBeLessThan(Number(objectCount));
  expect(() => JSON.parse(lines.at(-1) ?? '')).toThrow(SyntaxError);
});

test('fails where the app may not read what it asks for', async () => {
  server.faults.switches.scopes = ['read_products'];
  expect(await finished()).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED', url: null });
});

test('runs beside four others and not more, and one that is cancelled makes room', async () => {
  const started: string[] = [];
  for (let number = 0; number < 5; number += 1) started.push((await run()).bulkOperation.id);
  const refused = await run();
  expect(refused.bulkOperation).toBeNull();
  expect(refused.userErrors).toEqual([
    {
      field: null,
      code: 'OPERATION_IN_PROGRESS',
      message: `A bulk query operation for this app and shop is already in progress: ${started.join(', ')}.`,
    },
  ]);
  const cancel = `mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }`;
  const { json } = await ask(server, cancel, { id: started[0] });
  expect(json.data.bulkOperationCancel).toEqual({ bulkOperation: { status: 'CANCELING' }, userErrors: [] });
  clock.advance(150);
  expect((await look(started[0] ?? '')).status).toBe('CANCELED');
  expect((await run()).userErrors).toEqual([]);
});

test('its file is there for seven days, and needs no token', async () => {
  const { url } = await finished();
  clock.advance(7 * 86_400_000 - 1_000);
  expect((await fetch(url)).status).toBe(200);
  clock.advance(2_000);
  expect((await fetch(url)).status).toBe(404);
});

test.each([
  [
    '{ orders { nodes { id } } }',
    "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'orders { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'orders'.",
  ],
  ['{ shop { id } }', 'Bulk queries must contain at least one connection.'],
  ['', 'Invalid bulk query: syntax error, unexpected end of file'],
  [
    'mutation { bulkOperationCancel(id: "1") { userErrors { message } } }',
    'Invalid operation type. Only `query` operations are supported.',
  ],
  [
    '{ orders { edges { node { name lineItems { edges { node { id } } } } } } }',
    "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': orders.",
  ],
  [
    '{ orders { edges { node { id refunds { refundLineItems { edges { node { quantity } } } } } } } }',
    'Queries that contain a connection field within a list field are not currently supported.',
  ],
  [
    '{ orders { edges { node { id returns { edges { node { id refunds { edges { node { id refundLineItems { edges { node { id } } } } } } } } } } } } }',
    'Bulk queries cannot contain connections with a nesting depth greater than 2.',
  ],
  [
    '{ orders { edges { node { id lineItems { edges { node { id } } } shippingLines { edges { node { id } } } returns { edges { node { id } } } metafields { edges { node { id } } } discountApplications { edges { node { index } } } } } } }',
    'Bulk queries cannot contain more than 5 connections.',
  ],
])('does not run %s', async (query, message) => {
  expect(await run(query)).toEqual({
    bulkOperation: null,
    userErrors: [{ field: ['query'], message, code: 'INVALID' }],
  });
});

test('does not run a query for one node', async () => {
  const { userErrors } = await run('{ node(id: "gid://shopify/Order/0") { id } }');
  expect(userErrors.map(({ message }: { message: string }) => message)).toEqual([
    'Bulk queries cannot contain a top level `node` field.',
    'Bulk queries must contain at least one connection.',
  ]);
});
