import { BlobServiceClient } from '@azure/storage-blob';
import { putProfile } from './command.js';
import { eventsOf, eventually, ingest, type RunningStack, startProduct } from './stack.js';

let stack: RunningStack;

beforeAll(async () => {
  stack = await startProduct();
}, 90_000);

afterAll(() => stack.stop());

function order(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    number: `N-${id}`,
    status: 'processing',
    currency: 'EUR',
    updatedAt: '2026-11-20T09:00:00Z',
    lines: [{ id: '1', sku: 'TSHIRT-M', quantity: '2', unitPrice: '10.00', tax: '3.80', total: '23.80' }],
    totals: { subtotal: '20.00', tax: '3.80', grand: '23.80' },
    attributes: { giftWrap: 'yes', campaign: 'autumn' },
    ...changes,
  };
}

async function send(...records: unknown[]) {
  return eventsOf(stack, await ingest(stack, records));
}

/** The remote ids of a whole list, page by page. */
async function listAll(path: string): Promise<string[]> {
  const seen: string[] = [];
  let continuation: string | null = null;
  do {
    const next: string = continuation === null ? '' : `&continuation=${encodeURIComponent(continuation)}`;
    const { json } = await stack.call(`${path}${next}`);
    seen.push(...json.items.map(({ remoteId }: { remoteId: string }) => remoteId));
    continuation = json.continuation;
  } while (continuation !== null);
  return seen;
}

async function findOrder(remoteId: string) {
  const { json } = await stack.call(`orders?remoteId=${encodeURIComponent(remoteId)}`);
  return json.items[0] ?? null;
}

test('one order posted four times: created, ignored, patched, replaced; four events and the last payload', async () => {
  const last = order('four', {
    status: 'complete',
    updatedAt: '2026-11-20T09:05:00Z',
    attributes: { giftWrap: 'yes' },
  });
  const events = [
    ...(await send(order('four'))),
    ...(await send(order('four'))),
    ...(await send(order('four', { status: 'complete', updatedAt: '2026-11-20T09:05:00Z' }))),
    ...(await send(last)),
  ];
  expect(events.map(({ action, outcome }) => `${action}/${outcome}`)).toEqual([
    'Update/created',
    'Ignore/ignored',
    'Patch/patched',
    'Update/replaced',
  ]);
  const { json } = await stack.call('events?type=order&recordId=four');
  expect(json.items).toHaveLength(4);
  const stored = await findOrder('four');
  expect(stored.record).toMatchObject(last);
  const { status, headers } = await stack.call(`orders/${stored.id}`);
  expect([status, headers.get('etag')]).toEqual([200, expect.stringMatching(/^"/)]);
});

test('500 orders in one NDJSON post are all applied', async () => {
  const answer = await ingest(
    stack,
    Array.from({ length: 500 }, (_, index) => order(`bulk-${index}`, { status: 'bulk' })),
  );
  expect([answer.status, answer.json.accepted.length]).toEqual([202, 500]);
  const stored = await eventually('500 orders', async () => {
    const found = await listAll('orders?status=bulk&limit=200');
    return found.length === 500 ? found : null;
  });
  expect(new Set(stored).size).toBe(500);
}, 90_000);

test('50 parallel posts with one Idempotency-Key are one event; another body under the key is refused', async () => {
  const post = () => ingest(stack, [order('idem')], { 'idempotency-key': 'key-1' });
  const answers = await Promise.all(Array.from({ length: 50 }, post));
  expect(new Set(answers.map(({ status, json }) => `${status} ${json.accepted[0].eventId}`)).size).toBe(1);
  await eventsOf(stack, answers[0] as (typeof answers)[number]);
  const { json } = await stack.call('events?type=order&recordId=idem');
  expect(json.items).toHaveLength(1);
  const other = await ingest(stack, [order('idem', { status: 'x' })], { 'idempotency-key': 'key-1' });
  expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
});

test('a bad record beside a good one is rejected alone, with its path', async () => {
  const answer = await ingest(stack, [order('good'), order('bad', { lines: [{ id: '1', quantity: 'two' }] })]);
  expect(answer.status).toBe(202);
  expect(answer.json).toMatchObject({
    accepted: [{ index: 0, recordId: 'good' }],
    rejected: [{ index: 1, code: 'record_invalid', path: '/lines/0/quantity' }],
  });
  await eventsOf(stack, answer);
  const none = await ingest(stack, [{ note: 'no id' }]);
  expect(none.status).toBe(400);
  expect(none.json).toMatchObject({ accepted: [], rejected: [{ code: 'record_id_missing' }] });
});

test.each([
  { says: 'bad JSON', path: 'ingest/order', body: '{"id":', status: 400, code: 'json_invalid' },
  { says: 'an unknown type', path: 'ingest/parcel', body: '{"id":"1"}', status: 404, code: 'record_type_unknown' },
  {
    says: 'an unknown format',
    path: 'ingest/order?format=xml',
    body: '{"id":"1"}',
    status: 400,
    code: 'format_unknown',
  },
  {
    says: 'a body over 5 MB',
    path: 'ingest/order',
    body: `{"id":"1","note":"${'x'.repeat(5 * 1024 * 1024)}"}`,
    status: 413,
    code: 'body_too_large',
  },
  { says: 'an empty body', path: 'ingest/order', body: '', status: 400, code: 'body_empty' },
])('$says is answered $status $code, and nothing is stored', async ({ path, body, status, code }) => {
  const before = (await stack.call('events?limit=1')).json.items[0]?.id;
  const answer = await stack.call(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect([answer.status, answer.json.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  expect(JSON.stringify(answer.json)).not.toMatch(/at .*\.js:|127\.0\.0\.1/);
  expect((await stack.call('events?limit=1')).json.items[0]?.id).toBe(before);
});

test.each([
  { says: 'no token', authorization: '' },
  {
    says: 'a token of another secret',
    authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkZW1vLWFwaSJ9.c2lnbmF0dXJl',
  },
  { says: 'a token without a signature', authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vLWFwaSJ9.' },
])('$says is 401', async ({ authorization }) => {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await stack.call('ingest/order', { method: 'POST', body: JSON.stringify(order('x')), headers });
  expect([answer.status, answer.json.code]).toEqual([401, 'unauthenticated']);
});

test("another profile's order and event are 404, whatever the id", async () => {
  const [event] = await send(order('mine'));
  const mine = await findOrder('mine');
  expect((await stack.call(`orders/${mine.id}`, { profileId: 'other' })).status).toBe(401);
  const path = `${stack.dataDir}/other.json`;
  await putProfile(stack, path, { id: 'other', tenantId: 'other', name: 'Other', channel: 'api' });
  for (const theirs of [`orders/${mine.id}`, `events/${event.id}`]) {
    const answer = await stack.call(theirs, { profileId: 'other' });
    expect([answer.status, answer.json.code]).toEqual([404, 'not_found']);
  }
  expect((await stack.call('orders', { profileId: 'other' })).json.items).toEqual([]);
});

test('a poisonous line in a queue blob is dead-lettered alone, and its neighbours are applied', async () => {
  const service = BlobServiceClient.fromConnectionString(stack.env.TRIBUTARY_QUEUE_CONNECTION as string);
  const envelope = {
    schema: 1,
    eventId: 'poison-neighbour',
    receipt: '01ZZ',
    profileId: 'demo-api',
    type: 'order',
    format: 'canonical',
    recordId: 'neighbour',
    origin: 'ingest',
    receivedAt: new Date().toISOString(),
    raw: JSON.stringify(order('neighbour')),
  };
  const body = `{"no":"envelope"}\n${JSON.stringify(envelope)}\n`;
  const queue = service.getContainerClient('queue');
  await queue.getBlockBlobClient('zz/poison.ndjson').upload(body, Buffer.byteLength(body));
  const event = await eventually('the neighbour', async () => {
    const { status, json } = await stack.call('events/poison-neighbour');
    return status === 200 ? json : null;
  });
  expect(event.outcome).toBe('created');
  const letters = await eventually('the dead letter', async () => {
    const names: string[] = [];
    for await (const { name } of service.getContainerClient('dead-letter').listBlobsFlat({ prefix: 'final/' }))
      names.push(name);
    return names.length > 0 ? names : null;
  });
  const text = await service
    .getContainerClient('dead-letter')
    .getBlobClient(letters[0] as string)
    .downloadToBuffer();
  expect(JSON.parse(text.toString())).toMatchObject({ code: 'envelope_invalid', envelope: '{"no":"envelope"}' });
});

test.each(['../x', '..\\x', 'a/b?c#d', 'nul\u0000', 'line\nbreak', '😀', 'x'.repeat(512)])(
  'the id %j is an opaque value that arrives as it is',
  async (id) => {
    const [event] = await send(order(id));
    expect(event).toMatchObject({ outcome: 'created', recordId: id });
    expect((await findOrder(id)).remoteId).toBe(id);
  },
);

test('lists are walked to the end by their continuation, each item once', async () => {
  await send(...Array.from({ length: 7 }, (_, index) => order(`page-${index}`, { status: 'listed' })));
  const seen = await listAll('orders?status=listed&limit=3');
  expect(seen.sort()).toEqual(Array.from({ length: 7 }, (_, index) => `page-${index}`));
});

test('health tells of the dependencies and the backlog, without a token and without addresses', async () => {
  const response = await fetch(`${stack.api}/health`);
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ backlog: { count: expect.any(Number) }, version: expect.any(String) });
  expect(text).not.toMatch(/127\.0\.0\.1|AccountKey|devstore/);
});

test('an order corrected by hand keeps the correction while the source goes on, and its history tells all', async () => {
  await send(order('edited'));
  const { id } = await findOrder('edited');
  const read = await stack.call(`orders/${id}`);
  const etag = String(read.headers.get('etag'));
  const edit = (ifMatch: string, record: Record<string, unknown>) =>
    stack.call(`orders/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json', 'if-match': ifMatch },
      body: JSON.stringify({ record }),
    });
  const edited = await edit(etag, { note: 'ring twice', shippingAddress: { city: 'Köln', country: 'DE' } });
  expect(edited).toMatchObject({ status: 200, json: { version: 2, record: { note: 'ring twice' } } });
  expect(await edit(etag, { note: 'too late' })).toMatchObject({ status: 412, json: { code: 'precondition_failed' } });

  const change = { status: 'complete', note: 'from the shop', updatedAt: '2026-11-20T09:05:00Z' };
  const [event] = await send(order('edited', change));
  expect(event.conflicts).toEqual([
    { path: '/note', base: null, theirs: 'from the shop', ours: 'ring twice', winner: 'local' },
  ]);
  const after = await stack.call(`orders/${id}`);
  expect(after.json.record).toMatchObject({
    status: 'complete',
    note: 'ring twice',
    shippingAddress: { city: 'Köln' },
  });

  const { json } = await stack.call(`orders/${id}/history`);
  expect(
    json.items.map(({ origin, outcome, changes }: { origin: string; outcome: string; changes: { path: string }[] }) => [
      origin,
      outcome,
      changes.map(({ path }) => path),
    ]),
  ).toEqual([
    ['ingest', 'patched', ['/status', '/updatedAt']],
    ['local', 'patched', ['/shippingAddress', '/note']],
    ['ingest', 'created', []],
  ]);
});
