import { matches, type SearchFields } from '../../../../src/local/sandbox/shopify/search/match.js';
import { parseSearch } from '../../../../src/local/sandbox/shopify/search/parse-query.js';
import type { ShopifyServer } from '../../../../src/local/sandbox/shopify/server.js';
import type { ShopifyShop } from '../../../../src/local/sandbox/shopify/shop.js';
import { ask, createHandClock, createTestShop, type HandClock, serve } from './sandbox-shop.js';

const FIELDS: SearchFields<{ atMs: number; id: string; tags: string[] }> = {
  at: { kind: 'instant', read: ({ atMs }) => atMs },
  day: { kind: 'instant', read: ({ atMs }) => atMs, wholeDays: true },
  id: { kind: 'id', read: ({ id }) => id },
  tag: { kind: 'text', read: ({ tags }) => tags },
  default: { kind: 'text', read: ({ tags }) => tags },
};
const ROW = { atMs: Date.parse('2026-11-01T12:30:00Z'), id: '9007199254740993', tags: ['Café', 'VIP guest'] };

test.each<[string, boolean]>([
  ["at:>='2026-11-01T12:30:00Z'", true],
  ["at:>'2026-11-01T12:30:00Z'", false],
  ["at:<='2026-11-01T12:30:00Z'", true],
  ["at:<'2026-11-01T12:30:00Z'", false],
  ["at:>='2026-11-01T12:30:01Z'", false],
  ["at:'2026-11-01T12:30:00Z'", true],
  ['at:>="2026-11-01T13:00:00+01:00"', true],
  ['at:2026-11-01', true],
  ['at:2026-11-02', false],
  ['at:>=2026-11-01T18:00:00Z', true],
  ['at:<2026-11-01T18:00:00Z', false],
  ["day:>='2026-11-01T18:00:00Z'", true],
  ["at:>='2026-11-01T12:00:00Z' at:<'2026-11-01T13:00:00Z'", true],
  ["at:>='2026-11-01T12:00:00Z' AND tag:other", false],
  ['tag:other OR tag:café', true],
  ["tag:'VIP guest'", true],
  ["tag:'O\\'Neill'", false],
  ['tag:\'V\\IP guest\' tag:"café"', true],
  ['-tag:café', false],
  ['NOT tag:other', true],
  ['id:9007199254740993', true],
  ['id:9007199254740992', false],
  ['id:>9007199254740992', true],
  ['id:gid://shopify/Order/9007199254740993', true],
  ['nonsense:1 tag:café', true],
  ["at:>='yesterday'", true],
  ['vip', true],
  ['', true],
])('%s fits: %s', (query, fits) => {
  expect(matches(ROW, parseSearch(query), FIELDS)).toBe(fits);
});

describe('over the interface', () => {
  let clock: HandClock;
  let shop: ShopifyShop;
  let server: ShopifyServer;

  beforeEach(async () => {
    clock = createHandClock();
    shop = createTestShop(clock, 60);
    server = await serve(shop);
  });
  afterEach(() => server.stop());

  async function found(query: string, sort = 'sortKey: UPDATED_AT') {
    const { json } = await ask(
      server,
      `query ($query: String) { orders(first: 250, query: $query, ${sort}) { nodes { legacyResourceId updatedAt name } } }`,
      { query },
    );
    return json.data.orders.nodes as { legacyResourceId: string; updatedAt: string; name: string }[];
  }

  test('changes since an instant come in the order of their last update, ties by id', async () => {
    const since = '2026-11-10T00:00:00Z';
    const rows = await found(`updated_at:>='${since}'`);
    const expected = shop
      .orders()
      .filter(({ updatedAtMs }) => updatedAtMs >= Date.parse(since))
      .toSorted((one, other) => one.updatedAtMs - other.updatedAtMs || Number(BigInt(one.id) - BigInt(other.id)))
      .map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(5);
    expect(rows.map(({ legacyResourceId }) => legacyResourceId)).toEqual(expected);
    const reversed = await found(`updated_at:>='${since}'`, 'sortKey: UPDATED_AT, reverse: true');
    expect(reversed.map(({ legacyResourceId }) => legacyResourceId)).toEqual(expected.toReversed());
  });

  test('an instant without quotes loses its time of day, without a word', async () => {
    const [first] = await found("updated_at:>='2026-11-10T00:00:00Z'");
    const instant = first?.updatedAt ?? '';
    expect((await found(`updated_at:<'${instant}' updated_at:>='${instant.slice(0, 10)}'`)).length).toBe(0);
    const later = instant.replace(/T.*/, 'T23:59:59Z');
    const { json } = await ask(
      server,
      `{ orders(first: 250, query: "updated_at:>=${later}") { nodes { updatedAt } } }`,
    );
    expect(json.data.orders.nodes.map(({ updatedAt }: { updatedAt: string }) => updatedAt)).toContain(instant);
    expect(json.extensions.search).toBeUndefined();
  });

  test('an unknown field is passed over, with a warning', async () => {
    const { json } = await ask(server, '{ orders(first: 250, query: "updated:>5 test:true") { nodes { test } } }');
    expect(json.errors).toBeUndefined();
    expect(json.data.orders.nodes.length).toBeGreaterThan(0);
    expect(json.data.orders.nodes.every(({ test: isTest }: { test: boolean }) => isTest)).toBe(true);
    expect(json.extensions.search).toEqual([
      { path: ['orders'], query: 'updated:>5 test:true', warnings: [expect.objectContaining({ field: 'updated' })] },
    ]);
  });

  test('one order is found by its name and by its id', async () => {
    const [order] = shop.orders();
    expect(await found(`name:'${order?.name}'`)).toMatchObject([{ legacyResourceId: order?.id }]);
    expect(await found(`name:${order?.number}`)).toMatchObject([{ name: order?.name }]);
    expect(await found(`id:${order?.id}`)).toMatchObject([{ name: order?.name }]);
  });

  test('customers are searched by whole days only', async () => {
    const [customer] = shop.customers();
    const later = new Date((customer?.updatedAtMs ?? 0) + 3_600_000 * 20).toISOString();
    const query = `updated_at:>='${later.slice(0, 10)}T23:00:00Z'`;
    const { json } = await ask(
      server,
      '{ customers(first: 50, query: "QUERY") { nodes { legacyResourceId } } }'.replace('QUERY', query),
    );
    const ids = json.data.customers.nodes.map(({ legacyResourceId }: { legacyResourceId: string }) => legacyResourceId);
    expect(ids).toHaveLength(
      shop.customers().filter(({ updatedAtMs }) => updatedAtMs >= Date.parse(later.slice(0, 10))).length,
    );
  });

  test('the index learns of a change later than the order itself', async () => {
    server.faults.switches.indexLagMs = 10_000;
    const since = clock.now().toISOString();
    clock.advance(5_000);
    const placed = shop.place();
    const [old] = shop.orders();
    shop.change({ orderId: old?.id ?? '', kind: 'tag' });
    expect(await found(`updated_at:>='${since}'`)).toEqual([]);
    const { json } = await ask(
      server,
      '{ one: order(id: "gid://shopify/Order/ID") { name } }'.replace('ID', placed.id),
    );
    expect(json.data.one.name).toBe(placed.name);
    expect((await found('')).map(({ name }) => name)).toContain(placed.name);
    clock.advance(10_001);
    expect((await found(`updated_at:>='${since}'`)).map(({ name }) => name)).toEqual([old?.name, placed.name]);
  });

  test('a stale index sorts by what it knows, and shows what is', async () => {
    server.faults.switches.indexLagMs = 10_000;
    const [old] = shop.orders();
    const before = new Date(old?.updatedAtMs ?? 0).toISOString();
    clock.advance(1_000);
    shop.change({ orderId: old?.id ?? '', kind: 'tag' });
    const [row] = await found(`updated_at:<='${before}' id:${old?.id}`);
    expect(row?.updatedAt.slice(0, 19)).toBe(
      new Date(Math.floor(clock.now().getTime() / 1000) * 1000).toISOString().slice(0, 19),
    );
  });

  test('without read_all_orders, orders of more than sixty days are missing everywhere, without a word', async () => {
    const old = shop.orders().filter(({ createdAtMs }) => createdAtMs < clock.now().getTime() - 60 * 86_400_000);
    expect(old.length).toBeGreaterThan(0);
    expect(await found('')).toHaveLength(60);
    server.faults.switches.scopes = server.faults.switches.scopes.filter((scope) => scope !== 'read_all_orders');
    expect(await found('')).toHaveLength(60 - old.length);
    expect(await found("created_at:<'2026-09-01T00:00:00Z'")).toEqual([]);
    const gid = `gid://shopify/Order/${old[0]?.id}`;
    const { json } = await ask(
      server,
      `{ order(id: "${gid}") { id } node(id: "${gid}") { id } ordersCount { count } }`,
    );
    expect(json.data).toEqual({ order: null, node: null, ordersCount: { count: 60 - old.length } });
  });
});
