import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import { magento2 } from '../../../src/channels/magento2/index.js';
import type { MagentoSettings } from '../../../src/channels/magento2/schema.js';
import type { Json } from '../../../src/diff/json.js';
import type { ChannelContext, ChannelPage, ListRequest } from '../../../src/ports/channel.js';
import { answer, type ScriptedServer, startScriptedServer } from '../kit/scripted-server.js';

const BASE = 'http://127.0.0.1:1';

interface Row {
  entity_id: number | null;
  updated_at: string | null;
}

const row = (entity_id: number | null, second: number): Row => ({
  entity_id,
  updated_at: `2026-11-20 10:00:0${second}`,
});
const page = (items: unknown[], total_count: number) => JSON.stringify({ items, total_count });

/** A context whose client answers with the given texts in turn, and the URLs that it was asked for. */
function scripted(texts: readonly string[], settings: Partial<MagentoSettings> = {}) {
  const urls: URL[] = [];
  const context: ChannelContext<MagentoSettings> = {
    settings: { baseUrl: BASE, auth: 'bearer', ...settings },
    secrets: { accessToken: 'at' },
    http: {
      async send({ url }) {
        urls.push(new URL(url));
        return { status: 200, headers: {}, text: texts[Math.min(urls.length, texts.length) - 1] ?? '' };
      },
    },
    now: () => new Date('2026-11-20T10:00:00Z'),
    sleep: async () => {},
    random: () => 0.5,
  };
  return { context, urls };
}

function list(context: ChannelContext<MagentoSettings>, request: Partial<ListRequest> = {}): Promise<ChannelPage> {
  const asked = magento2.resources.orders?.list?.(context, { since: null, position: null, pageSize: 2, ...request });
  if (asked === undefined) throw new Error('orders are not listed');
  return asked;
}

const parametersOf = (url: URL | undefined) => Object.fromEntries(url?.searchParams ?? []);

describe('a page of orders', () => {
  test('is asked for oldest first, from the instant on', async () => {
    const { context, urls } = scripted([page([], 0)]);
    await list(context, { since: '2026-11-20T10:00:00.900Z', pageSize: 50 });
    expect(urls[0]?.pathname).toBe('/rest/V1/orders');
    expect(parametersOf(urls[0])).toEqual({
      'searchCriteria[filter_groups][0][filters][0][field]': 'updated_at',
      'searchCriteria[filter_groups][0][filters][0][value]': '2026-11-20 10:00:00',
      'searchCriteria[filter_groups][0][filters][0][condition_type]': 'gteq',
      'searchCriteria[sortOrders][0][field]': 'updated_at',
      'searchCriteria[sortOrders][0][direction]': 'ASC',
      'searchCriteria[sortOrders][1][field]': 'entity_id',
      'searchCriteria[sortOrders][1][direction]': 'ASC',
      'searchCriteria[pageSize]': '50',
      'searchCriteria[currentPage]': '1',
    });
  });

  test.each([
    [{}, '/rest/V1/orders'],
    [{ baseUrl: `${BASE}/` }, '/rest/V1/orders'],
    [{ baseUrl: `${BASE}/index.php/` }, '/index.php/rest/V1/orders'],
    [{ storeCode: 'de' }, '/rest/de/V1/orders'],
  ])('is under the right path for %j', async (settings, path) => {
    const { context, urls } = scripted([page([], 0)], settings);
    await list(context);
    expect(urls[0]?.pathname).toBe(path);
  });

  test('gives the records with their versions, the newest one, and where to go on', async () => {
    const { context, urls } = scripted([page([row(5, 1), row(4, 2)], 3)]);
    expect(await list(context)).toEqual({
      records: [
        { raw: JSON.stringify(row(5, 1)), recordId: '5', sourceVersion: '2026-11-20T10:00:01Z' },
        { raw: JSON.stringify(row(4, 2)), recordId: '4', sourceVersion: '2026-11-20T10:00:02Z' },
      ],
      unreadable: [],
      watermark: '2026-11-20T10:00:02Z',
      position: { updatedAt: '2026-11-20 10:00:02', entityId: '4' },
      announced: 3,
    });
    expect(urls[0]?.search).not.toContain('filter_groups');
  });

  test('goes on after the last record, by its second and its id', async () => {
    const { context, urls } = scripted([page([row(6, 2)], 1)]);
    const next = await list(context, {
      since: '2026-11-20T00:00:00Z',
      position: { updatedAt: '2026-11-20 10:00:02', entityId: '4' },
    });
    const asked = Object.entries(parametersOf(urls[0])).filter(([name]) => name.includes('filter_groups'));
    expect(asked.map(([name, value]) => [name.replace('searchCriteria[filter_groups]', ''), value])).toEqual([
      ['[0][filters][0][field]', 'updated_at'],
      ['[0][filters][0][value]', '2026-11-20 10:00:02'],
      ['[0][filters][0][condition_type]', 'gteq'],
      ['[1][filters][0][field]', 'updated_at'],
      ['[1][filters][0][value]', '2026-11-20 10:00:02'],
      ['[1][filters][0][condition_type]', 'gt'],
      ['[1][filters][1][field]', 'entity_id'],
      ['[1][filters][1][value]', '4'],
      ['[1][filters][1][condition_type]', 'gt'],
    ]);
    expect([next.position, next.announced]).toEqual([null, null]);
  });

  test('keeps what has no id apart, and a record without a date', async () => {
    const rows = [row(null, 1), { entity_id: 7, updated_at: null }, row(8, 2)];
    const { context } = scripted([page(rows, 3)]);
    const { records, unreadable, watermark } = await list(context, { pageSize: 3 });
    expect(records.map(({ recordId, sourceVersion }) => [recordId, sourceVersion])).toEqual([
      ['7', null],
      ['8', '2026-11-20T10:00:02Z'],
    ]);
    expect([unreadable, watermark]).toEqual([[JSON.stringify(row(null, 1))], '2026-11-20T10:00:02Z']);
  });

  test('that is empty ends the listing', async () => {
    const { context } = scripted(['{"items":null,"total_count":0}']);
    expect(await list(context)).toEqual({ records: [], unreadable: [], watermark: null, position: null, announced: 0 });
  });

  test.each<Json>(['page-2', 7, {}, { updatedAt: '2026-11-20 10:00:00', entityId: 'x' }])(
    'starts anew when the position is not one of ours: %j',
    async (position) => {
      const { context, urls } = scripted([page([], 0)]);
      expect((await list(context, { position })).announced).toBe(0);
      expect(urls[0]?.search).not.toContain('filter_groups');
    },
  );

  test('is read a second time when an order was placed between the records and their count', async () => {
    const { context, urls } = scripted([page([row(1, 1)], 2), page([row(1, 1), row(2, 2)], 2)]);
    expect((await list(context)).records).toHaveLength(2);
    expect(urls).toHaveLength(2);
  });

  const after = { updatedAt: '2026-11-20 10:00:02', entityId: '4' };
  test.each<[string, string, unknown[], number, Json]>([
    ['holds fewer records than it promises', 'channel_count_mismatch', [row(1, 1)], 5, null],
    ['holds none of the records that it promises', 'channel_count_mismatch', [], 5, null],
    ['begins with the last record again', 'channel_page_repeated', [row(4, 2), row(5, 2)], 9, after],
    ['begins before the position', 'channel_page_repeated', [row(9, 1), row(5, 3)], 9, after],
    ['is sorted newest first', 'channel_page_invalid', [row(1, 3), row(2, 1)], 9, null],
    ['is not sorted by id within a second', 'channel_page_invalid', [row(2, 1), row(1, 1)], 9, null],
    ['holds a record twice', 'channel_page_invalid', [row(1, 1), row(1, 1)], 9, null],
    ['has nothing to go on after', 'channel_page_invalid', [row(null, 1), { entity_id: 3 }], 9, null],
  ])('that %s stops the listing', async (_, code, items, total, position) => {
    const { context } = scripted([page(items, total)]);
    await expect(list(context, { position })).rejects.toMatchObject({ code, disposition: 'park' });
  });
});

describe('the requests', () => {
  let server: ScriptedServer | undefined;
  afterEach(() => server?.stop());

  test.each([
    ['bearer' as const, /^Bearer at$/],
    ['oauth1' as const, /^OAuth oauth_consumer_key="ck",oauth_nonce="[0-9a-f]{32}",.*oauth_signature="[^"]+"$/],
  ])('carry %s authorization, afresh for each try', async (auth, expected) => {
    server = await startScriptedServer([answer(503), answer(200, page([], 0))]);
    const context: ChannelContext<MagentoSettings> = {
      settings: { baseUrl: server.origin, auth },
      secrets: { consumerKey: 'ck', consumerSecret: 'cs', accessToken: 'at', accessTokenSecret: 'ts' },
      http: createChannelHttp({
        allowedOrigin: server.origin,
        allowPrivate: true,
        timeoutMs: 2_000,
        maxBytes: 1_000,
        clock: { now: () => new Date(), sleep: async () => {} },
        random: () => 0,
      }),
      now: () => new Date('2026-11-20T10:00:00Z'),
      sleep: async () => {},
      random: () => 0.5,
    };
    await list(context);
    const sent = server.requests.map(({ headers }) => headers.authorization ?? '');
    expect(sent).toEqual([expect.stringMatching(expected), expect.stringMatching(expected)]);
    expect(new Set(sent).size).toBe(auth === 'oauth1' ? 2 : 1);
    expect(server.requests[0]?.headers.accept).toBe('application/json');
  });
});
