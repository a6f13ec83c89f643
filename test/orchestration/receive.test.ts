import type { ReceiveRequest } from '../../src/orchestration/receive.js';
import { createFakeShop, shopInvoice, shopOrder } from './fake-shop.js';
import { apiProfile, createWorld, drain, order, post } from './world.js';

async function queued(world: ReturnType<typeof createWorld>) {
  const bodies = [];
  for (const name of world.ports.queue.names()) bodies.push((await world.ports.queue.read(name))?.body ?? '');
  return bodies.flatMap((body) =>
    body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}

test('all good records of a request lie in one queue blob, verbatim, before it returns', async () => {
  const world = createWorld();
  const body = '{"id":"1","currency":"EUR","totals":{"grand":10.50}}\n\n{"id":"2",  "note":"ü"}\n';
  const { accepted, rejected } = await post(world, [], { body, media: 'ndjson' });
  expect(rejected).toEqual([]);
  expect(accepted.map(({ index, recordId }) => [index, recordId])).toEqual([
    [0, '1'],
    [1, '2'],
  ]);
  expect(world.ports.queue.names()).toHaveLength(1);
  expect((await queued(world)).map(({ raw }) => raw)).toEqual(body.trim().split('\n\n'));
});

test.each([
  {
    says: 'a bad line item',
    record: order('2', { lines: [{ id: '1', quantity: 'two' }] }),
    code: 'record_invalid',
    path: '/lines/0/quantity',
  },
  { says: 'no id', record: { note: 'x' }, code: 'record_id_missing', path: '/id' },
  { says: 'an empty id', record: order(''), code: 'record_id_missing', path: '/id' },
  { says: 'an unknown currency', record: order('2', { currency: 'XXX' }), code: 'record_invalid', path: '/currency' },
  {
    says: 'a date that does not exist',
    record: order('2', { placedAt: '2026-02-31T00:00:00Z' }),
    code: 'record_invalid',
    path: '/placedAt',
  },
  {
    says: 'a date without a zone',
    record: order('2', { placedAt: '2026-02-01T00:00:00' }),
    code: 'record_invalid',
    path: '/placedAt',
  },
  { says: 'null where a value must be', record: order('2', { status: null }), code: 'record_invalid', path: '/status' },
  {
    says: 'an amount with a comma',
    record: order('2', { totals: { grand: '19,99' } }),
    code: 'record_invalid',
    path: '/totals/grand',
  },
  { says: 'a list instead of a record', record: [1], code: 'record_invalid', path: '' },
])('a record with $says is rejected by itself with $code', async ({ record, code, path }) => {
  const world = createWorld();
  const { accepted, rejected } = await post(world, [order('1'), record, order('3')]);
  expect(accepted.map(({ index }) => index)).toEqual([0, 2]);
  expect(rejected).toMatchObject([{ index: 1, code, path }]);
});

const DEEP = `{"id":"1","attributes":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`;

test.each([
  { says: 'a key twice', body: '[{"id":"1"},{"id":"2","note":"a","note":"b"}]', code: 'json_duplicate_key' },
  {
    says: 'a prototype key',
    body: '[{"id":"1"},{"id":"2","attributes":{"__proto__":{"x":1}}}]',
    code: 'json_forbidden_key',
  },
  {
    says: 'an escaped prototype key',
    body: '[{"id":"1"},{"id":"2","attributes":{"\\u005f_proto__":{"x":1}}}]',
    code: 'json_forbidden_key',
  },
  { says: 'too many levels', body: `[{"id":"1"},${DEEP}]`, code: 'json_too_deep' },
  { says: 'broken JSON', body: '[{"id":"1"},{"id":"2",}]', code: 'json_invalid' },
])('$says in one record of an array rejects that record with $code', async ({ body, code }) => {
  const { accepted, rejected } = await post(createWorld(), [], { body });
  expect(accepted).toHaveLength(1);
  expect(rejected).toMatchObject([{ index: 1, code }]);
  expect(({} as { x?: number }).x).toBeUndefined();
});

test.each([
  { says: 'nothing', body: '  ', code: 'body_empty' },
  { says: 'a line feed', body: '\n', code: 'body_empty' },
  { says: 'text that is not JSON', body: '{"id":', code: 'json_invalid' },
  { says: 'an array that never ends', body: '[{"id":"1"}', code: 'json_invalid' },
  {
    says: 'more than 500 records',
    body: JSON.stringify(Array.from({ length: 501 }, (_, id) => ({ id: `${id}` }))),
    code: 'too_many_records',
  },
  { says: 'a million levels', body: '['.repeat(1_000_000), code: 'json_invalid' },
])('$says is refused as a whole with $code, and nothing is queued', async ({ body, code }) => {
  const world = createWorld();
  await expect(post(world, [], { body })).rejects.toMatchObject({ code });
  expect(world.ports.queue.names()).toEqual([]);
});

test('an empty array is fine, and nothing comes of it', async () => {
  const world = createWorld();
  const none = { accepted: [], duplicates: [], rejected: [] };
  expect(await post(world, [])).toEqual(none);
  expect(await post(world, [], { idempotencyKey: 'k-1' })).toEqual(none);
  expect(world.ports.queue.names()).toEqual([]);
});

test('an id keeps every digit, and a number that a double cannot hold stays exact', async () => {
  const world = createWorld();
  const { accepted } = await post(world, [], { body: '[{"id":9007199254740993},{"id":9007199254740992}]' });
  expect(accepted.map(({ recordId }) => recordId)).toEqual(['9007199254740993', '9007199254740992']);
});

test('fifty posts with one idempotency key are one event, also after it was processed', async () => {
  const world = createWorld();
  const again = () => post(world, [order('1'), order('2')], { idempotencyKey: 'k-1' });
  const results = await Promise.all(Array.from({ length: 50 }, again));
  await drain(world);
  results.push(await again());
  await drain(world);
  expect(new Set(results.map(({ accepted }) => JSON.stringify(accepted))).size).toBe(1);
  expect(world.ports.events.events()).toHaveLength(2);
  expect(world.ports.queue.names()).toEqual([]);
});

test('an idempotency key with another body is refused, and the first stays', async () => {
  const world = createWorld();
  const keyed: Partial<ReceiveRequest> = { idempotencyKey: 'k-1' };
  await post(world, [order('1')], keyed);
  await expect(post(world, [order('1', { status: 'x' })], keyed)).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  });
  await drain(world);
  expect(world.ports.store.items()[0]?.record.status).toBe('processing');
});

test('a channel payload of a channel without payloads is refused as a whole', async () => {
  const { ports, clock } = createWorld();
  await expect(post({ ports, clock }, [order('1')], { format: 'channel' })).rejects.toMatchObject({
    code: 'format_unsupported',
  });
});

function createChannelWorld(settings: Record<string, unknown> = {}) {
  const shop = createFakeShop(0);
  const profile = apiProfile({ channel: 'fake', settings });
  const world = createWorld([profile], [shop.channel]);
  const postAll = (records: unknown[], idempotencyKey: string | null = null) =>
    post(world, records, { profile, format: 'channel', idempotencyKey });
  return { world, postAll };
}

test('what came inside a posted payload is queued directly behind it and ends in its own event', async () => {
  const { world, postAll } = createChannelWorld();
  const { accepted, rejected } = await postAll([
    shopOrder(1, { invoices: [shopInvoice('7', '1'), shopInvoice('8', '1')] }),
    shopOrder(2),
  ]);
  expect(rejected).toEqual([]);
  expect(accepted.map(({ index, recordId }) => [index, recordId])).toEqual([
    [0, '1'],
    [1, '2'],
  ]);
  const lines = await queued(world);
  expect(lines.map(({ type, recordId, origin }) => `${type} ${recordId} ${origin}`)).toEqual([
    'order 1 ingest',
    'invoice 7 ingest',
    'invoice 8 ingest',
    'order 2 ingest',
  ]);
  expect(lines.map(({ receipt }) => receipt)).toEqual(lines.map(({ receipt }) => receipt).sort());
  await drain(world);
  expect(world.ports.events.events().map(({ outcome }) => outcome)).toEqual(Array(4).fill('created'));
  expect(world.ports.events.events().map(({ id }) => id)).toEqual(
    expect.arrayContaining(accepted.map((a) => a.eventId)),
  );
});

test('the same key gives what came inside the same ids, over as many blobs as it needs', async () => {
  const { world, postAll } = createChannelWorld();
  const invoices = Array.from({ length: 300 }, (_, index) => shopInvoice(`${index}`, '1'));
  const records = [shopOrder(1, { invoices }), shopOrder(2, { invoices })];
  await postAll(records, 'key');
  const first = await queued(world);
  expect(world.ports.queue.names()).toHaveLength(2);
  expect(new Set(first.map(({ eventId }) => eventId)).size).toBe(602);
  const receipts = first.map(({ receipt }) => receipt);
  expect(new Set(receipts).size).toBe(602);
  const [own, ...inside] = first.slice(0, 301);
  expect(inside.every(({ receipt }, at) => receipt > (at === 0 ? own : inside[at - 1]).receipt)).toBe(true);
  for (const name of world.ports.queue.names()) await world.ports.queue.delete(name);
  await postAll(records, 'key');
  expect(await queued(world)).toEqual(first);
});

test.each([
  ['the filters of the profile leave out', { status: 'closed' }, 'record_filtered'],
  ['the channel cannot take apart', { invoices: 'odd' }, 'mapping_failed'],
])('a posted payload that %s is rejected by itself', async (_, changes, code) => {
  const { world, postAll } = createChannelWorld({ statuses: ['processing'] });
  const { accepted, rejected } = await postAll([shopOrder(1), shopOrder(2, changes), shopOrder(3)]);
  expect(accepted.map(({ index }) => index)).toEqual([0, 2]);
  expect(rejected).toMatchObject([{ index: 1, code }]);
  expect(await queued(world)).toHaveLength(2);
});
