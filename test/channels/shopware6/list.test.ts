import { entities } from '../../../src/channels/shopware6/entities.js';
import { listPage } from '../../../src/channels/shopware6/list.js';
import { identifyOrder } from '../../../src/channels/shopware6/orders/map-order.js';
import type { ShopwareSettings } from '../../../src/channels/shopware6/schema.js';
import type { ShopwareContext } from '../../../src/channels/shopware6/shopware-context.js';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import { idOf } from './sample-order.js';
import { settingsOf } from './shop-context.js';

const SINCE = '2026-11-19T10:00:00.000Z';
const row = (number: number, changes: JsonObject = {}): JsonObject => ({
  id: idOf(`o${number}`),
  autoIncrement: number,
  createdAt: `2026-11-19T1${number}:00:00.000+00:00`,
  ...changes,
});

/** A shop that answers each search with the next page; the last one for ever. */
function shopOf(
  pages: { total: number; data: Json[] }[],
  settings: Partial<ShopwareSettings> = {},
  date = 'Fri, 20 Nov 2026 10:00:00 GMT',
) {
  const searches: JsonObject[] = [];
  const context: ShopwareContext = {
    settings: settingsOf(`https://shop-${Math.random()}.test`, settings),
    secrets: { clientId: 'a', clientSecret: 'b' },
    http: {
      async send({ url, body = '' }) {
        const headers = { date };
        if (url.endsWith('/oauth/token')) {
          return { status: 200, headers, text: '{"access_token":"t","expires_in":600}' };
        }
        searches.push(JSON.parse(body) as JsonObject);
        const page = pages[Math.min(searches.length, pages.length) - 1];
        return { status: 200, headers, text: JSON.stringify(page) };
      },
    },
    now: () => new Date('2026-11-20T12:00:00Z'),
    sleep: async () => {},
    random: () => 0.5,
  };
  const list = (position: Json = null, pageSize = 2, since: string | null = SINCE) =>
    listPage(context, entities.orders, identifyOrder, { since, position, pageSize });
  return { searches, list };
}

describe('a page of a listing', () => {
  test('asks for what was changed or made since then, itself or what hangs on it', async () => {
    const { searches, list } = shopOf([{ total: 0, data: [] }]);
    await list();
    const [search] = searches;
    const gte = '2026-11-19 10:00:00.000';
    const paths = ['', 'transactions.', 'transactions.captures.refunds.', 'deliveries.', 'documents.'];
    expect(search).toMatchObject({
      limit: 2,
      'total-count-mode': 1,
      sort: [{ field: 'autoIncrement', order: 'ASC' }],
      filter: [
        {
          type: 'multi',
          operator: 'or',
          queries: paths.flatMap((path) =>
            ['createdAt', 'updatedAt'].map((field) => ({
              type: 'range',
              field: `${path}${field}`,
              parameters: { gte },
            })),
          ),
        },
      ],
    });
    expect(search).not.toHaveProperty('page');
  });

  test('names every association that is mapped', async () => {
    const { searches, list } = shopOf([{ total: 0, data: [] }]);
    await list();
    expect(searches[0]?.associations).toMatchObject({
      stateMachineState: {},
      lineItems: { associations: { product: {} } },
      deliveries: {
        associations: {
          stateMachineState: {},
          shippingMethod: {},
          positions: {},
          shippingOrderAddress: { associations: { country: {}, countryState: {} } },
        },
      },
      transactions: {
        associations: {
          paymentMethod: {},
          stateMachineState: {},
          captures: { associations: { refunds: { associations: { stateMachineState: {}, positions: {} } } } },
        },
      },
      documents: { associations: { documentType: {} } },
    });
  });

  test('asks from the beginning without a date, and for the sales channels of the profile', async () => {
    const { searches, list } = shopOf([{ total: 0, data: [] }], { salesChannels: [idOf('sc')] });
    await list(null, 2, null);
    expect(searches[0]?.filter).toEqual([{ type: 'equalsAny', field: 'salesChannelId', value: [idOf('sc')] }]);
  });

  test.each([
    [1_000, 500],
    [100, 100],
    [1, 2],
  ])(
    'of %d records is one of %d: the shop gives no more, and miscounts when it is asked for one',
    async (wished, limit) => {
      const { searches, list } = shopOf([{ total: 0, data: [] }]);
      await list(null, wished);
      expect(searches[0]?.limit).toBe(limit);
    },
  );

  test('goes on behind the number of the last record, and has no watermark before the end', async () => {
    const newest = { updatedAt: '2026-11-20T09:00:00.000+00:00' };
    const { searches, list } = shopOf([
      { total: 3, data: [row(1, newest), row(2)] },
      { total: 1, data: [row(5)] },
    ]);
    const first = await list();
    expect(first).toMatchObject({
      announced: 3,
      watermark: null,
      position: { after: 2, newest: '2026-11-20T09:00:00.000Z', begunAt: '2026-11-20T10:00:00.000Z' },
    });
    const second = await list(JSON.parse(JSON.stringify(first.position)));
    expect(second).toMatchObject({ announced: null, watermark: '2026-11-20T09:00:00.000Z', position: null });
    expect((searches[1] as { filter: Json[] }).filter.at(-1)).toEqual({
      type: 'range',
      field: 'autoIncrement',
      parameters: { gt: 2 },
    });
    expect([...first.records, ...second.records].map(({ recordId }) => recordId)).toEqual(
      [1, 2, 5].map((n) => idOf(`o${n}`)),
    );
  });

  test('has a watermark that is no later than the beginning of the listing, because pages that were read do not come again', async () => {
    const { list } = shopOf([{ total: 1, data: [row(1, { updatedAt: '2026-11-20T10:00:07.000+00:00' })] }]);
    expect((await list()).watermark).toBe('2026-11-20T10:00:00.000Z');
  });

  test('takes our own clock where the shop does not tell the time', async () => {
    const { list } = shopOf([{ total: 1, data: [row(1, { updatedAt: '2026-11-20T13:00:00.000+00:00' })] }], {}, 'soon');
    expect((await list()).watermark).toBe('2026-11-20T12:00:00.000Z');
  });

  test('gives records as they came, to the last digit', async () => {
    const { list } = shopOf([{ total: 1, data: [row(1, { amount: 0 })] }]);
    const { records } = await list();
    expect(JSON.parse(records[0]?.raw ?? '')).toEqual(row(1, { amount: 0 }));
  });

  test('keeps a record without an id apart, and goes on', async () => {
    const { list } = shopOf([{ total: 3, data: [row(1, { id: null }), row(2)] }]);
    const { records, unreadable, position } = await list();
    expect({ records: records.length, unreadable: unreadable.length, position }).toMatchObject({
      records: 1,
      unreadable: 1,
      position: { after: 2 },
    });
  });

  test('that is short is asked for again: the shop counts in a second query', async () => {
    const { searches, list } = shopOf([
      { total: 2, data: [row(1)] },
      { total: 2, data: [row(1), row(2)] },
    ]);
    expect((await list()).records).toHaveLength(2);
    expect(searches).toHaveLength(2);
  });

  test.each<[string, { total: number; data: Json[] } | object, string]>([
    ['is short twice', { total: 2, data: [row(1)] }, 'channel_count_mismatch'],
    ['is not sorted', { total: 2, data: [row(2), row(1)] }, 'channel_page_invalid'],
    [
      'has no numbers to go on behind',
      { total: 9, data: [row(1, { autoIncrement: null }), row(2, { autoIncrement: 'x' })] },
      'channel_page_invalid',
    ],
    ['does not count', { data: [row(1)] }, 'channel_page_invalid'],
    [
      'is JSON:API',
      { total: 1, data: [{ type: 'order', id: idOf('x'), attributes: { orderNumber: '1' } }] },
      'channel_page_invalid',
    ],
  ])('that %s ends the run', async (_, page, code) => {
    await expect(shopOf([page as { total: number; data: Json[] }]).list()).rejects.toMatchObject({ code });
  });

  test('that begins before the end of the one before is noticed', async () => {
    const { list } = shopOf([{ total: 9, data: [row(2), row(3)] }]);
    const position = { after: 2, newest: null, begunAt: SINCE };
    await expect(list(position)).rejects.toMatchObject({ code: 'channel_page_repeated' });
  });
});
