import { listOrders } from '../../../src/channels/http/listing/list-orders.js';
import type { Json } from '../../../src/diff/json.js';
import type { ChannelPage } from '../../../src/ports/channel.js';
import { type Answered, orders, sale, scriptedContext, settingsOf } from './http-context.js';

const SINCE = '2026-11-20T08:00:00.500Z';
const of = (...ids: number[]) => ids.map((OrderID) => ({ OrderID }));
const endpoint = (changes: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
  settingsOf({ resources: { orders: { path: 'orders', ...changes } }, ...more });

/** Lists to the end, from what the last listing left. */
async function listAll(
  answers: readonly Answered[],
  settings = endpoint(),
  { since = SINCE, bookmark = null, pageSize = 2 }: { since?: string | null; bookmark?: Json; pageSize?: number } = {},
) {
  const { context, asked } = scriptedContext(answers, settings);
  const pages: ChannelPage[] = [];
  let position: Json = null;
  do {
    // As it is kept in the cursor between two slices of a run.
    const kept = JSON.parse(JSON.stringify(position)) as Json;
    const page = await listOrders(context, { since, bookmark, position: kept, pageSize });
    pages.push(page);
    position = page.position;
  } while (position !== null && pages.length < 10);
  const ids = pages.flatMap(({ records }) => records.map(({ recordId }) => recordId));
  return { asked, pages, ids, last: pages.at(-1) as ChannelPage };
}

describe('what a system answers with', () => {
  test.each<[string, unknown, string[]]>([
    ['a list of two', of(1, 2), ['1', '2']],
    ['an object with one', { orders: of(1) }, ['1']],
    ['an object with two', { orders: of(1, 2), count: 2 }, ['1', '2']],
    ['an object with none', { orders: [] }, []],
    ['one order', sale(), ['ORDER-1']],
    ['an empty list', [], []],
    ['an empty object', {}, []],
    ['an object with nothing for orders', { orders: null }, []],
    ['no error', { orders: of(1), error: null, errors: [] }, ['1']],
  ])('is read where it is %s', async (_, body, expected) => {
    expect((await listAll([{ body }])).ids).toEqual(expected);
  });

  test.each<[string, unknown, string, string]>([
    ['a page of HTML', '<!doctype html><title>Sign in</title>', 'channel_page_invalid', 'not JSON'],
    ['XML', '<?xml version="1.0"?><orders/>', 'channel_page_invalid', 'not JSON'],
    ['nothing', '', 'channel_page_invalid', 'not JSON'],
    ['half of a list', '[{"OrderID":1},{"Or', 'channel_page_invalid', 'not JSON'],
    ['a list under a name that nobody told', { data: of(1) }, 'channel_page_invalid', 'itemsPath'],
    ['a single value', '"none"', 'channel_page_invalid', 'single value'],
    ['orders that are no list', { orders: { OrderID: 1 } }, 'channel_page_invalid', 'itemsPath'],
    ['an error', { error: 'Your key has expired' }, 'channel_refused', 'Your key has expired'],
    ['an error beside an empty list', { error: { message: 'Busy' }, orders: [] }, 'channel_refused', 'Busy'],
    ['an error with the key in it', { error: 'bad key key-0123456789' }, 'channel_refused', 'bad key …'],
    ['too deep for anyone', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'channel_page_invalid', 'not JSON'],
  ])('is an error where it is %s', async (_, body, code, message) => {
    const settings = endpoint({}, { auth: { header: 'X-Api-Key' } });
    await expect(listAll([{ body }], settings)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  test('has its orders where the profile says', async () => {
    const settings = endpoint({ itemsPath: 'data.sales' });
    expect((await listAll([{ body: { data: { sales: of(4) } } }], settings)).ids).toEqual(['4']);
    expect((await listAll([{ body: {} }], settings)).ids).toEqual([]);
    await expect(listAll([{ body: { data: {} } }], settings)).rejects.toMatchObject({ code: 'channel_page_invalid' });
  });

  test('keeps an order without an id apart, and each text as it came', async () => {
    const { pages } = await listAll([{ body: '[{"OrderID":1,"GrandTotal":1.10},{"no":"id"},7]' }]);
    expect(pages[0]?.records[0]?.raw).toBe('{"OrderID":1,"GrandTotal":1.10}');
    expect(pages[0]?.unreadable).toEqual(['{"no":"id"}', '7']);
  });
});

describe('what is asked for', () => {
  test.each<[string, string, string]>([
    ['rfc3339', '2026-11-20T08:00:00Z', 'UTC'],
    ['date', '2026-11-20', 'UTC'],
    ['date', '2026-11-19', 'Pacific/Honolulu'],
    ['date', '2026-11-20', 'Pacific/Auckland'],
    ['epoch-seconds', '1795161600', 'UTC'],
    ['epoch-milliseconds', '1795161600500', 'UTC'],
  ])('is new since an instant as %s: %s in %s', async (format, expected, zone) => {
    const settings = endpoint({ since: { parameter: 'since', format } }, { dates: { zone } });
    const { asked } = await listAll([{ body: [] }], settings);
    expect(asked[0]?.url.searchParams.get('since')).toBe(expected);
    const all = await listAll([{ body: [] }], settings, { since: null });
    expect(all.asked[0]?.url.searchParams.has('since')).toBe(false);
  });

  test('lies below the address of the profile, with the key in the header that it names', async () => {
    const settings = settingsOf({
      baseUrl: 'https://pos.example.com/api/',
      auth: { header: 'Authorization', scheme: 'Bearer' },
      resources: { orders: { path: '/v1/orders?store=4' } },
    });
    const [first] = (await listAll([{ body: [] }], settings)).asked;
    expect(first?.url.href).toBe('https://pos.example.com/api/v1/orders?store=4');
    expect(first?.headers).toEqual({ accept: 'application/json', authorization: 'Bearer key-0123456789' });
  });

  test.each(['', 'a\r\nX-Other: b', 'schlüssel-€'])(
    'goes out with no key that a header cannot carry: %j',
    async (apiKey) => {
      const { context, asked } = scriptedContext([{ body: [] }], endpoint({}, { auth: { header: 'X-Api-Key' } }));
      const request = { since: null, position: null, pageSize: 2 };
      const listing = listOrders({ ...context, secrets: { apiKey } }, request);
      await expect(listing).rejects.toMatchObject({ code: 'channel_unauthorized' });
      expect(asked).toEqual([]);
    },
  );
});

describe('pages', () => {
  const queries = (asked: { url: URL }[], name: string) => asked.map(({ url }) => url.searchParams.get(name));

  test('by number go on until one is empty, or the total is reached', async () => {
    const paging = { by: 'page', parameter: 'page', sizeParameter: 'limit' };
    const open = await listAll([{ body: of(1, 2) }, { body: of(3) }, { body: [] }], endpoint({ paging }));
    expect([open.ids, queries(open.asked, 'page'), queries(open.asked, 'limit')]).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
      ['2', '2', '2'],
    ]);
    const counted = endpoint({ paging: { ...paging, first: 0, totalPath: 'meta.total' } });
    const answers = [{ body: { orders: of(1, 2), meta: { total: '3' } } }, { body: { orders: of(3) } }];
    const known = await listAll(answers, counted);
    expect([known.ids, queries(known.asked, 'page'), known.pages[0]?.announced]).toEqual([
      ['1', '2', '3'],
      ['0', '1'],
      3,
    ]);
    const short = await listAll(
      [{ body: of(1, 2) }, { body: of(3) }],
      endpoint({ paging: { ...paging, last: 'short' } }),
    );
    expect([short.ids, short.asked.length]).toEqual([['1', '2', '3'], 2]);
  });

  test('by offset go on behind what was read, however many a page holds', async () => {
    const paging = { by: 'offset', parameter: 'from' };
    const { asked, ids } = await listAll([{ body: of(1, 2) }, { body: of(3) }, { body: [] }], endpoint({ paging }));
    expect([ids, queries(asked, 'from')]).toEqual([
      ['1', '2', '3'],
      ['0', '2', '3'],
    ]);
  });

  test('by cursor go on as the answer says', async () => {
    const paging = { by: 'cursor', parameter: 'after', nextPath: 'next', morePath: 'more' };
    const answers = [
      { body: { orders: of(1), next: 'b', more: true } },
      { body: { orders: of(2), next: 'c', more: false } },
    ];
    const { asked, ids } = await listAll(answers, endpoint({ paging }));
    expect([ids, queries(asked, 'after')]).toEqual([
      ['1', '2'],
      [null, 'b'],
    ]);
    const without = endpoint({ paging: { ...paging, morePath: undefined } });
    const ends = [{ body: { orders: of(1), next: 'b' } }, { body: { orders: of(2), next: null } }];
    expect((await listAll(ends, without)).ids).toEqual(['1', '2']);
    expect(
      (await listAll([{ body: { orders: of(1), next: 'b' } }, { body: { orders: [], next: 'b' } }], without)).ids,
    ).toEqual(['1']);
    await expect(listAll([{ body: { orders: of(1), more: true } }], endpoint({ paging }))).rejects.toMatchObject({
      code: 'channel_page_invalid',
    });
  });

  test('by link go where it leads, relative to where they are', async () => {
    const paging = { by: 'link', sizeParameter: 'per_page' };
    const link = '<https://pos.example.com/other>; rel="prev", <?page=2>; title="a, b"; rel="last next"';
    const { asked, ids } = await listAll([{ body: of(1), headers: { link } }, { body: of(2) }], endpoint({ paging }));
    expect(ids).toEqual(['1', '2']);
    expect(asked.map(({ url }) => url.href)).toEqual([
      'https://pos.example.com/api/orders?per_page=2',
      'https://pos.example.com/api/orders?page=2',
    ]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['cursor', { by: 'cursor', parameter: 'after', nextPath: 'next', morePath: 'more' }],
    ['number', { by: 'page', parameter: 'page' }],
  ])('by %s never take an empty object for the end', async (_, paging) => {
    const answers = [{ body: { orders: of(1), next: 'b', more: true } }, { body: {} }];
    await expect(listAll(answers, endpoint({ paging }))).rejects.toMatchObject({ code: 'channel_page_invalid' });
  });
});

describe('where the next listing begins', () => {
  test('is when this one began by the clock of the system, and not the date of an order', async () => {
    const paging = { by: 'page', parameter: 'page' };
    const old = { ...sale(), OrderDate: '2019-01-01T00:00:00Z' };
    const { pages, ids } = await listAll(
      [{ body: [old] }, { body: [], headers: { date: 'Fri, 20 Nov 2026 09:59:30 GMT' } }],
      endpoint({ paging }),
    );
    expect(ids).toEqual(['ORDER-1']);
    expect(pages.map(({ watermark }) => watermark)).toEqual([null, '2026-11-20T09:59:00.000Z']);
  });

  test.each(['soon', ''])('is our own time where the system says %j', async (date) => {
    const { last } = await listAll([{ body: [], headers: { date } }]);
    expect(last.watermark).toBe('2026-11-20T10:00:00.000Z');
  });

  test('is the cursor that the last page ends with, where the system goes by one', async () => {
    const settings = endpoint({
      itemsPath: 'data',
      since: { parameter: 'since_version', format: 'cursor', path: 'next_version' },
      paging: { by: 'cursor', parameter: 'since_version', nextPath: 'next_version', morePath: 'has_more' },
    });
    const answers = [
      { body: { data: of(1), next_version: 7, has_more: true } },
      { body: { data: of(2), next_version: 9, has_more: false } },
    ];
    const first = await listAll(answers, settings);
    expect([first.asked.map(({ url }) => url.search), first.pages.map(({ bookmark }) => bookmark)]).toEqual([
      ['', '?since_version=7'],
      [undefined, 9],
    ]);
    const none = [{ body: { data: [], next_version: null, has_more: false } }];
    const second = await listAll(none, settings, { bookmark: 9 });
    expect([second.asked[0]?.url.search, second.last.bookmark]).toEqual(['?since_version=9', 9]);
  });

  test('an order without a version is as new as its answer, so that an older answer never goes over it', async () => {
    const versioned = { ...sale(), UpdatedAt: '2026-11-19T10:00:00Z' };
    const { pages } = await listAll([{ body: [sale(), versioned] }]);
    expect(pages[0]?.records.map(({ sourceVersion }) => sourceVersion)).toEqual([
      '2026-11-20T09:59:00.000Z',
      '2026-11-19T10:00:00Z',
    ]);
  });
});

describe('one order', () => {
  const settings = endpoint({ one: 'orders/{id}' });
  const get = (answer: Answered, id: string, own = settings) => {
    const { context, asked } = scriptedContext([answer], own);
    return { asked, order: orders.get(context, id) };
  };

  test.each([
    ['1/2 ?#', 'orders/1%2F2%20%3F%23'],
    ['$& 7', 'orders/%24%26%207'],
  ])('is read by its id %j', async (id, path) => {
    const { asked, order } = get({ body: { OrderID: id } }, id);
    expect((await order)?.recordId).toBe(id);
    expect(asked[0]?.url.href).toBe(`https://pos.example.com/api/${path}`);
  });

  test('that is a refund is read where its order is', async () => {
    const { asked, order } = get({ body: { orders: [{ OrderID: 'A', OrderStatus: 104 }] } }, 'A:REFUND');
    expect((await order)?.recordId).toBe('A:REFUND');
    expect(asked[0]?.url.pathname).toBe('/api/orders/A');
  });

  test.each<[string, Answered]>([
    ['404', { status: 404, body: '<h1>Not found</h1>' }],
    ['an empty object', { body: {} }],
    ['an empty list', { body: [] }],
  ])('that the system has not is none: %s', async (_, answer) => {
    expect(await get(answer, '9').order).toBeNull();
  });

  test('that is another one, or is one of many, is an error', async () => {
    for (const body of [{ OrderID: '99' }, [{ OrderID: '9' }, { OrderID: '9' }]]) {
      await expect(get({ body }, '9').order).rejects.toMatchObject({ code: 'channel_page_invalid' });
    }
  });

  test('never leads out of its folder', async () => {
    const { asked, order } = get({ body: {} }, '..');
    expect([await order, asked]).toEqual([null, []]);
  });

  test('cannot be read where the settings do not say how', async () => {
    await expect(get({ body: {} }, '9', endpoint()).order).rejects.toMatchObject({ code: 'parameter_invalid' });
  });
});
