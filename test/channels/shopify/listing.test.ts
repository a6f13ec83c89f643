import { capByClock, capped, isLong, openWindow, searchText } from '../../../src/channels/shopify/listing/window.js';
import { isJsonObject, type Json, type JsonObject } from '../../../src/diff/json.js';
import { parseJson } from '../../../src/model/json-text.js';
import type { ChannelPage } from '../../../src/ports/channel.js';
import { type OpenShop, openShop, pull } from './shop-context.js';

let open: OpenShop;
afterEach(() => open?.stop());

const idsOf = (rows: readonly { recordId: string }[]) => rows.map(({ recordId }) => recordId).sort();
const allIds = () =>
  open.shop
    .orders()
    .map(({ id }) => id)
    .sort();
const objectOf = (raw: string) => parseJson(raw) as JsonObject;
const nodesOf = (node: JsonObject, field: string) => {
  const connection = node[field];
  return isJsonObject(connection) && Array.isArray(connection.nodes) ? connection.nodes : [];
};

describe('the window of a listing', () => {
  const now = new Date('2026-11-20T10:00:00.700Z');
  const window = openWindow('2026-11-19T08:30:00.000Z', now);

  test('is searched for by quoted instants, to the end that was fixed when it began', () => {
    expect(searchText(window, false)).toBe("updated_at:>='2026-11-19T08:30:00Z' updated_at:<='2026-11-20T10:00:00Z'");
    expect(searchText(openWindow(null, now), false)).toBe("updated_at:<='2026-11-20T10:00:00Z'");
  });

  test('is widened to whole days where the shop searches by them', () => {
    expect(searchText(window, true)).toBe("updated_at:>='2026-11-19'");
    expect(searchText(openWindow(null, now), true)).toBe('');
  });

  test.each([
    ['a clock that is behind', 'Fri, 20 Nov 2026 09:55:00 GMT', '2026-11-20T09:55:00Z'],
    ['a clock that is ahead', 'Fri, 20 Nov 2026 10:05:00 GMT', '2026-11-20T10:00:00Z'],
    ['a clock that cannot be right', 'Thu, 01 Jan 2026 00:00:00 GMT', '2026-11-20T10:00:00Z'],
    ['no clock', undefined, '2026-11-20T10:00:00Z'],
  ])('lets no watermark beyond the time of the shop: %s', (_, date, cap) => {
    expect(capped(capByClock(window, date, now), '2026-11-20T11:00:00Z')).toBe(cap);
    expect(capped(window, '2026-11-20T09:00:00Z')).toBe('2026-11-20T09:00:00Z');
  });

  test.each([
    ['2026-11-12T10:00:00Z', true],
    ['2026-11-14T10:00:00Z', false],
    [null, true],
  ])('from %s on is long: %s', (since, long) => {
    expect(isLong(openWindow(since, now))).toBe(long);
  });
});

describe('a listing page by page', () => {
  test.each([1, 7, 40, 250])('of %i is whole, each order once, and ends', async (pageSize) => {
    open = await openShop(25);
    const { records, pages } = await pull(open, 'orders', { pageSize });
    expect(idsOf(records)).toEqual(allIds());
    expect(pages).toHaveLength(Math.ceil(25 / pageSize));
  });

  test('takes what changed from the instant on, and nothing older', async () => {
    open = await openShop(60);
    const versions = open.shop
      .orders()
      .map(({ updatedAtMs }) => updatedAtMs)
      .sort();
    const since = new Date(versions[45] ?? 0).toISOString();
    const { records, watermark } = await pull(open, 'orders', { since, pageSize: 5 });
    const expected = open.shop.orders().filter(({ updatedAtMs }) => updatedAtMs >= Date.parse(since));
    expect(idsOf(records)).toEqual(expected.map(({ id }) => id).sort());
    expect(Date.parse(watermark ?? '')).toBe(Math.max(...versions));
  });

  test('holds every row of every connection, however many there are', async () => {
    open = await openShop(0);
    const many = open.shop.place({ lines: 260 });
    const { records } = await pull(open, 'orders');
    const lines = nodesOf(objectOf(records[0]?.raw ?? ''), 'lineItems').map((line) => (line as JsonObject).id);
    expect(lines).toEqual(many.lines.map(({ id }) => `gid://shopify/LineItem/${id}`));
    expect(records[0]?.raw).not.toContain('pageInfo');
  });

  test('loses no order that changes while the search lags behind', async () => {
    open = await openShop(24);
    open.server.faults.switches.indexLagMs = 30_000;
    const seen = new Map<string, string>();
    let isOpen = true;
    const once = async (since: string | null) => {
      const { records, watermark } = await pull(open, 'orders', {
        since,
        pageSize: 6,
        between: () => {
          open.clock.advance(5_000);
          if (isOpen) open.shop.change();
        },
      });
      for (const { recordId, sourceVersion } of records) seen.set(recordId, sourceVersion ?? '');
      return watermark;
    };
    let watermark = await once(null);
    for (let run = 0; run < 4; run += 1) {
      isOpen = run < 2;
      open.clock.advance(60_000);
      watermark = await once(new Date(Date.parse(watermark ?? '') - 300_000).toISOString());
    }
    const books = open.shop
      .orders()
      .map(({ id, updatedAtMs }) => [id, new Date(updatedAtMs).toISOString().replace('.000Z', 'Z')]);
    expect([...seen].sort()).toEqual(books.sort());
  });

  test('moves its watermark no further than what it is sure to have read', async () => {
    open = await openShop(40);
    open.server.faults.switches.indexLagMs = 600_000;
    const known = open.shop
      .orders()
      .filter(({ id }) => open.shop.index.updatedAt(`orders/${id}`, open.clock.now().getTime()) !== null);
    const oldest = known.toSorted((one, other) => one.createdAtMs - other.createdAtMs)[20];
    open.clock.advance(60_000);
    // The search still has it in its old place, with its new version.
    open.shop.change({ orderId: oldest?.id ?? '', kind: 'tag' });
    const began = open.clock.now().getTime();
    const { pages, watermark } = await pull(open, 'orders', {
      pageSize: 5,
      between: () => {
        open.clock.advance(10_000);
        open.shop.change({ kind: 'note' });
      },
    });
    const early = pages.find(({ records }) => records.some(({ recordId }) => recordId === oldest?.id));
    const versions = (early?.records ?? []).map(({ sourceVersion }) => sourceVersion ?? '').sort();
    expect(early).not.toBe(pages.at(-1));
    expect(early?.watermark).toBe(versions[0]);
    expect(Date.parse(watermark ?? '')).toBeLessThanOrEqual(began);
  });

  test('begins a new search long before one is deeper than the shop allows', async () => {
    open = await openShop(60);
    const ids = new Set<string>();
    const { list } = open.resource('orders');
    let position: Json = {
      paged: { ...openWindow(null, open.clock.now()), after: null, depth: 19_985, newest: null },
    };
    const asked: Json[] = [];
    while (position !== null) {
      asked.push(position);
      const page: ChannelPage | undefined = await list?.(open.context(), { since: null, position, pageSize: 20 });
      for (const { recordId } of page?.records ?? []) ids.add(recordId);
      position = page?.position ?? null;
    }
    expect(asked[1]).toMatchObject({ paged: { after: null, depth: 0, since: expect.stringMatching(/^2026-/) } });
    expect([...ids].sort()).toEqual(allIds());
  });

  test('of customers passes over those of the day that were read before', async () => {
    open = await openShop(0);
    const day = 24 * 3_600_000;
    open.clock.advance(40 * day);
    const changed = open.shop.customers().slice(0, 9);
    for (const { id } of changed) {
      open.clock.advance(60_000);
      open.shop.changeCustomer(id);
    }
    const since = new Date(changed[5]?.updatedAtMs ?? 0).toISOString();
    const { records } = await pull(open, 'customers', { since, pageSize: 2 });
    expect(idsOf(records)).toEqual(
      changed
        .slice(5)
        .map(({ id }) => id)
        .sort(),
    );
    expect((await pull(open, 'customers', { pageSize: 3 })).records).toHaveLength(open.shop.customers().length);
  });

  test('of products has all of their variants and the currency of their prices', async () => {
    open = await openShop(0);
    const { records } = await pull(open, 'products', { pageSize: 4 });
    expect(idsOf(records)).toEqual(
      open.shop
        .products()
        .map(({ id }) => id)
        .sort(),
    );
    for (const { raw, recordId } of records) {
      const node = objectOf(raw);
      const book = open.shop.products().find(({ id }) => id === recordId);
      expect([node.currencyCode, nodesOf(node, 'variants').length]).toEqual(['EUR', book?.variants.length]);
    }
  });
});

describe('one record', () => {
  test('is read by its id, numeric or global, at once though the search lags', async () => {
    open = await openShop(3);
    open.server.faults.switches.indexLagMs = 60_000;
    const { id } = open.shop.place();
    const { get } = open.resource('orders');
    const context = open.context();
    expect((await get?.(context, id))?.recordId).toBe(id);
    expect((await get?.(context, `gid://shopify/Order/${id}`))?.recordId).toBe(id);
    expect(await get?.(context, '42')).toBeNull();
    expect(await get?.(context, 'guest:a@example.com')).toBeNull();
  });

  test('is found by what people know it by', async () => {
    open = await openShop(30);
    const context = open.context();
    const { id, name } = open.shop.orders()[7] ?? { id: '', name: '' };
    const find = async (resource: string, number: string) =>
      (await open.resource(resource).find?.(context, number))?.recordId ?? null;
    expect(await find('orders', name)).toBe(id);
    expect(await find('orders', name.slice(1))).toBe(id);
    expect(await find('orders', `${name}1`)).toBeNull();
    const customer = open.shop.customers().find(({ email }) => email !== null);
    expect(await find('customers', customer?.email?.toUpperCase() ?? '')).toBe(customer?.id);
    const skus = open.shop
      .products()
      .flatMap(({ id: product, variants }) => variants.map(({ sku }) => [sku ?? '', product]));
    const [sku, product] = skus.find(([one]) => one !== '' && skus.filter(([other]) => other === one).length === 1) ?? [
      '',
      '',
    ];
    expect(await find('products', sku ?? '')).toBe(product);
  });
});

describe('a shop in trouble', () => {
  const list = (pageSize = 10, changes?: Parameters<OpenShop['context']>[0]) =>
    open.resource('orders').list?.(open.context(changes), { since: null, position: null, pageSize });

  test('that throttles in an answer with status 200 is waited for', async () => {
    open = await openShop(5);
    open.server.faults.failNext(3, { kind: 'throttled' });
    expect((await list())?.records).toHaveLength(5);
    expect(open.clock.waits.length).toBeGreaterThanOrEqual(3);
    expect(Math.min(...open.clock.waits)).toBeGreaterThanOrEqual(500);
  });

  test('that throttles for ever is given up for now, with the time to wait', async () => {
    open = await openShop(5);
    open.server.faults.failNext(100, { kind: 'throttled' });
    const error = await list()?.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'channel_throttled', retryAfterSeconds: expect.any(Number) });
    expect(open.clock.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
  });

  test('is never asked for more than its bucket holds', async () => {
    open = await openShop(120);
    Object.assign(open.server.faults.switches, { bucketSize: 500, restoreRate: 50 });
    expect((await pull(open, 'orders', { pageSize: 10 })).records).toHaveLength(120);
    const throttled = open.server.requests().filter(({ cost }) => cost?.actual === null);
    expect(open.clock.waits.length).toBeGreaterThan(2);
    // What a query costs is known once it was asked.
    expect(throttled.length).toBeLessThanOrEqual(2);
  });

  test('whose queries cost too much is asked for smaller pages, which is remembered', async () => {
    open = await openShop(60);
    open.server.faults.switches.costFactor = 3;
    const first = await pull(open, 'orders', { pageSize: 50 });
    expect(idsOf(first.records)).toEqual(allIds());
    expect(first.pages.length).toBeGreaterThan(2);
    const before = open.server.requestCount();
    const again = await list(50);
    expect(again?.records.length).toBe(first.pages[0]?.records.length);
    expect(open.server.requestCount() - before).toBeLessThanOrEqual(2 + (again?.records.length ?? 0));
  });

  test.each([
    ['denies a field', { protectedData: 'denied' }, 'channel_unauthorized', /denies access/],
    ['lacks a scope', { scopes: ['read_orders', 'read_all_orders'] }, 'channel_unauthorized', /denies access/],
    ['fails within an answer', { failingField: 'Order.note' }, 'channel_unavailable', /failed/],
  ] as const)('that %s is never taken for whole', async (_, switches, code, message) => {
    open = await openShop(5);
    Object.assign(open.server.faults.switches, switches);
    await expect(list()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('that takes a token no more says so in a text of its own, and is not told the token', async () => {
    open = await openShop(5);
    const error = await list(10, { secrets: { accessToken: 'shpat_another_access_token' } })?.catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ code: 'channel_unauthorized', message: expect.stringContaining('Invalid API key') });
    expect(String(error)).not.toContain('shpat_another');
  });

  test('that refuses a query says why', async () => {
    open = await openShop(1);
    const settings = { metafields: { orders: ['custom.gift'] } };
    const page = await open
      .resource('orders')
      .list?.(open.context({ settings }), { since: null, position: null, pageSize: 5 });
    expect(page?.records).toHaveLength(1);
    const position = {
      paged: {
        since: null,
        until: '2026-11-20T10:00:00Z',
        cap: '2026-11-20T10:00:00Z',
        after: 'nonsense',
        depth: 0,
        newest: null,
      },
    };
    const asked = open.resource('orders').list?.(open.context(), { since: null, position, pageSize: 5 });
    await expect(asked).rejects.toMatchObject({ code: 'channel_refused', message: expect.stringContaining('cursor') });
  });
});

describe('an app with client credentials', () => {
  const app = {
    settings: { auth: 'client-credentials' },
    secrets: { clientId: 'sandbox_client_id', clientSecret: 'shpss_sandbox_client_secret' },
  };
  const tokenRequests = () => open.server.requests().filter(({ path }) => path.includes('access_token')).length;
  const get = (id: string) => open.resource('orders').get?.(open.context(app), id);

  test('fetches one token for all who need one, and renews it before it ends', async () => {
    open = await openShop(4);
    const ids = allIds();
    const found = await Promise.all(ids.map((id) => get(id)));
    expect(found.map((one) => one?.recordId)).toEqual(ids);
    expect(tokenRequests()).toBe(1);
    open.clock.advance(23 * 3_600_000);
    await get(ids[0] ?? '');
    expect(tokenRequests()).toBe(1);
    open.clock.advance(3_600_000 - 300_000);
    await get(ids[0] ?? '');
    expect(tokenRequests()).toBe(2);
  });

  test('renews a token once that is refused before its time', async () => {
    open = await openShop(4);
    const [id = ''] = allIds();
    await get(id);
    open.server.faults.failNext(1, { kind: 'status', status: 401 });
    expect((await get(id))?.recordId).toBe(id);
    expect(tokenRequests()).toBe(2);
    open.server.faults.failNext(2, { kind: 'status', status: 401 });
    await expect(get(id)).rejects.toMatchObject({ code: 'channel_unauthorized' });
    expect(tokenRequests()).toBe(3);
  });

  test('whose credentials are refused is told so without them', async () => {
    open = await openShop(1);
    const wrong = { ...app, secrets: { clientId: 'sandbox_client_id', clientSecret: 'shpss_wrong_secret' } };
    const error = await open
      .resource('orders')
      .get?.(open.context(wrong), '1')
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'channel_unauthorized' });
    expect(String(error)).not.toContain('shpss_wrong_secret');
  });
});
