import type { ShopifyFault } from '../../../../src/local/sandbox/shopify/faults.js';
import { type ShopifyServer, startShopifyServer } from '../../../../src/local/sandbox/shopify/server.js';
import type { ShopifyShop } from '../../../../src/local/sandbox/shopify/shop.js';
import { ask, CREDENTIALS, createHandClock, createTestShop, type HandClock, serve } from './sandbox-shop.js';

let clock: HandClock;
let shop: ShopifyShop;
let server: ShopifyServer;

beforeAll(async () => {
  clock = createHandClock();
  shop = createTestShop(clock, 20);
  server = await serve(shop);
});
afterEach(() => server.faults.reset());
afterAll(() => server.stop());

const ASK = '{ shop { name } }';
const send = (): Promise<Response> =>
  fetch(`${server.baseUrl}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': CREDENTIALS.accessToken },
    body: JSON.stringify({ query: ASK }),
  });

describe('a token by the client credentials grant', () => {
  const grant = (body: string, type = 'application/x-www-form-urlencoded'): Promise<Response> =>
    fetch(`${server.baseUrl}/admin/oauth/access_token`, { method: 'POST', headers: { 'content-type': type }, body });
  const FORM = `grant_type=client_credentials&client_id=${CREDENTIALS.clientId}&client_secret=${CREDENTIALS.clientSecret}`;

  test('lasts a day by the shop’s clock, and a new one does not end the one before', async () => {
    const first = (await (await grant(FORM)).json()) as { access_token: string };
    expect(first).toEqual({
      access_token: expect.stringMatching(/^shpca_/),
      scope: expect.stringContaining('read_orders'),
      expires_in: 86_399,
    });
    const asJson = JSON.stringify(Object.fromEntries(new URLSearchParams(FORM)));
    const second = (await (await grant(asJson, 'application/json')).json()) as { access_token: string };
    expect(second.access_token).not.toBe(first.access_token);
    expect((await ask(server, ASK, {}, { token: first.access_token })).status).toBe(200);
    clock.advance(86_398_000);
    expect((await ask(server, ASK, {}, { token: first.access_token })).status).toBe(200);
    clock.advance(1_000);
    expect((await ask(server, ASK, {}, { token: first.access_token })).status).toBe(401);
    expect((await ask(server, ASK)).status).toBe(200);
  });

  test.each([
    ['a wrong secret', FORM.replace(CREDENTIALS.clientSecret, 'no')],
    ['another grant', FORM.replace('client_credentials', 'password')],
    ['nothing', ''],
  ])('is not given for %s', async (_what, body) => {
    const response = await grant(body);
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: expect.any(String) }),
    ]);
  });
});

describe('a fault for the next request', () => {
  test.each<[ShopifyFault, number, string | null]>([
    [{ kind: 'status', status: 500 }, 500, null],
    [{ kind: 'status', status: 503 }, 503, null],
    [{ kind: 'status', status: 429, retryAfterSeconds: 2 }, 429, '2.0'],
    [{ kind: 'status', status: 401 }, 401, null],
    [{ kind: 'status', status: 402 }, 402, null],
    [{ kind: 'status', status: 423 }, 423, null],
    [{ kind: 'html200' }, 200, null],
    [{ kind: 'throttled' }, 200, null],
  ])('%o answers, once, and then things are well again', async (fault, status, retryAfter) => {
    server.faults.failNext(1, fault);
    const failed = await send();
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(await failed.text()).not.toContain('Feldküche');
    expect(await (await send()).text()).toContain('Feldküche');
  });

  test('resets the connection before anything is answered', async () => {
    server.faults.failNext(1, { kind: 'reset' });
    await expect(send()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(server.requests().at(-1)).toMatchObject({ status: null, cost: null });
  });

  test('cuts the body half way', async () => {
    server.faults.failNext(1, { kind: 'cut' });
    await expect((await send()).text()).rejects.toThrow();
  });

  test('delays the right answer', async () => {
    server.faults.failNext(1, { kind: 'delay', delayMs: 80 });
    const startedMs = performance.now();
    expect((await send()).status).toBe(200);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(75);
  });

  test('meets only the kind of request that it is meant for', async () => {
    server.faults.failNext(1, { kind: 'status', status: 503 }, 'token');
    expect((await send()).status).toBe(200);
    const answer = await fetch(`${server.baseUrl}/admin/oauth/access_token`, { method: 'POST', body: '' });
    expect([answer.status, server.faults.pending()]).toEqual([503, 0]);
  });
});

test('a reset forgets waiting faults and goes back to the switches of the start', async () => {
  const own = await startShopifyServer({ shop, faults: { indexLagMs: 500 } });
  own.faults.failNext(3, { kind: 'reset' });
  own.faults.switches.indexLagMs = 0;
  own.faults.reset();
  expect([own.faults.pending(), own.faults.switches.indexLagMs]).toEqual([0, 500]);
  await own.stop();
});

test('the Date header tells the shop’s time, or one that is off', async () => {
  const atMs = clock.now().getTime();
  expect(Date.parse((await send()).headers.get('date') ?? '')).toBe(Math.floor(atMs / 1000) * 1000);
  server.faults.switches.clockSkewMs = -300_000;
  expect(Date.parse((await send()).headers.get('date') ?? '')).toBeLessThan(atMs - 299_000);
});
