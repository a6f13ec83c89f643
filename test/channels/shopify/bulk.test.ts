import { openBulkFile } from '../../../src/channels/shopify/bulk/bulk-file.js';
import { indexLines } from '../../../src/channels/shopify/bulk/line-index.js';
import { type Line, readLines } from '../../../src/channels/shopify/bulk/read-lines.js';
import { createShopifyChannel } from '../../../src/channels/shopify/index.js';
import { isJsonObject, type Json, type JsonObject } from '../../../src/diff/json.js';
import { parseJson } from '../../../src/model/json-text.js';
import type { ChannelHttp, ChannelPage } from '../../../src/ports/channel.js';
import { type OpenShop, openShop, pull, resourceOf } from './shop-context.js';

let open: OpenShop;
afterEach(() => open?.stop());

const AUTO = { bulk: 'auto' };

/** An object with its rows in the order of their ids, however the shop gave them. */
function settled(value: Json): Json {
  if (Array.isArray(value)) {
    const rows = value.map(settled);
    return rows.every((row) => isJsonObject(row) && typeof row.id === 'string')
      ? rows.sort((one, other) => String((one as JsonObject).id).localeCompare(String((other as JsonObject).id)))
      : rows;
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, settled(value[key] as Json)]),
  );
}

const contents = (records: readonly { recordId: string; raw: string }[]) =>
  records
    .map(({ recordId, raw }) => [recordId, settled(parseJson(raw))] as const)
    .sort(([one], [other]) => one.localeCompare(other));

const operations = (name: string) => open.server.requests().filter(({ operation }) => operation === name).length;

describe('a listing by a bulk operation', () => {
  test.each(['orders', 'customers', 'products'])('of %s gives the very records that pages give', async (name) => {
    open = await openShop(80);
    open.shop.place({ lines: 260 });
    const paged = await pull(open, name);
    const before = open.server.costSpent();
    const bulk = await pull(open, name, { settings: AUTO, pageSize: 30 });
    expect(operations('Run')).toBe(1);
    expect(contents(bulk.records)).toEqual(contents(paged.records));
    expect(bulk.watermark).toBe(paged.watermark);
    expect(open.server.costSpent() - before).toBeLessThan(before);
  });

  test('begins where a week and more is to be read, and never for less or when it is switched off', async () => {
    open = await openShop(60);
    const from = (days: number) => new Date(open.clock.now().getTime() - days * 24 * 3_600_000).toISOString();
    await pull(open, 'orders', { settings: AUTO, since: from(6) });
    await pull(open, 'orders', { since: from(10) });
    expect(operations('Run')).toBe(0);
    const since = from(10);
    const { records } = await pull(open, 'orders', { settings: AUTO, since });
    expect(operations('Run')).toBe(1);
    const expected = open.shop.orders().filter(({ updatedAtMs }) => updatedAtMs >= Date.parse(since));
    expect(records).toHaveLength(expected.length);
  });

  test('gives empty pages while it runs, each with a position of its own', async () => {
    open = await openShop(5);
    open.server.faults.switches.bulkRunMs = 100_000;
    const { pages, records } = await pull(open, 'orders', { settings: AUTO });
    const empty = pages.filter((page) => page.records.length === 0);
    expect(empty.length).toBeGreaterThan(3);
    expect(new Set(pages.map(({ position }) => JSON.stringify(position))).size).toBe(pages.length);
    expect(empty.every(({ watermark }) => watermark === null)).toBe(true);
    expect(records).toHaveLength(5);
    // Less than twenty of them within the time that one run takes.
    expect(open.clock.waits.reduce((sum, ms) => sum + ms, 0) / empty.length).toBeGreaterThanOrEqual(12_000);
  });

  test('is gone on with by another process, by its id and the next object', async () => {
    open = await openShop(25);
    const request = { since: null, pageSize: 10 };
    let position: Json = null;
    const ids: string[] = [];
    do {
      // A channel of its own has no memory of the file.
      const orders = resourceOf('orders', createShopifyChannel());
      const page: ChannelPage | undefined = await orders.list?.(open.context({ settings: AUTO }), {
        ...request,
        position: structuredClone(position),
      });
      ids.push(...(page?.records ?? []).map(({ recordId }) => recordId));
      position = page?.position ?? null;
    } while (position !== null);
    expect(ids.sort()).toEqual(
      open.shop
        .orders()
        .map(({ id }) => id)
        .sort(),
    );
    expect(operations('Run')).toBe(1);
  });

  test('of nothing ends without a file', async () => {
    open = await openShop(0);
    const { records, watermark } = await pull(open, 'orders', { settings: AUTO });
    expect([records.length, watermark]).toEqual([0, null]);
  });

  test('reads again as a whole what changed since the operation saw it', async () => {
    open = await openShop(30);
    const change = (page: { records: readonly unknown[] }) => {
      if (page.records.length > 0) return;
      for (let count = 0; count < 10; count += 1) open.shop.change();
    };
    open.server.faults.switches.bulkRunMs = 20_000;
    const { records } = await pull(open, 'orders', { settings: AUTO, between: change });
    let changed = 0;
    for (const { raw, recordId, sourceVersion } of records) {
      if (Date.parse(sourceVersion ?? '') < Date.parse('2026-11-20T10:00:01Z')) continue;
      changed += 1;
      // Nothing in it is of another time than the rest.
      const present = await open.resource('orders').get?.(open.context(), recordId);
      expect(settled(parseJson(raw))).toEqual(settled(parseJson(present?.raw ?? 'null')));
    }
    expect(changed).toBeGreaterThan(2);
  });
});

describe('a bulk operation that went wrong', () => {
  const listAll = () => pull(open, 'orders', { settings: AUTO });

  test.each([
    ['no-url', /without a result/],
    ['cut', /cut|announced/],
  ] as const)('is never a success: %s', async (bulkOutcome, message) => {
    open = await openShop(20);
    open.server.faults.switches.bulkOutcome = bulkOutcome;
    await expect(listAll()).rejects.toMatchObject({
      code: expect.stringMatching(/^channel_(count_mismatch|page_invalid)$/),
      message: expect.stringMatching(message),
    });
  });

  test.each(['failed', 'canceled', 'expired'] as const)('is made up for page by page: %s', async (bulkOutcome) => {
    open = await openShop(20);
    open.server.faults.switches.bulkOutcome = bulkOutcome;
    const { records } = await listAll();
    expect(records).toHaveLength(20);
    expect(operations('Run')).toBe(1);
  });

  test('is a matter of rights where access was denied', async () => {
    open = await openShop(5);
    open.server.faults.switches.bulkOutcome = 'denied';
    await expect(listAll()).rejects.toMatchObject({ code: 'channel_unauthorized' });
  });

  test('is not needed where the shop runs as many as it can', async () => {
    open = await openShop(8);
    open.server.faults.switches.bulkOutcome = 'endless';
    const { list } = open.resource('orders');
    const context = open.context({ settings: AUTO });
    for (let count = 0; count < 5; count += 1) await list?.(context, { since: null, position: null, pageSize: 10 });
    const sixth = await list?.(context, { since: null, position: null, pageSize: 10 });
    expect(sixth?.records).toHaveLength(8);
  });
});

test('a file that lacks whole lines is counted, and refused', async () => {
  const rows = [1, 2, 3].map((at) => JSON.stringify({ id: `gid://shopify/Order/${at}` }));
  const open = (objects: number, roots: number) =>
    openBulkFile(fileOf(rows.join('\n')).http, 'op', { url: 'https://files.test/x', objects, roots });
  expect((await open(3, 3)).index.roots).toBe(3);
  await expect(open(4, 3)).rejects.toMatchObject({ code: 'channel_count_mismatch' });
  await expect(open(3, 4)).rejects.toMatchObject({ code: 'channel_count_mismatch' });
});

/** A file whose bytes are given in the ranges that are asked for. */
function fileOf(text: string, { ranges = true } = {}): { http: ChannelHttp; largest(): number } {
  const bytes = Buffer.from(text);
  let largest = 0;
  const http: ChannelHttp = {
    async send(request) {
      const headers = request.headers();
      expect(Object.keys(headers)).not.toContain('x-shopify-access-token');
      const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
      if (!ranges) return { status: 200, headers: {}, text };
      if (Number(from) >= bytes.length) return { status: 416, headers: {}, text: '' };
      const part = bytes.subarray(Number(from), Number(to) + 1);
      largest = Math.max(largest, part.length);
      return {
        status: 206,
        headers: { 'content-range': `bytes ${from}-${to}/${bytes.length}` },
        text: part.toString(),
      };
    },
  };
  return { http, largest: () => largest };
}

describe('the lines of a file', () => {
  const lines = ['{"id":"a","n":"Größe „L“ 漢字 🦊"}', '{"id":"b"}', '{"id":"c","n":"ööööööööööööööööööööööööööö"}'];
  const collect = async (source: AsyncIterable<Line>) => {
    const all: Line[] = [];
    for await (const line of source) all.push(line);
    return all;
  };

  test.each([1, 2, 3, 5, 8, 13, 21, 34, 55, 1_000])(
    'are whole in slices of %i bytes, with or without a last end of line',
    async (slice) => {
      for (const text of [lines.join('\n'), `${lines.join('\n')}\n`]) {
        const all = await collect(readLines(fileOf(text).http, 'https://files.test/x', { slice }));
        expect(all.map((line) => line.text)).toEqual(lines);
        for (const line of all) {
          expect(
            Buffer.from(text)
              .subarray(line.offset, line.offset + line.bytes)
              .toString(),
          ).toBe(line.text);
        }
      }
    },
  );

  test('are read from where a part begins to where it ends', async () => {
    const text = lines.join('\n');
    const [, second] = await collect(readLines(fileOf(text).http, 'https://files.test/x'));
    const span = { from: second?.offset ?? 0, to: (second?.offset ?? 0) + (second?.bytes ?? 0) };
    expect(
      (await collect(readLines(fileOf(text).http, 'https://files.test/x', span))).map((line) => line.text),
    ).toEqual([lines[1]]);
  });

  test('are read from a host that gives no parts, too', async () => {
    const { http } = fileOf(lines.join('\n'), { ranges: false });
    expect((await collect(readLines(http, 'https://files.test/x', { slice: 20 }))).map((line) => line.text)).toEqual(
      lines,
    );
  });

  test('are never all in memory', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) => JSON.stringify({ id: `gid://shopify/Order/${at}` })).join(
      '\n',
    );
    const file = fileOf(many);
    expect((await collect(readLines(file.http, 'https://files.test/x', { slice: 4_096 }))).length).toBe(5_000);
    expect(file.largest()).toBeLessThanOrEqual(4_096);
  });
});

describe('the index of a file', () => {
  async function* linesOf(rows: JsonObject[]): AsyncGenerator<Line> {
    for (const [offset, row] of rows.entries()) yield { text: JSON.stringify(row), offset, bytes: 1 };
  }
  const order = (id: number) => ({ id: `gid://shopify/Order/${id}` });
  const line = (id: number, parent: number) => ({ id: `gid://shopify/LineItem/${id}`, __parentId: order(parent).id });

  test.each([
    ['behind their parents', [order(1), line(1, 1), line(2, 1), order(2), line(3, 2)]],
    ['before their parents', [line(1, 1), line(3, 2), line(2, 1), order(2), order(1)]],
    ['anywhere', [line(3, 2), order(1), line(1, 1), order(2), line(2, 1)]],
  ])('finds children %s', async (_, rows) => {
    const index = await indexLines(linesOf(rows));
    expect([index.roots, index.lines]).toEqual([2, 5]);
    const groups = [0, 1].map((root) =>
      index
        .of(root)
        .map(({ offset }) => (rows[offset] as JsonObject).id)
        .sort(),
    );
    expect(groups.sort()).toEqual([
      ['gid://shopify/LineItem/1', 'gid://shopify/LineItem/2', 'gid://shopify/Order/1'],
      ['gid://shopify/LineItem/3', 'gid://shopify/Order/2'],
    ]);
  });

  test('misses no parent without a word', async () => {
    await expect(indexLines(linesOf([order(1), line(1, 2)]))).rejects.toMatchObject({ code: 'channel_count_mismatch' });
  });
});
