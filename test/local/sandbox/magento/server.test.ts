import { type MagentoServer, startMagentoServer } from '../../../../src/local/sandbox/magento/server.js';
import { createMagentoShop, type MagentoShop } from '../../../../src/local/sandbox/magento/shop.js';
import { CREDENTIALS, createHandClock, createTestShop } from './sandbox-shop.js';
import { oauthHeader, type SigningChanges, signedGet } from './signed-get.js';

interface Page {
  items: { entity_id: number; updated_at: string; items: { row_total: number; discount_amount: number }[] }[];
  search_criteria: Record<string, unknown>;
  total_count: number;
}

let shop: MagentoShop;
let server: MagentoServer;
const more: MagentoServer[] = [];

/** Starts another server, which is stopped after the test even if that fails. */
async function startOther(other: MagentoShop): Promise<MagentoServer> {
  const started = await startMagentoServer({ shop: other });
  more.push(started);
  return started;
}

beforeAll(async () => {
  shop = createTestShop(createHandClock(Date.now()));
  server = await startMagentoServer({ shop });
});

afterEach(async () => {
  server.faults.reset();
  await Promise.all(more.splice(0).map((other) => other.stop()));
});
afterAll(() => server.stop());

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return signedGet(server.baseUrl + path, CREDENTIALS, headers);
}

async function getPage(query: string): Promise<Page> {
  const response = await get(`/rest/V1/orders?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Page;
}

function criteria(parts: Record<string, string | number>): string {
  return new URLSearchParams(
    Object.entries(parts).map(([name, value]): [string, string] => [`searchCriteria${name}`, String(value)]),
  ).toString();
}

const SORTED = {
  '[sort_orders][0][field]': 'updated_at',
  '[sort_orders][0][direction]': 'ASC',
  '[sort_orders][1][field]': 'entity_id',
  '[sort_orders][1][direction]': 'ASC',
};

function since(updatedAt: string): Record<string, string> {
  return {
    '[filter_groups][0][filters][0][field]': 'updated_at',
    '[filter_groups][0][filters][0][value]': updatedAt,
    '[filter_groups][0][filters][0][condition_type]': 'gteq',
  };
}

describe('searching orders', () => {
  test('without a page size gives all of them, and repeats the search', async () => {
    const page = await getPage('searchCriteria=');
    expect(page.total_count).toBe(300);
    expect(page.items).toEqual(shop.orders());
    expect(page.search_criteria).toEqual({ filter_groups: [] });
  });

  test('page after page from a watermark, ties and all, gives each order once', async () => {
    const watermark = [...shop.orders()].map((order) => order.updated_at).sort()[40] as string;
    const wanted = shop.orders().filter((order) => order.updated_at >= watermark);
    const seen: number[] = [];
    for (let currentPage = 1; ; currentPage += 1) {
      const paging = { '[page_size]': 37, '[current_page]': currentPage };
      const page = await getPage(criteria({ ...since(watermark), ...SORTED, ...paging }));
      expect(page.total_count).toBe(wanted.length);
      seen.push(...page.items.map((order) => order.entity_id));
      if (currentPage * 37 >= page.total_count) break;
    }
    const sorted = wanted.sort((a, b) =>
      a.updated_at < b.updated_at ? -1 : a.updated_at > b.updated_at ? 1 : a.entity_id - b.entity_id,
    );
    expect(seen).toEqual(sorted.map((order) => order.entity_id));
  });

  test('sorts in descending order unless told otherwise', async () => {
    const page = await getPage(criteria({ '[sortOrders][0][field]': 'entity_id', '[pageSize]': 2 }));
    expect(page.items.map((order) => order.entity_id)).toEqual([300, 299]);
  });

  test.each(['/rest/V1/orders', '/rest/default/V1/orders', '/rest/all/V1/orders', '/index.php/rest/us/V1/orders'])(
    'works at %s and shows the orders of all stores',
    async (path) => {
      const response = await get(`${path}?${criteria({ '[pageSize]': 1 })}`);
      expect(((await response.json()) as Page).total_count).toBe(300);
    },
  );

  test('shows a change and a new order at once', async () => {
    const clock = createHandClock(Date.now());
    const own = createTestShop(clock, 5);
    const busy = await startOther(own);
    const latest = async (): Promise<number[]> => {
      const query = criteria({ '[sortOrders][0][field]': 'updated_at', '[pageSize]': 1 });
      const response = await signedGet(`${busy.baseUrl}/rest/V1/orders?${query}`, CREDENTIALS);
      return ((await response.json()) as Page).items.map((order) => order.entity_id);
    };
    clock.advance(2_000);
    own.change({ entityId: 2, kind: 'comment' });
    expect(await latest()).toEqual([2]);
    clock.advance(2_000);
    own.place();
    expect(await latest()).toEqual([6]);
  });

  test('answers a search among 5,000 orders quickly', async () => {
    const clock = createHandClock(Date.now());
    const big = createMagentoShop({ seed: 1, orders: 5_000, credentials: CREDENTIALS, now: clock.now });
    const busy = await startOther(big);
    const query = criteria({ ...since('2000-01-01 00:00:00'), ...SORTED, '[page_size]': 100, '[current_page]': 20 });
    const startedMs = performance.now();
    const response = await signedGet(`${busy.baseUrl}/rest/V1/orders?${query}`, CREDENTIALS);
    const page = (await response.json()) as Page;
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect([page.total_count, page.items.length]).toEqual([5_000, 100]);
  });
});

describe('reading one order', () => {
  test('gives it by its entity id', async () => {
    const response = await get('/rest/V1/orders/17');
    expect([response.status, await response.json()]).toEqual([200, shop.order(17)]);
  });
});

test.each<[string, number, unknown]>([
  [
    '/rest/V1/orders',
    400,
    { message: '"%fieldName" is required. Enter and try again.', parameters: { fieldName: 'searchCriteria' } },
  ],
  ['/rest/V1/nothing', 404, { message: 'Request does not match any route.' }],
  ['/', 404, { message: 'Request does not match any route.' }],
  [
    '/rest/V1/orders/9999',
    404,
    { message: "The entity that was requested doesn't exist. Verify the entity and try again." },
  ],
  ['/rest/V1/orders/x', 400, { message: expect.stringContaining('"%value"'), parameters: { value: 'x', type: 'int' } }],
  ['/rest/nowhere/V1/orders?searchCriteria=', 404, { message: 'Request does not match any route.' }],
  [
    '/rest/V1/orders?searchCriteria[sortOrders][0][field]=nope',
    500,
    { message: expect.stringContaining('Report ID: webapi-') },
  ],
  ['/rest/V1/orders/%E0%A4%A', 500, { message: expect.stringContaining('Report ID: webapi-') }],
])('%s answers %d with its placeholders unfilled', async (path, status, body) => {
  const response = await get(path);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect([response.status, await response.json()]).toEqual([status, body]);
});

test('a media type that is neither JSON nor anything is 406', async () => {
  expect((await get('/rest/V1/orders?searchCriteria=', { accept: 'text/csv' })).status).toBe(406);
  expect((await get('/rest/V1/orders/1', { accept: 'text/html;q=0.9, application/json' })).status).toBe(200);
});

test.each([
  ['POST', '/rest/V1/orders'],
  ['PUT', '/rest/V1/orders/1'],
  ['GET', '/rest/V1/order/1/ship'],
])('%s %s matches no route', async (method, path) => {
  const response = await fetch(server.baseUrl + path, { method });
  expect(response.status).toBe(404);
});

describe('who may ask', () => {
  const address = (): string => `${server.baseUrl}/rest/V1/orders?${criteria({ '[pageSize]': 1 })}`;
  const ask = async (authorization?: string): Promise<[number, string]> => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(address(), { headers });
    return [response.status, String(((await response.json()) as { message?: string }).message)];
  };
  const signedWith = (changes: SigningChanges): string => oauthHeader(address(), CREDENTIALS, changes);

  test('a signature over the address with or without its port is accepted', async () => {
    expect((await ask(signedWith({})))[0]).toBe(200);
    expect((await ask(signedWith({ signPort: false })))[0]).toBe(200);
  });

  test.each<[string, SigningChanges, number, string]>([
    ['an unknown signature method', { method: 'HMAC-SHA1' }, 400, 'Signature method %1 is not supported'],
    ['another version', { version: '2.0' }, 400, 'The "%1" Oauth version isn\'t supported.'],
    ['no nonce', { leaveOut: 'oauth_nonce' }, 400, '"%fieldName" is required. Enter and try again.'],
    [
      'an old timestamp',
      { timestampS: 1_700_000_000 },
      400,
      'The timestamp value in the oauth_timestamp parameter is invalid.',
    ],
  ])('%s is a bad request', async (_, changes, status, message) => {
    expect(await ask(signedWith(changes))).toEqual([status, message]);
  });

  test('a nonce counts once, even when the address differs', async () => {
    expect((await ask(signedWith({ nonce: 'once' })))[0]).toBe(200);
    expect(await ask(signedWith({ nonce: 'once' }))).toEqual([
      401,
      'The nonce is already being used by the consumer with ID %1.',
    ]);
  });

  test.each([
    ['consumerSecret', 'The signature is invalid. Verify and try again.'],
    ['accessTokenSecret', 'The signature is invalid. Verify and try again.'],
    ['consumerKey', 'A consumer having the specified key does not exist'],
    ['accessToken', 'Specified token does not exist'],
  ])('a wrong %s is refused', async (name, message) => {
    expect(await ask(oauthHeader(address(), { ...CREDENTIALS, [name]: 'wrong' }))).toEqual([401, message]);
  });

  test('a query that was changed after signing is refused', async () => {
    const tampered = `${address()}&searchCriteria[currentPage]=2`;
    const response = await fetch(tampered, { headers: { authorization: signedWith({}) } });
    expect(response.status).toBe(401);
  });

  test('the bare access token is refused, unless the installation allows it', async () => {
    const refusal = [401, "The consumer isn't authorized to access %resources."];
    expect(await ask()).toEqual(refusal);
    expect(await ask(`Bearer ${CREDENTIALS.accessToken}`)).toEqual(refusal);
    server.faults.switches.integrationAsBearer = true;
    expect((await ask(`Bearer ${CREDENTIALS.accessToken}`))[0]).toBe(200);
    expect(await ask('Bearer wrong')).toEqual(refusal);
  });
});

describe('running', () => {
  test('the log tells what was asked and answered', async () => {
    const before = server.requestCount();
    await get('/rest/V1/orders/1?fields=x');
    expect(server.requestCount()).toBe(before + 1);
    expect(server.requests().at(-1)).toEqual({
      method: 'GET',
      path: '/rest/V1/orders/1',
      query: 'fields=x',
      status: 200,
    });
  });

  test('a port that is taken is an error', async () => {
    await expect(startMagentoServer({ shop, port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
