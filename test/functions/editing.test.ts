import { HttpRequest, type HttpResponseInit } from '@azure/functions';
import { getOrderHistory } from '../../src/functions/get-order-history.js';
import { withProblems } from '../../src/functions/http/with-problems.js';
import { patchOrder } from '../../src/functions/patch-order.js';
import { recordKey } from '../../src/model/record-key.js';
import { apiProfile, createWorld, order, send } from '../orchestration/world.js';
import { bearer, bodyOf, createContext, token } from './test-request.js';

const KEY = recordKey('shop-a', 'order', 'A');
const MERGE_PATCH = { 'content-type': 'application/merge-patch+json' };

async function createShop() {
  const world = createWorld([apiProfile(), apiProfile({ id: 'shop-b' })]);
  await send(world, order('A'));
  const ports = { ...world.ports, settings: { token } };
  return { world, ports };
}
type Shop = Awaited<ReturnType<typeof createShop>>;

interface Asked {
  as?: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  body?: string;
}

async function answerOf(
  method: 'PATCH' | 'GET',
  handle: (request: HttpRequest, context: ReturnType<typeof createContext>) => Promise<HttpResponseInit>,
  { as = 'shop-a', headers = {}, query = {}, body }: Asked,
) {
  const context = createContext();
  const request = new HttpRequest({
    method,
    url: 'http://127.0.0.1/api/orders/x',
    headers: { ...(await bearer(as)), ...headers },
    params: { id: KEY },
    query,
    ...(body === undefined ? {} : { body: { bytes: new TextEncoder().encode(body) } }),
  });
  const answer = await withProblems((one) => handle(one, context))(request, context);
  return {
    status: answer.status,
    etag: new Headers(answer.headers as Record<string, string>).get('etag'),
    body: bodyOf(answer),
    lines: context.lines,
  };
}

const patch = ({ ports }: Shop, asked: Asked) =>
  answerOf('PATCH', (request, context) => patchOrder(ports, request, context), {
    ...asked,
    headers: { ...MERGE_PATCH, ...asked.headers },
  });
const history = ({ ports }: Shop, asked: Asked = {}) =>
  answerOf('GET', (request, context) => getOrderHistory(ports, request, context), asked);

const etagOf = async ({ ports }: Shop) => {
  const found = await ports.store.read({ kind: 'order', id: KEY, recordKey: KEY });
  return `"${found?.etag.replaceAll('"', '')}"`;
};
const NOTE = JSON.stringify({ record: { note: 'at the door' } });

describe('PATCH /api/orders/{id}', () => {
  test('answers the edited order with the ETag of the next edit', async () => {
    const shop = await createShop();
    const first = await patch(shop, { headers: { 'if-match': await etagOf(shop) }, body: NOTE });
    expect(first).toMatchObject({ status: 200, body: { version: 2, record: { note: 'at the door' } } });
    const tags = JSON.stringify({ record: { tags: ['vip'] } });
    const second = await patch(shop, { headers: { 'if-match': String(first.etag) }, body: tags });
    expect(second).toMatchObject({ status: 200, body: { version: 3, record: { note: 'at the door', tags: ['vip'] } } });
  });

  test('logs the edit without a word of what it says', async () => {
    const shop = await createShop();
    const { lines } = await patch(shop, { headers: { 'if-match': await etagOf(shop) }, body: NOTE });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { kind: 'edited', profileId: 'shop-a', id: KEY, version: 2 },
    ]);
  });

  test.each<{ says: string; asked: Asked; status: number; code: string }>([
    { says: 'without If-Match', asked: {}, status: 428, code: 'precondition_required' },
    {
      says: 'with a stale If-Match',
      asked: { headers: { 'if-match': '"old"' } },
      status: 412,
      code: 'precondition_failed',
    },
    {
      says: 'with an empty If-Match',
      asked: { headers: { 'if-match': '' } },
      status: 412,
      code: 'precondition_failed',
    },
    {
      says: 'of another profile',
      asked: { as: 'shop-b', headers: { 'if-match': '*' } },
      status: 404,
      code: 'not_found',
    },
    {
      says: 'as plain JSON',
      asked: { headers: { 'if-match': '*', 'content-type': 'application/json' } },
      status: 415,
      code: 'content_type_unsupported',
    },
    { says: 'that is no JSON', asked: { headers: { 'if-match': '*' }, body: '{' }, status: 400, code: 'json_invalid' },
    { says: 'without a body', asked: { headers: { 'if-match': '*' }, body: '' }, status: 400, code: 'body_empty' },
    {
      says: 'with a forbidden key',
      asked: { headers: { 'if-match': '*' }, body: '{"record":{"__proto__":{"x":1}}}' },
      status: 400,
      code: 'json_forbidden_key',
    },
    {
      says: 'with an unknown parameter',
      asked: { headers: { 'if-match': '*' }, query: { force: '1' } },
      status: 400,
      code: 'parameter_invalid',
    },
  ])('refuses one $says: $status $code', async ({ asked, status, code }) => {
    const shop = await createShop();
    const before = shop.ports.store.items();
    const answer = await patch(shop, { body: NOTE, ...asked });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(shop.ports.store.items()).toEqual(before);
    expect(shop.ports.queue.names()).toEqual([]);
  });

  test('a weak ETag never matches, and * always does', async () => {
    const shop = await createShop();
    const weak = await patch(shop, { headers: { 'if-match': `W/${await etagOf(shop)}` }, body: NOTE });
    const any = await patch(shop, { headers: { 'if-match': '*' }, body: NOTE });
    expect([weak.status, any.status]).toEqual([412, 200]);
  });

  test('names the path of what the schema refuses', async () => {
    const shop = await createShop();
    const body = JSON.stringify({ record: { billingAddress: { street: 'one line' } } });
    const answer = await patch(shop, { headers: { 'if-match': '*' }, body });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'record_invalid', path: '/record/billingAddress/street' },
    });
  });
});

describe('GET /api/orders/{id}/history', () => {
  async function lived() {
    const shop = await createShop();
    await patch(shop, { headers: { 'if-match': '*' }, body: NOTE });
    await send(shop.world, order('A', { status: 'complete', note: 'ring twice', updatedAt: '2026-11-20T09:01:00Z' }));
    await send(shop.world, order('A', { status: 'old', updatedAt: '2026-11-20T08:00:00Z' }));
    return shop;
  }

  test('tells who changed which field from what to what, newest first', async () => {
    const { status, body } = await history(await lived());
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      {
        origin: 'ingest',
        who: 'api',
        outcome: 'patched',
        reason: 'changed',
        changes: [
          { path: '/status', op: 'replace', from: 'processing', to: 'complete' },
          { path: '/updatedAt', op: 'replace' },
        ],
        conflicts: [{ path: '/note', base: null, theirs: 'ring twice', ours: 'at the door', winner: 'local' }],
      },
      {
        origin: 'local',
        who: 'shop-a',
        outcome: 'patched',
        reason: 'local-edit',
        changes: [{ path: '/note', op: 'replace', from: null, to: 'at the door' }],
        conflicts: [],
      },
      { origin: 'ingest', who: 'api', outcome: 'created', changes: [] },
    ]);
    expect(body.continuation).toBeNull();
  });

  test('shows what needed nothing only when it is asked for', async () => {
    const { body } = await history(await lived(), { query: { all: 'true' } });
    expect(body.items.map(({ reason }: { reason: string }) => reason)).toEqual([
      'stale',
      'changed',
      'local-edit',
      'not-cached',
    ]);
  });

  test('comes a page at a time', async () => {
    const shop = await lived();
    const first = await history(shop, { query: { limit: '2' } });
    const rest = await history(shop, { query: { limit: '2', continuation: first.body.continuation } });
    expect([first.body.items.length, rest.body.items.length, rest.body.continuation]).toEqual([2, 1, null]);
  });

  test('fetches the records of large events', async () => {
    const shop = await createShop();
    const body = JSON.stringify({
      record: {
        note: 'x'.repeat(60_000),
        attributes: Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`k${i}`, 'y'.repeat(60_000)])),
      },
    });
    await patch(shop, { headers: { 'if-match': '*' }, body });
    const { body: page } = await history(shop);
    expect(page.items[0].changes).toHaveLength(6);
  });

  test('is not there for another profile', async () => {
    const { status, body } = await history(await lived(), { as: 'shop-b' });
    expect([status, body.code]).toEqual([404, 'not_found']);
  });
});
