import { Big } from 'big.js';
import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import { magento2 } from '../../../src/channels/magento2/index.js';
import type { MagentoSettings } from '../../../src/channels/magento2/schema.js';
import type { Json } from '../../../src/diff/json.js';
import { type MagentoServer, startMagentoServer } from '../../../src/local/sandbox/magento/server.js';
import { createMagentoShop, type MagentoShop } from '../../../src/local/sandbox/magento/shop.js';
import { parseJson } from '../../../src/model/json-text.js';
import type { ChannelContext, ChannelPage, RawRecord } from '../../../src/ports/channel.js';
import { mapped } from './sample-order.js';

const credentials = {
  consumerKey: 'ck_sandbox',
  consumerSecret: 'cs&secret/1=',
  accessToken: 'at_sandbox',
  accessTokenSecret: "ts secret'2",
};
const START_MS = Date.parse('2026-11-20T10:00:00Z');

let shop: MagentoShop;
let server: MagentoServer;
let nowMs: number;
let sleeps: number[];

async function open(orders: number, seed = 7): Promise<void> {
  nowMs = START_MS;
  sleeps = [];
  shop = createMagentoShop({ seed, orders, credentials, now: () => new Date(nowMs) });
  server = await startMagentoServer({ shop });
}

afterEach(() => server.stop());

function context(
  changes: { auth?: MagentoSettings['auth']; secrets?: Record<string, string> } = {},
): ChannelContext<MagentoSettings> {
  const now = () => new Date(nowMs);
  return {
    settings: { baseUrl: server.baseUrl, auth: changes.auth ?? 'oauth1' },
    secrets: changes.secrets ?? credentials,
    http: createChannelHttp({
      allowedOrigin: server.baseUrl,
      allowPrivate: true,
      timeoutMs: 10_000,
      maxBytes: 20_000_000,
      clock: {
        now,
        sleep: async (ms) => {
          sleeps.push(ms);
        },
      },
      random: () => 0.5,
    }),
    now,
    sleep: async () => {},
    random: () => 0.5,
  };
}

async function nextPage(from: ChannelContext<MagentoSettings>, position: Json, pageSize: number): Promise<ChannelPage> {
  const page = await magento2.resources.orders?.list?.(from, { since: null, position, pageSize });
  if (page === undefined) throw new Error('orders are not listed');
  return page;
}

/** Reads the whole listing; `between` runs after each page. */
async function pull(pageSize: number, between: () => void = () => {}) {
  const from = context();
  const records: RawRecord[] = [];
  let announced: number | null = null;
  let position: Json = null;
  do {
    const page: ChannelPage = await nextPage(from, position, pageSize);
    announced ??= page.announced;
    records.push(...page.records);
    expect(page.unreadable).toEqual([]);
    position = page.position;
    between();
  } while (position !== null);
  return { records, announced };
}

const allIds = () =>
  shop
    .orders()
    .map((order) => String(order.entity_id))
    .sort();
const idsOf = (records: readonly RawRecord[]) => records.map(({ recordId }) => recordId).sort();
const amount = (value: unknown) => new Big(String(value ?? 0)).toFixed();

describe('the whole sandbox shop', () => {
  /** What is wrong with a pulled order, compared with the shop's own amounts; nothing, as it should be. */
  function faultsOf({ raw, recordId, sourceVersion }: RawRecord): string[] {
    const payload = parseJson(raw);
    const source = shop.order(Number(recordId));
    const { order, warnings } = mapped(payload);
    const { grand, paid, refunded } = order.totals;
    const net = order.lines.reduce((sum, line) => sum.plus(line.total).minus(line.tax).plus(line.discount), new Big(0));
    const actual = { id: order.id, version: order.updatedAt, grand, paid, refunded, net: net.toFixed() };
    const expected = {
      id: recordId,
      version: sourceVersion,
      grand: amount(source?.grand_total),
      paid: amount(source?.total_paid),
      refunded: amount(source?.total_refunded),
      net: amount(source?.subtotal),
    };
    const surcharged = shop.surchargeOrderIds().includes(Number(recordId));
    const codes = warnings.map(({ code }) => code).join();
    const identity = magento2.resources.orders?.identify(payload, { baseUrl: server.baseUrl, auth: 'oauth1' });
    return [
      ...(JSON.stringify(actual) === JSON.stringify(expected) ? [] : [JSON.stringify({ actual, expected })]),
      ...(codes === (surcharged ? 'residual,totals_mismatch,lines_mismatch' : '') ? [] : [`${recordId}: ${codes}`]),
      ...(identity?.recordId === recordId && identity.sourceVersion === sourceVersion ? [] : [`${recordId}: identity`]),
    ];
  }

  test.each([
    ['raw', 300],
    ['discounted', 100],
  ] as const)('is pulled once and mapped to the cent, with %s row totals', async (rowTotalMode, orders) => {
    await open(orders);
    server.faults.switches.rowTotalMode = rowTotalMode;
    const { records, announced } = await pull(50);
    expect([records.length, announced]).toEqual([orders, orders]);
    expect(idsOf(records)).toEqual(allIds());
    expect(records.flatMap(faultsOf)).toEqual([]);
    expect(shop.surchargeOrderIds().length).toBeGreaterThan(0);
  });

  test('takes one request more than its full pages hold', async () => {
    for (const [orders, pageSize, requests] of [
      [0, 10, 1],
      [10, 10, 1],
      [11, 10, 2],
      [250, 100, 3],
    ] as const) {
      await open(orders);
      await pull(pageSize);
      expect([orders, server.requestCount()]).toEqual([orders, requests]);
      await server.stop();
    }
  });

  test('is pulled whole when many orders share a second, across page borders', async () => {
    await open(0);
    for (let count = 0; count < 25; count += 1) shop.place();
    nowMs += 1_000;
    for (let count = 0; count < 12; count += 1) shop.place();
    for (const pageSize of [1, 5, 7, 36]) expect(idsOf((await pull(pageSize)).records)).toEqual(allIds());
  });

  test('loses no order when others change while it is read', async () => {
    await open(60);
    let at = 0;
    const { records } = await pull(7, () => {
      nowMs += 1_000;
      at += 1;
      // The changed order leaves its place among those that were read, and turns up once more at the end.
      if (at <= 5) shop.change({ entityId: at });
    });
    expect(new Set(idsOf(records))).toEqual(new Set(allIds()));
    expect(records.length).toBeLessThanOrEqual(65);
  });

  test('loses no order of a crowded second when one of them changes while it is read', async () => {
    await open(0);
    for (let count = 0; count < 20; count += 1) shop.place();
    let first = true;
    const { records } = await pull(5, () => {
      nowMs += 1_000;
      if (first) shop.change({ entityId: 1 });
      first = false;
    });
    expect(idsOf(records).filter((id) => id !== '1')).toEqual(allIds().filter((id) => id !== '1'));
  });

  test('is pulled whole from an old version that repeats its last page and spells an empty list null', async () => {
    await open(33);
    Object.assign(server.faults.switches, { repeatLastPage: true, itemsNull: true });
    expect(idsOf((await pull(11)).records)).toEqual(allIds());
  });
});

describe('a shop in trouble', () => {
  test('that throttles with Retry-After is waited for', async () => {
    await open(5);
    server.faults.failNext(1, { kind: 'status', status: 429, retryAfterSeconds: 3 });
    expect((await pull(10)).records).toHaveLength(5);
    expect(sleeps).toEqual([3_000]);
  });

  test.each([
    ['throttles without Retry-After', { kind: 'status', status: 429 }],
    ['answers 500', { kind: 'status', status: 500 }],
    ['answers 503 in HTML', { kind: 'status', status: 503 }],
    ['resets the connection', { kind: 'reset' }],
    ['cuts the body', { kind: 'cut' }],
  ] as const)('that %s is asked again, with a signature of its own', async (_, fault) => {
    await open(5);
    server.faults.failNext(2, fault);
    expect((await pull(10)).records).toHaveLength(5);
    expect(sleeps).toEqual([250, 500]);
  });

  test.each([
    ['throttles for ever', { kind: 'status', status: 429 }, 'channel_throttled'],
    ['cuts every body', { kind: 'cut' }, 'channel_unavailable'],
  ] as const)('that %s is given up for now', async (_, fault, code) => {
    await open(5);
    server.faults.failNext(3, fault);
    await expect(pull(10)).rejects.toMatchObject({ code, disposition: 'retry' });
  });

  test.each([
    ['shows a login page with status 200', { html200: true }, 'channel_page_invalid'],
    ['counts more than it gives', { totalCountLie: 3 }, 'channel_count_mismatch'],
    ['allows smaller pages only', { maxPageSize: 4 }, 'channel_refused'],
  ] as const)('that %s is not taken for an empty one', async (_, switches, code) => {
    await open(5);
    Object.assign(server.faults.switches, switches);
    await expect(pull(10)).rejects.toMatchObject({ code, disposition: 'park' });
  });

  test('that refuses the credentials is asked once, and says why without them', async () => {
    await open(5);
    const wrong = context({ secrets: { ...credentials, accessTokenSecret: 'wrong-secret' } });
    const error = await nextPage(wrong, null, 10).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'channel_unauthorized',
      message: expect.stringContaining('signature is invalid'),
    });
    expect(String(error)).not.toMatch(/wrong-secret|at_sandbox/);
    expect(server.requestCount()).toBe(1);
  });

  test('takes a bearer token only where it is told to', async () => {
    await open(5);
    const bearer = context({ auth: 'bearer' });
    await expect(nextPage(bearer, null, 10)).rejects.toMatchObject({ code: 'channel_unauthorized' });
    server.faults.switches.integrationAsBearer = true;
    expect((await nextPage(bearer, null, 10)).records).toHaveLength(5);
  });
});
