import type { ShopwareFault } from '../../../../src/local/sandbox/shopware/http/faults.js';
import { type ShopwareServer, startShopwareServer } from '../../../../src/local/sandbox/shopware/server.js';
import type { ShopwareShop } from '../../../../src/local/sandbox/shopware/shop.js';
import { type ApiClient, createApiClient, type Json, requestToken, send } from './api-client.js';
import { CREDENTIALS, createHandClock, createTestShop, type HandClock } from './sandbox-shop.js';

let clock: HandClock;
let shop: ShopwareShop;
let server: ShopwareServer;
let api: ApiClient;

beforeEach(async () => {
  clock = createHandClock();
  shop = createTestShop(clock, 20);
  server = await startShopwareServer({ shop });
  api = await createApiClient(server.baseUrl);
});
afterEach(() => server.stop());

describe('a token', () => {
  test('is given for key and secret, as JSON or as a form, for ten minutes', async () => {
    const { json } = await requestToken(server.baseUrl);
    expect(json).toEqual({ token_type: 'Bearer', expires_in: 600, access_token: expect.any(String) });
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: CREDENTIALS.clientId,
      client_secret: CREDENTIALS.clientSecret,
    });
    expect((await send(`${server.baseUrl}/api/oauth/token`, { method: 'POST', body })).status).toBe(200);
  });

  test.each<[string, Record<string, string>, number, Json]>([
    ['another secret', { client_secret: 'x' }, 401, { code: '4', title: 'Client authentication failed', detail: null }],
    ['another key', { client_id: 'x' }, 401, { code: '4' }],
    ['another grant', { grant_type: 'password' }, 400, { code: '2' }],
  ])('is refused for %s', async (_what, changes, status, error) => {
    const answer = await requestToken(server.baseUrl, changes);
    expect(answer.status).toBe(status);
    expect(answer.json.errors).toMatchObject([{ status: String(status), ...error }]);
  });

  test('ends after 600 s by the shop’s clock', async () => {
    clock.advance(599_999);
    expect((await api.search('order', { limit: 1 })).status).toBe(200);
    clock.advance(1);
    const { status, json } = await api.search('order', { limit: 1 });
    expect(status).toBe(401);
    expect(json.errors).toEqual([
      {
        code: '9',
        status: '401',
        title: 'The resource owner or authorization server denied the request.',
        detail: 'Access token could not be verified',
      },
    ]);
  });

  test('is needed for everything else', async () => {
    const answer = await send(`${server.baseUrl}/api/_info/version`);
    expect(answer.status).toBe(401);
    expect(answer.json.errors[0].detail).toBe('Missing "Authorization" header');
    server.revokeTokens();
    expect((await api.get('/api/_info/version')).status).toBe(401);
  });

  test('is given ten times in ten seconds, and then not before the body says so', async () => {
    for (let more = 1; more < 10; more += 1) expect((await requestToken(server.baseUrl)).status).toBe(200);
    const { status, json, headers } = await requestToken(server.baseUrl);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBeNull();
    expect(json.errors[0]).toMatchObject({ code: 'FRAMEWORK__AUTH_THROTTLED', meta: { parameters: { seconds: 10 } } });
    clock.advance(10_000);
    expect((await requestToken(server.baseUrl)).status).toBe(200);
  });

  test('forgives the tries before it where the shop has it so', async () => {
    server.faults.switches.successForgivesTries = true;
    for (let more = 0; more < 15; more += 1) expect((await requestToken(server.baseUrl)).status).toBe(200);
    for (let more = 0; more < 10; more += 1) await requestToken(server.baseUrl, { client_secret: 'x' });
    expect((await requestToken(server.baseUrl)).status).toBe(429);
  });
});

describe('the interface', () => {
  test('tells its version', async () => {
    expect((await api.get('/api/_info/version')).json).toEqual({ version: '6.7.4.2' });
    expect((await api.get('/api/_info/config')).json).toMatchObject({ version: '6.7.4.2', settings: {} });
  });

  test.each([
    ['POST', '/api/search/orders', 404],
    ['POST', '/api/search/order_customer', 404],
    ['GET', '/api/search/order', 405],
    ['GET', '/admin', 404],
  ])('has no %s %s', async (method, path, status) => {
    const answer = method === 'GET' ? await api.get(path) : await api.post(path, {});
    expect(answer.status).toBe(status);
    expect(answer.json.errors[0].detail).toContain('No route found');
  });

  test('does not read a body of another type, so that its criteria are lost', async () => {
    const { json } = await api.search('order', { limit: 1 }, { 'content-type': 'text/plain' });
    expect(json.data).toHaveLength(20);
  });

  test('refuses what it does not do, rather than pass over it', async () => {
    const answer = await api.search('order', { term: 'x' });
    expect(answer.status).toBe(400);
    expect(answer.json.errors[0].code).toBe('SANDBOX__UNSUPPORTED');
  });
});

describe('a fault', () => {
  const probe = () => api.search('order', { limit: 5 });

  test.each<[string, ShopwareFault & { kind: 'status' }, Json]>([
    [
      'a rate limit of its own, with the seconds in the body alone',
      { kind: 'status', status: 429, seconds: 7 },
      { type: 'application/json', retryAfter: null, text: '"seconds":7' },
    ],
    [
      'a rate limit of the hosting',
      { kind: 'status', status: 429, retryAfterSeconds: 3 },
      { type: 'text/html', retryAfter: '3', text: 'Too Many Requests' },
    ],
    ['an expired token', { kind: 'status', status: 401 }, { type: 'application/json', text: '"code":"9"' }],
    ['an error of the application', { kind: 'status', status: 500 }, { type: 'application/json', text: 'Deadlock' }],
    ['a bad gateway', { kind: 'status', status: 502 }, { type: 'text/html', text: '<h1>502 Bad Gateway' }],
    ['maintenance', { kind: 'status', status: 503 }, { type: 'text/html', text: '<h1>503' }],
  ])('is %s', async (_what, fault, { type, retryAfter = null, text }) => {
    server.faults.failNext(1, fault);
    const answer = await probe();
    expect(answer.status).toBe(fault.status);
    expect(answer.headers.get('content-type')).toContain(type);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
    expect(answer.text).toContain(text);
    expect((await probe()).status).toBe(200);
  });

  test.each<[string, ShopwareFault]>([
    ['a reset connection', { kind: 'reset' }],
    ['a cut body', { kind: 'cut' }],
  ])('is %s', async (_what, fault) => {
    server.faults.failNext(1, fault);
    await expect(probe()).rejects.toThrow();
    expect(server.faults.pending()).toBe(0);
    expect(server.requests().at(-1)).toMatchObject({
      path: '/api/search/order',
      status: fault.kind === 'reset' ? null : 200,
    });
    expect((await probe()).status).toBe(200);
  });

  test('delays the right answer', async () => {
    const startedAt = performance.now();
    server.faults.failNext(1, { kind: 'delay', delayMs: 60 });
    expect((await probe()).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(59);
  });

  test('meets requests for a token only where it says so', async () => {
    server.faults.failNext(1, { kind: 'status', status: 503 });
    expect((await requestToken(server.baseUrl)).status).toBe(200);
    server.faults.failNext(1, { kind: 'status', status: 502, on: 'token' });
    expect((await requestToken(server.baseUrl)).status).toBe(502);
    expect((await probe()).status).toBe(503);
  });

  test('is a login page with status 200', async () => {
    server.faults.switches.html200 = true;
    const answer = await probe();
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Sign in');
    server.faults.reset();
    expect((await probe()).json.data).toHaveLength(5);
  });

  test('is a date that is off, a total that is a lie, and an order that nobody can read', async () => {
    const bad = shop.orders()[0]?.id as string;
    server.faults.badRecord(bad);
    Object.assign(server.faults.switches, { clockSkewMs: 300_000, totalCountLie: 2 });
    const criteria = { 'total-count-mode': 1, associations: { lineItems: {} } };
    const { json, headers } = await api.search('order', criteria);
    expect(json.total).toBe(22);
    expect(Date.parse(headers.get('date') ?? '') - clock.now().getTime()).toBeGreaterThan(298_000);
    const shown = json.data.find(({ id }: Json) => id === bad);
    expect(shown).toMatchObject({ orderNumber: { value: expect.any(String) }, lineItems: null, price: 'n/a' });
  });
});

test('requests are logged with their criteria, and without what was sent for a token', async () => {
  await api.search('order', { limit: 3 });
  expect(server.requests()).toEqual([
    { method: 'POST', path: '/api/oauth/token', body: '', status: 200 },
    { method: 'POST', path: '/api/search/order', body: '{"limit":3}', status: 200 },
  ]);
  expect(server.requestCount()).toBe(2);
});
