import { createMagentoFaults, type MagentoFault } from '../../../../src/local/sandbox/magento/faults.js';
import { type MagentoServer, startMagentoServer } from '../../../../src/local/sandbox/magento/server.js';
import type { MagentoShop } from '../../../../src/local/sandbox/magento/shop.js';
import { CREDENTIALS, createHandClock, createTestShop } from './sandbox-shop.js';
import { signedGet } from './signed-get.js';

let shop: MagentoShop;
let server: MagentoServer;

beforeAll(async () => {
  shop = createTestShop(createHandClock(Date.now()), 60);
  server = await startMagentoServer({ shop });
});

afterEach(() => server.faults.reset());
afterAll(() => server.stop());

async function becomesTrue(condition: () => boolean): Promise<boolean> {
  const untilMs = performance.now() + 5_000;
  while (!condition() && performance.now() < untilMs) await new Promise((resolve) => setImmediate(resolve));
  return condition();
}

function search(query: string): Promise<Response> {
  return signedGet(`${server.baseUrl}/rest/V1/orders?${query}`, CREDENTIALS);
}

async function searchJson(query: string): Promise<{ items: { entity_id: number }[] | null; total_count: number }> {
  return (await (await search(query)).json()) as { items: { entity_id: number }[] | null; total_count: number };
}

describe('a fault for the next requests', () => {
  test.each<[number, string, MagentoFault]>([
    [500, 'application/json', { kind: 'status', status: 500 }],
    [401, 'application/json', { kind: 'status', status: 401 }],
    [502, 'text/html', { kind: 'status', status: 502 }],
    [503, 'text/html', { kind: 'status', status: 503 }],
    [429, 'text/html', { kind: 'status', status: 429 }],
  ])('answers %d as %s, once, and then things are well again', async (status, type, fault) => {
    server.faults.failNext(1, fault);
    const failed = await search('searchCriteria=');
    expect([failed.status, failed.headers.get('content-type')?.startsWith(type)]).toEqual([status, true]);
    expect(failed.headers.get('retry-after')).toBeNull();
    await failed.text();
    expect((await search('searchCriteria[pageSize]=1')).status).toBe(200);
  });

  test('says when to come back where it is told to', async () => {
    server.faults.failNext(1, { kind: 'status', status: 429, retryAfterSeconds: 3 });
    expect((await search('searchCriteria=')).headers.get('retry-after')).toBe('3');
  });

  test('meets as many requests as it is meant for, in the order it was set', async () => {
    server.faults.failNext(2, { kind: 'status', status: 503 });
    server.faults.failNext(1, { kind: 'status', status: 500 });
    expect(server.faults.pending()).toBe(3);
    const statuses: number[] = [];
    for (let request = 0; request < 4; request += 1) statuses.push((await search('searchCriteria[pageSize]=1')).status);
    expect(statuses).toEqual([503, 503, 500, 200]);
  });

  test('resets the connection before anything is answered', async () => {
    server.faults.failNext(1, { kind: 'reset' });
    await expect(search('searchCriteria=')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(server.requests().at(-1)?.status).toBeNull();
  });

  test('cuts the body half way', async () => {
    server.faults.failNext(1, { kind: 'cut' });
    const response = await search('searchCriteria=');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test('delays the right answer', async () => {
    server.faults.failNext(1, { kind: 'delay', delayMs: 80 });
    const startedMs = performance.now();
    expect((await search('searchCriteria[pageSize]=1')).status).toBe(200);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(75);
  });

  test('that delays for ever does not keep the server from stopping', async () => {
    const own = await startMagentoServer({ shop });
    own.faults.failNext(1, { kind: 'delay', delayMs: 3_600_000 });
    const waiting = signedGet(`${own.baseUrl}/rest/V1/orders/1`, CREDENTIALS).catch(() => 'gone');
    const isTaken = await becomesTrue(() => own.faults.pending() === 0);
    await own.stop();
    expect(isTaken).toBe(true);
    expect(await waiting).toBe('gone');
  });
});

describe('a switch', () => {
  const pastTheEnd = 'searchCriteria[pageSize]=25&searchCriteria[currentPage]=9';

  test('repeats the last page past the end', async () => {
    expect((await searchJson(pastTheEnd)).items).toEqual([]);
    server.faults.switches.repeatLastPage = true;
    expect((await searchJson(pastTheEnd)).items).toHaveLength(10);
  });

  test('makes an empty list null', async () => {
    server.faults.switches.itemsNull = true;
    expect((await searchJson(pastTheEnd)).items).toBeNull();
    expect((await searchJson('searchCriteria[pageSize]=1')).items).toHaveLength(1);
  });

  test('limits the page size', async () => {
    server.faults.switches.maxPageSize = 50;
    const refused = await search('searchCriteria[pageSize]=51');
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { message: 'Maximum SearchCriteria pageSize is %max', parameters: { max: 50 } },
    ]);
    expect((await searchJson('searchCriteria[pageSize]=50')).items).toHaveLength(50);
    expect((await searchJson('searchCriteria=')).items).toHaveLength(20);
  });

  test('takes the discount off the row totals, wherever items stand, and off nothing else', async () => {
    const discounted = shop.orders().find((order) => order.discount_amount !== 0 && order.is_virtual === 0);
    const id = discounted?.entity_id;
    server.faults.switches.rowTotalMode = 'discounted';
    const served = (await (await signedGet(`${server.baseUrl}/rest/V1/orders/${id}`, CREDENTIALS)).json()) as Order;
    const raw = discounted as unknown as Order;
    const expected = raw.items.map((item) => Number((item.row_total - item.discount_amount).toFixed(4)));
    expect(served.items.map((item) => item.row_total)).toEqual(expected);
    expect(served.extension_attributes.shipping_assignments[0].items).toEqual(served.items);
    expect({ ...served, items: [], extension_attributes: null }).toEqual({
      ...raw,
      items: [],
      extension_attributes: null,
    });
    expect(raw.items.some((item) => item.discount_amount > 0)).toBe(true);
  });

  test('answers every request with a login page', async () => {
    server.faults.switches.html200 = true;
    const response = await search('searchCriteria=');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(await response.text()).toContain('<form');
  });

  test('sets the clock of the web server off, in its Date header and for signatures', async () => {
    server.faults.switches.clockSkewMs = 300_000;
    const near = await search('searchCriteria[pageSize]=1');
    expect(Date.parse(near.headers.get('date') ?? '') - shop.now().getTime()).toBeGreaterThan(298_000);
    server.faults.switches.clockSkewMs = 700_000;
    expect((await search('searchCriteria[pageSize]=1')).status).toBe(400);
  });

  test('lies about the total count', async () => {
    server.faults.switches.totalCountLie = 3;
    expect((await searchJson('searchCriteria[pageSize]=1')).total_count).toBe(63);
  });
});

test('a reset forgets waiting faults and goes back to the switches of the start', () => {
  const faults = createMagentoFaults({ rowTotalMode: 'discounted' });
  faults.failNext(2, { kind: 'reset' });
  Object.assign(faults.switches, { html200: true, rowTotalMode: 'raw' });
  faults.reset();
  expect([faults.pending(), faults.switches.html200, faults.switches.rowTotalMode]).toEqual([0, false, 'discounted']);
});

interface Order {
  items: { row_total: number; discount_amount: number }[];
  extension_attributes: { shipping_assignments: [{ items: unknown[] }] };
}
