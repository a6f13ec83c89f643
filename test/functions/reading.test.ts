import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { getEvent } from '../../src/functions/get-event.js';
import { getOrder } from '../../src/functions/get-order.js';
import { withProblems } from '../../src/functions/http/with-problems.js';
import { listEvents } from '../../src/functions/list-events.js';
import { listOrders } from '../../src/functions/list-orders.js';
import { PipelineError } from '../../src/model/errors.js';
import type { PipelineEvent } from '../../src/model/event.js';
import { recordKey } from '../../src/model/record-key.js';
import type { StoredRecord } from '../../src/model/stored-record.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryEventLog } from '../doubles/memory-event-log.js';
import { createMemoryEventRecords } from '../doubles/memory-event-records.js';
import { createMemoryOrderStore } from '../doubles/memory-order-store.js';
import { createMemoryProfiles } from '../doubles/memory-profiles.js';
import { createMemoryTillBooks } from '../doubles/memory-till-books.js';
import { bearer, bodyOf, createContext, getRequest, shopA, shopB, token } from './test-request.js';

function storedOrder(profileId: string, remoteId: string): StoredRecord {
  const id = recordKey(profileId, 'order', remoteId);
  return {
    id,
    recordKey: id,
    kind: 'order',
    profileId,
    tenantId: 'acme',
    channel: 'api',
    remoteId,
    record: { id: remoteId, number: `N${remoteId}`, status: 'new' },
    remote: { id: remoteId, note: 'what the source last gave' },
    local: {},
    links: {},
    version: 1,
    appliedEventId: 'e1',
    sourceVersion: null,
    recordVersion: { order: '2026-11-20T10:00:00.000Z', receipt: 'r1' },
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: `2026-11-20T10:0${remoteId}:00.000Z`,
  };
}

function eventOf(profileId: string, id: string, own: Partial<PipelineEvent> = {}): PipelineEvent {
  return {
    id,
    profileId,
    tenantId: 'acme',
    channel: 'api',
    type: 'order',
    recordKey: recordKey(profileId, 'order', '1'),
    recordId: '1',
    origin: 'ingest',
    action: 'Update',
    steps: ['Update'],
    outcome: 'created',
    reason: 'not-cached',
    operations: [],
    conflicts: [],
    actor: null,
    effect: null,
    before: null,
    after: { id: '1' },
    recordsBlob: null,
    warnings: [],
    error: null,
    sourceVersion: null,
    mappingVersion: '1',
    receipt: `receipt-${id}`,
    receivedAt: '2026-11-20T10:00:00.000Z',
    startedAt: '2026-11-20T10:00:01.000Z',
    finishedAt: '2026-11-20T10:00:02.000Z',
    durationMs: 1_000,
    attempts: 1,
    requestCharge: 10,
    ...own,
  } as PipelineEvent;
}

const store = createMemoryOrderStore();
const events = createMemoryEventLog();
const eventRecords = createMemoryEventRecords();
const ports = {
  store,
  till: createMemoryTillBooks(),
  events,
  eventRecords,
  profiles: createMemoryProfiles([shopA, shopB]),
  clock: createManualClock(),
  settings: { token },
};
const ofA = storedOrder('shop-a', '1');
const ofB = storedOrder('shop-b', '1');

beforeAll(async () => {
  for (const item of [ofA, storedOrder('shop-a', '2'), storedOrder('shop-a', '3'), ofB]) await store.create(item);
  await store.create({ ...storedOrder('shop-a', '9'), kind: 'customer' });
  const bodies = {
    before: { id: '1' },
    after: { id: '1', note: 'large' },
    operations: [],
    conflicts: [],
    effect: null,
  };
  const recordsBlob = await eventRecords.put('large', bodies);
  await events.append(eventOf('shop-a', 'small'));
  await events.append(eventOf('shop-a', 'large', { after: null, recordsBlob, action: 'Patch' }));
  await events.append(eventOf('shop-b', 'foreign'));
});

type Handler = (request: HttpRequest, context: ReturnType<typeof createContext>) => Promise<HttpResponseInit>;
interface Asked {
  as?: string;
  admin?: boolean;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  query?: Record<string, string>;
}

async function ask(
  handler: Handler,
  { as = 'shop-a', admin = false, headers = {}, params = {}, query = {} }: Asked = {},
) {
  const context = createContext();
  const request = getRequest({ headers: { ...(await bearer(as, admin)), ...headers }, params, query });
  const answer = await withProblems((one) => handler(one, context))(request, context);
  const body = answer.body === undefined ? undefined : bodyOf(answer);
  return {
    status: answer.status,
    headers: new Headers(answer.headers as Record<string, string>),
    body,
    lines: context.lines,
  };
}

const order: Handler = (request, context) => getOrder(ports, request, context);
const orders: Handler = (request) => listOrders(ports, request);
const event: Handler = (request) => getEvent(ports, request);
const eventList: Handler = (request) => listEvents(ports, request);

describe('GET /api/orders/{id}', () => {
  test('gives the order and its ETag, and nothing of what is inside', async () => {
    const { status, headers, body } = await ask(order, { params: { id: ofA.id } });
    expect(status).toBe(200);
    expect(headers.get('etag')).toMatch(/^"[^"]+"$/);
    const { kind, recordKey: _key, tenantId, remote, recordVersion, ...shown } = ofA;
    expect(body).toEqual({ ...shown, links: { customer: null, lines: [] } });
  });

  test('answers 304 to whoever has it', async () => {
    const { headers } = await ask(order, { params: { id: ofA.id } });
    const etag = String(headers.get('etag'));
    for (const ifNoneMatch of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await ask(order, { params: { id: ofA.id }, headers: { 'if-none-match': ifNoneMatch } });
      expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, undefined, etag]);
    }
    const changed = await ask(order, { params: { id: ofA.id }, headers: { 'if-none-match': '"x"' } });
    expect(changed.status).toBe(200);
  });

  test.each([
    ['of another profile', ofB.id],
    ['that is not there', 'x'.repeat(32)],
    ['that is no order', storedOrder('shop-a', '9').id],
    ['with a path for an id', '../orders'],
    ['with an encoded path for an id', '%2e%2e%2fB'],
    ['with no id', ''],
  ])('answers 404 alike for one %s', async (_what, id) => {
    const { status, body } = await ask(order, { params: { id } });
    expect(status).toBe(404);
    expect(body).toEqual({
      type: '/problems/not_found',
      title: 'There is nothing at this address',
      status: 404,
      code: 'not_found',
      detail: 'There is nothing at this address',
    });
  });

  test('notes in the log who asked for what is not theirs', async () => {
    const { lines } = await ask(order, { params: { id: ofB.id } });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { kind: 'foreign', function: 'test', asker: 'shop-a', id: ofB.id },
    ]);
  });

  test('gives an administrator any order, or only those of the profile asked for', async () => {
    const params = { id: ofB.id };
    expect(await ask(order, { admin: true, params })).toMatchObject({ status: 200 });
    expect(await ask(order, { admin: true, params, query: { profileId: 'shop-b' } })).toMatchObject({ status: 200 });
    expect(await ask(order, { admin: true, params, query: { profileId: 'shop-a' } })).toMatchObject({ status: 404 });
  });

  test('tells which product a line is of once that is there, under the same ETag', async () => {
    const record = { id: '5', number: 'N5', status: 'new', lines: [{ id: '1', sku: 'A' }] };
    const item = { ...storedOrder('shop-a', '5'), record };
    await store.create(item);
    const key = recordKey('shop-a', 'product', '7');
    const product = { ...storedOrder('shop-a', '7'), kind: 'product', id: key, recordKey: key } as const;
    const before = await ask(order, { params: { id: item.id } });
    await store.create({ ...product, record: { id: '7', sku: 'A' } });
    const after = await ask(order, { params: { id: item.id } });
    const link = { recordKey: key, via: 'sku' };
    expect(before.body.links.lines).toEqual([{ lineId: '1', sku: 'A', product: null }]);
    expect(after.body.links.lines).toEqual([{ lineId: '1', sku: 'A', product: link }]);
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
    const seen = { 'if-none-match': String(after.headers.get('etag')) };
    expect((await ask(order, { params: { id: item.id }, headers: seen })).status).toBe(304);
    const listed = await ask(orders, { query: { number: 'N5' } });
    expect(listed.body.items[0].links).toEqual({});
  });

  test('does not take an outage of the products for lines without one', async () => {
    const searchProducts = () => Promise.reject(new PipelineError('store_unavailable', 'reset'));
    const down: Handler = (request, context) =>
      getOrder({ ...ports, store: { ...store, searchProducts } }, request, context);
    const { id } = storedOrder('shop-a', '5');
    expect(await ask(down, { params: { id } })).toMatchObject({ status: 503, body: { code: 'store_unavailable' } });
  });

  test('does not take an outage for an order that is not there', async () => {
    const down: Handler = (request, context) =>
      getOrder({ ...ports, store: { ...store, read: () => Promise.reject(new Error('reset')) } }, request, context);
    expect(await ask(down, { params: { id: ofA.id } })).toMatchObject({ status: 500, body: { code: 'internal' } });
  });
});

describe('GET /api/orders', () => {
  test('walks all orders of the profile, newest change first, each once', async () => {
    const seen: string[] = [];
    let continuation: string | null = '';
    while (continuation !== null) {
      const query = { limit: '2', ...(continuation === '' ? {} : { continuation }) };
      const { body } = await ask(orders, { query });
      seen.push(...body.items.map((one: { remoteId: string }) => one.remoteId));
      continuation = body.continuation;
    }
    expect(seen).toEqual(['5', '3', '2', '1']);
  });

  test.each([
    [{ remoteId: '2' }, ['2']],
    [{ number: 'N3' }, ['3']],
    [{ status: 'closed' }, []],
    [{ updatedSince: '2026-11-20T11:02:00+01:00' }, ['5', '3', '2']],
  ])('filters by %j', async (query, remoteIds) => {
    const { body } = await ask(orders, { query });
    expect(body.items.map((one: { remoteId: string }) => one.remoteId)).toEqual(remoteIds);
  });

  test.each([
    ['another profile', { query: { profileId: 'shop-b' } }, 404, 'not_found'],
    ['a continuation that was never given', { query: { continuation: 'abc' } }, 400, 'parameter_invalid'],
    ['a page beyond bounds', { query: { limit: '1000' } }, 400, 'parameter_invalid'],
    ['an administrator who says no profile', { admin: true }, 400, 'parameter_invalid'],
  ])('refuses %s', async (_what, asked, status, code) => {
    expect(await ask(orders, asked)).toMatchObject({ status, body: { code } });
  });

  test('gives an administrator the orders of the profile asked for', async () => {
    const { body } = await ask(orders, { as: 'anybody', admin: true, query: { profileId: 'shop-b' } });
    expect(body.items.map((one: { id: string }) => one.id)).toEqual([ofB.id]);
  });
});

describe('GET /api/events/{eventId}', () => {
  test('gives the event', async () => {
    expect((await ask(event, { params: { eventId: 'small' } })).body).toEqual(eventOf('shop-a', 'small'));
  });

  test('fetches records that are kept apart', async () => {
    const { body } = await ask(event, { params: { eventId: 'large' } });
    expect([body.before, body.after]).toEqual([{ id: '1' }, { id: '1', note: 'large' }]);
  });

  test.each(['foreign', 'nothing', '../small', ''])('answers 404 for %j', async (eventId) => {
    expect(await ask(event, { params: { eventId } })).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('gives an administrator the event of the profile asked for', async () => {
    const params = { eventId: 'foreign' };
    expect(await ask(event, { admin: true, params, query: { profileId: 'shop-b' } })).toMatchObject({ status: 200 });
    expect(await ask(event, { admin: true, params })).toMatchObject({ status: 400, body: { path: 'profileId' } });
  });
});

describe('GET /api/events', () => {
  test.each([
    [{}, ['small', 'large']],
    [{ action: 'Patch' }, ['large']],
    [{ type: 'order', recordId: '1', outcome: 'created', since: '2026-11-20T10:00:00Z' }, ['small', 'large']],
    [{ recordId: '2' }, []],
  ])('filters by %j and gives only events of the profile', async (query, ids) => {
    const { body } = await ask(eventList, { query });
    expect(body.items.map((one: { id: string }) => one.id)).toEqual(ids);
  });

  test('answers 404 for another profile', async () => {
    expect(await ask(eventList, { query: { profileId: 'shop-b' } })).toMatchObject({ status: 404 });
  });
});
