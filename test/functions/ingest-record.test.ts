import { findChannel } from '../../src/channels/index.js';
import { magento2 } from '../../src/channels/magento2/index.js';
import { withProblems } from '../../src/functions/http/with-problems.js';
import { ingestRecord } from '../../src/functions/ingest-record.js';
import { PipelineError } from '../../src/model/errors.js';
import { recordKey } from '../../src/model/record-key.js';
import { hashText } from '../../src/orchestration/known-text.js';
import { readMappingVersion } from '../../src/orchestration/mapping-version.js';
import { cacheEntry } from '../contracts/samples.js';
import { createCountingIds } from '../doubles/counting-ids.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryCache } from '../doubles/memory-cache.js';
import { createMemoryDrop } from '../doubles/memory-drop.js';
import { createMemoryFiles } from '../doubles/memory-files.js';
import { createMemoryIdempotency } from '../doubles/memory-idempotency.js';
import { createMemoryProfiles } from '../doubles/memory-profiles.js';
import { createMemoryQueue } from '../doubles/memory-queue.js';
import { bearer, bodyOf, createContext, postRequest, shopA, token } from './test-request.js';

const magento = {
  ...shopA,
  id: 'shop-m',
  channel: 'magento2',
  settings: { baseUrl: 'https://shop.example', auth: 'oauth1' },
};
const order = (id: string) => ({ id, status: 'new', currency: 'EUR', lines: [], totals: { grand: '10.00' } });

function setUp() {
  const clock = createManualClock();
  const queue = createMemoryQueue({ clock });
  const ports = {
    queue,
    drop: createMemoryDrop({ clock }),
    files: createMemoryFiles(),
    fileLimits: { maxBytes: 2_000, keepMs: 0 },
    clock,
    ids: createCountingIds(),
    cache: createMemoryCache(),
    marks: createMemoryIdempotency(),
    profiles: createMemoryProfiles([shopA, magento]),
    findChannel,
    settings: { token },
  };
  const context = createContext();
  const handle = withProblems((request, invocation) => ingestRecord(ports, request, invocation));
  async function post(body: unknown, { headers = {}, type = 'order', query = {} } = {}) {
    const json = { 'content-type': 'application/json', ...(await bearer('shop-a')) };
    const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    const request = postRequest({ headers: { ...json, ...headers }, params: { type }, query, body: text });
    const answer = await handle(request, context);
    return {
      status: answer.status,
      headers: new Headers(answer.headers as Record<string, string>),
      body: bodyOf(answer),
    };
  }
  return { ports, queue, context, post };
}

describe('a file that is posted', () => {
  const csv = { query: { format: 'csv' }, type: 'stock', headers: { 'content-type': 'text/csv' } };

  test('is answered with its id and lies in the drop as it came, whatever is wrong with its rows', async () => {
    const { post, ports } = setUp();
    const { status, body, headers } = await post('sku,quantity\nA,many\n', csv);
    expect(status).toBe(202);
    expect(body).toEqual({ fileId: expect.any(String), status: 'waiting', statusUrl: `/api/files/${body.fileId}` });
    expect(headers.get('location')).toBe(body.statusUrl);
    const file = await ports.files.read('shop-a', body.fileId);
    expect(await ports.drop.find(`shop-a/${file?.name}`)).toMatchObject({
      size: 20,
      metadata: { type: 'stock', format: 'csv' },
    });
  });

  test('is put once under one Idempotency-Key', async () => {
    const { post, ports } = setUp();
    const keyed = { ...csv, headers: { ...csv.headers, 'idempotency-key': 'k1' } };
    const first = await post('sku,quantity\nA,1\n', keyed);
    expect((await post('sku,quantity\nA,1\n', keyed)).body.fileId).toBe(first.body.fileId);
    expect((await post('sku,quantity\nA,2\n', keyed)).body.code).toBe('idempotency_key_reused');
    expect(ports.files.all()).toHaveLength(1);
  });

  test.each<[string, string, object, number, string]>([
    ['of a layout that there is not', 'a', { query: { format: 'csv', layout: 'x' } }, 422, 'file_layout_unknown'],
    ['that is empty', '', {}, 400, 'body_empty'],
    ['that is too large', 'x'.repeat(2_001), {}, 413, 'body_too_large'],
    ['that says that it is too large', 'x', { headers: { 'content-length': '2001' } }, 413, 'body_too_large'],
    ['that is packed', 'x', { headers: { 'content-encoding': 'gzip' } }, 415, 'content_type_unsupported'],
    ['of a type that there is not', 'x', { type: 'thing' }, 404, 'record_type_unknown'],
  ])('%s is refused, and nothing is kept', async (_name, content, changes, status, code) => {
    const { post, ports } = setUp();
    const answer = await post(content, { ...csv, ...changes });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(ports.files.all()).toEqual([]);
  });
});

describe('POST /api/ingest/{type}', () => {
  test('answers 202 with the event of each record, which lies verbatim in the queue', async () => {
    const { post, queue } = setUp();
    const { status, body } = await post('[{"id":"1", "status":"new"},{"id":"2"}]');
    expect(status).toBe(202);
    expect(body.rejected).toEqual([]);
    expect(body.accepted).toEqual([
      { index: 0, eventId: expect.any(String), recordId: '1' },
      { index: 1, eventId: expect.any(String), recordId: '2' },
    ]);
    const [name] = queue.names();
    expect((await queue.read(String(name)))?.body).toContain(JSON.stringify('{"id":"1", "status":"new"}'));
  });

  test('takes the good records of a request and tells what is wrong with the others', async () => {
    const { post, queue } = setUp();
    const bad = { ...order('2'), lines: [{ id: '1', quantity: 'two' }] };
    const { status, body } = await post([order('1'), bad]);
    expect(status).toBe(202);
    expect(body.accepted).toHaveLength(1);
    expect(body.rejected).toEqual([
      { index: 1, code: 'record_invalid', message: expect.any(String), path: '/lines/0/quantity' },
    ]);
    expect(queue.names()).toHaveLength(1);
  });

  test('answers 400 with the same lists when no record is good, and stores nothing', async () => {
    const { post, queue } = setUp();
    const { status, body, headers } = await post([{ status: 'new' }, { id: '' }]);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/json');
    expect(body.accepted).toEqual([]);
    expect(body.rejected.map((one: { index: number }) => one.index)).toEqual([0, 1]);
    expect(queue.names()).toEqual([]);
  });

  test('answers an empty array with empty lists, and stores nothing', async () => {
    const { post, queue } = setUp();
    const { status, body } = await post('[]');
    expect([status, body]).toEqual([200, { accepted: [], duplicates: [], rejected: [] }]);
    expect(queue.names()).toEqual([]);
  });

  test.each([['5'], ['"x"'], ['null'], ['true'], ['[[]]']])('refuses %s, which is no record', async (text) => {
    const { post, queue } = setUp();
    const { status, body } = await post(text);
    expect([status, body.accepted]).toEqual([400, []]);
    expect(body.rejected).toMatchObject([{ index: 0, code: 'record_invalid' }]);
    expect(queue.names()).toEqual([]);
  });

  describe('of the payloads of a channel', () => {
    const payload = (id: number, changes: object = {}) => ({
      entity_id: id,
      increment_id: `00000000${id}`,
      status: 'processing',
      updated_at: '2026-11-20 09:00:00',
      items: [],
      ...changes,
    });
    const ofChannel = async () => ({ query: { format: 'channel' }, headers: await bearer('shop-m') });

    test('tells a duplicate once, by the event of the first, with 202 while something is new', async () => {
      const { post } = setUp();
      const { status, body } = await post([payload(1), payload(2), payload(1), {}], await ofChannel());
      expect(status).toBe(202);
      expect(body.accepted).toMatchObject([{ index: 0 }, { index: 1 }]);
      expect(body.duplicates).toEqual([{ index: 2, recordId: '1', eventId: body.accepted[0].eventId }]);
      expect(body.rejected).toMatchObject([{ index: 3, code: 'record_id_missing' }]);
    });

    test.each<[string, object[], number]>([
      ['200 where all is known', [payload(1)], 200],
      ['200 where the others are rejected', [payload(1), {}], 200],
      ['202 where one is new', [payload(1), payload(2)], 202],
      ['400 where all is rejected', [{}], 400],
    ])('answers %s', async (_what, records, expected) => {
      const { post, ports } = setUp();
      const raw = JSON.stringify(payload(1));
      const mappingVersion = readMappingVersion({ format: 'magento2', type: 'order' }, magento2, magento);
      const key = recordKey('shop-m', 'order', '1');
      await ports.cache.write(
        cacheEntry('1', 'event-1', { recordKey: key, rawHash: hashText(raw), mappingVersion }),
        null,
      );
      const { status, body } = await post(records, await ofChannel());
      expect(status).toBe(expected);
      expect(body.duplicates.map((one: { eventId: string }) => one.eventId)).toEqual(
        expected === 400 ? [] : ['event-1'],
      );
    });

    test('takes 500 at once', async () => {
      const { post } = setUp();
      const { status, body } = await post(
        Array.from({ length: 500 }, (_, at) => payload(at + 1)),
        await ofChannel(),
      );
      expect([status, body.accepted.length]).toEqual([202, 500]);
    });
  });

  test('takes NDJSON', async () => {
    const { post } = setUp();
    const headers = { 'content-type': 'application/x-ndjson' };
    const { status, body } = await post(`${JSON.stringify(order('1'))}\n\n${JSON.stringify(order('2'))}\n`, {
      headers,
    });
    expect([status, body.accepted.length]).toEqual([202, 2]);
  });

  test('gives the same events to the same request with one Idempotency-Key, and one blob', async () => {
    const { post, queue } = setUp();
    const headers = { 'idempotency-key': 'abc' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(order('1'), { headers })));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.accepted))).size).toBe(1);
    expect(queue.names()).toHaveLength(1);
    const other = await post(order('2'), { headers });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('logs one line of counts without personal data', async () => {
    const { post, context } = setUp();
    await post([{ ...order('1'), customer: { email: 'canary@example.com' } }, {}]);
    expect(context.lines).toHaveLength(1);
    expect(JSON.parse(String(context.lines[0]))).toEqual({
      kind: 'received',
      accepted: 1,
      duplicates: 0,
      rejected: 1,
      profileId: 'shop-a',
      type: 'order',
    });
  });

  const deep = `{"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  test.each<[string, unknown, object, number, string]>([
    ['an unknown type', order('1'), { type: 'orders' }, 404, 'record_type_unknown'],
    ['an unknown format', order('1'), { query: { format: 'xml' } }, 400, 'format_unknown'],
    ['a format that the channel lacks', order('1'), { query: { format: 'channel' } }, 400, 'format_unsupported'],
    ['an unknown parameter', order('1'), { query: { fromat: 'channel' } }, 400, 'parameter_invalid'],
    ['an empty Idempotency-Key', order('1'), { headers: { 'idempotency-key': '' } }, 400, 'idempotency_key_invalid'],
    [
      'a long Idempotency-Key',
      order('1'),
      { headers: { 'idempotency-key': 'x'.repeat(256) } },
      400,
      'idempotency_key_invalid',
    ],
    [
      'an Idempotency-Key with a blank inside',
      order('1'),
      { headers: { 'idempotency-key': 'a b' } },
      400,
      'idempotency_key_invalid',
    ],
    ['no body', '', {}, 400, 'body_empty'],
    ['bad JSON', '{"id": ', {}, 400, 'json_invalid'],
    ['deep JSON', deep, {}, 400, 'json_too_deep'],
    ['XML', '<a/>', { headers: { 'content-type': 'text/xml' } }, 415, 'content_type_unsupported'],
    ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 400, 'encoding_invalid'],
    ['too many records', Array.from({ length: 501 }, (_, at) => order(String(at))), {}, 413, 'too_many_records'],
    ['a body beyond 5 MB', ' '.repeat(5 * 1024 * 1024 + 1), {}, 413, 'body_too_large'],
    ['no credential', order('1'), { headers: { authorization: '' } }, 401, 'unauthenticated'],
  ])('refuses %s as a problem, and stores nothing', async (_what, body, options, status, code) => {
    const { post, queue } = setUp();
    const answer = await post(body, options);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(queue.names()).toEqual([]);
  });

  test('does not read the body of somebody unknown', async () => {
    const { ports } = setUp();
    const request = postRequest({ params: { type: 'order' }, body: '{}' });
    await expect(ingestRecord(ports, request, createContext())).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(request.bodyUsed).toBe(false);
  });

  test('answers every refused credential with one body', async () => {
    const { post } = setUp();
    const sent = [{ authorization: '' }, { authorization: 'Bearer x.y.z' }, await bearer('nobody')];
    const answers = await Promise.all(sent.map((headers) => post(order('1'), { headers })));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.headers.get('www-authenticate')).toContain('Bearer');
  });

  test.each([
    [
      'an outage of blob storage',
      new PipelineError('blob_unavailable', 'connect ECONNREFUSED 10.1.2.3:443'),
      503,
      'blob_unavailable',
    ],
    ['a failure that nobody foresaw', new TypeError('at https://internal.example/?sig=canary'), 500, 'internal'],
  ])('never answers 202 in %s, and says nothing about the inside', async (_what, error, status, code) => {
    const { ports, context, post } = setUp();
    ports.queue.put = () => Promise.reject(error);
    const answer = await post(order('1'));
    expect([answer.status, answer.body.code, answer.body.correlationId]).toEqual([status, code, 'invocation-1']);
    expect(JSON.stringify(answer.body)).not.toMatch(/10\.1\.2\.3|internal\.example|canary|TypeError/);
    expect(answer.headers.get('retry-after')).toBe(status === 503 ? '5' : null);
    expect(context.lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ kind: 'problem', code, status }),
    ]);
  });
});
