import { Big } from 'big.js';
import type { JsonObject } from '../../../src/diff/json.js';
import { isJsonObject } from '../../../src/diff/json.js';
import { type MagentoServer, startMagentoServer } from '../../../src/local/sandbox/magento/server.js';
import { createMagentoShop, type MagentoShop } from '../../../src/local/sandbox/magento/shop.js';
import { parseJson } from '../../../src/model/json-text.js';
import type { ChannelPage, RawRecord } from '../../../src/ports/channel.js';
import { contextOf, credentials, mapComplete, resourceOf, settingsOf } from './shop-context.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const NAMES = ['orders', 'invoices', 'shipments', 'creditmemos', 'customers', 'products'] as const;
type Name = (typeof NAMES)[number];

let shop: MagentoShop;
let server: MagentoServer;

beforeAll(async () => {
  shop = createMagentoShop({ seed: 11, orders: 120, credentials, now: () => NOW });
  server = await startMagentoServer({ shop });
});
afterAll(() => server.stop());
afterEach(() => server.faults.reset());

async function pull(name: Name, pageSize: number): Promise<{ records: RawRecord[]; announced: number | null }> {
  const context = contextOf(server.baseUrl);
  const records: RawRecord[] = [];
  let announced: number | null = null;
  let page: ChannelPage | undefined;
  do {
    page = await resourceOf(name).list?.(context, { since: null, position: page?.position ?? null, pageSize });
    announced ??= page?.announced ?? null;
    records.push(...(page?.records ?? []));
  } while (page !== undefined && page.position !== null);
  return { records, announced };
}

const truth = (name: Name): JsonObject[] => shop[name]() as unknown as JsonObject[];
const idOf = (payload: JsonObject): string => String(payload.entity_id ?? payload.id);
const amount = (value: unknown): Big => new Big(String(value ?? 0));
const totalsOf = (record: JsonObject): JsonObject => (isJsonObject(record.totals) ? record.totals : {});
const linesOf = (record: JsonObject): JsonObject[] => record.lines as JsonObject[];

describe.each(NAMES)('the %s of a sandbox shop', (name) => {
  test('are pulled whole, each once, oldest change first', async () => {
    const { records, announced } = await pull(name, 7);
    const ids = records.map(({ recordId }) => recordId);
    expect(ids.length).toBeGreaterThan(5);
    expect([...ids].sort()).toEqual(truth(name).map(idOf).sort());
    expect(announced).toBe(ids.length);
    const versions = records.map(({ sourceVersion }) => sourceVersion ?? '');
    expect(versions).toEqual([...versions].sort());
  });

  test('fit their schema, and are the same record read alone, by id and by number', async () => {
    const { records } = await pull(name, 300);
    const context = contextOf(server.baseUrl);
    const { get, find, identify } = resourceOf(name);
    for (const listed of records) {
      mapComplete(name, listed.raw, { currency: 'EUR' });
      expect(identify(parseJson(listed.raw), context.settings)).toEqual({
        recordId: listed.recordId,
        sourceVersion: listed.sourceVersion,
      });
    }
    for (const listed of records.slice(0, 5)) {
      const payload = parseJson(listed.raw) as JsonObject;
      const number = payload.increment_id ?? payload.sku ?? payload.email;
      expect(await get?.(context, listed.recordId)).toEqual(listed);
      expect(await find?.(context, String(number))).toEqual(listed);
    }
  });

  test('are null when there is none, and a failure when it cannot be told', async () => {
    const context = contextOf(server.baseUrl);
    const { get, find } = resourceOf(name);
    expect(await get?.(context, '99999999')).toBeNull();
    expect(await get?.(context, 'guest:a@example.com')).toBeNull();
    expect(await find?.(context, 'no-such-number')).toBeNull();
    const unknownStore = contextOf(server.baseUrl, { settings: { storeCode: 'nowhere' } });
    await expect(get?.(unknownStore, '99999999')).rejects.toMatchObject({ code: 'channel_refused' });
    await expect(find?.(unknownStore, 'x')).rejects.toMatchObject({ code: 'channel_refused' });
    server.faults.failNext(3, { kind: 'status', status: 503 });
    await expect(get?.(context, '99999999')).rejects.toMatchObject({ code: 'channel_unavailable' });
    server.faults.switches.html200 = true;
    await expect(get?.(context, '1')).rejects.toMatchObject({ code: 'channel_page_invalid' });
  });
});

describe('the amounts of the documents of a sandbox shop', () => {
  test.each(['invoices', 'creditmemos'] as const)('add up in all %s', async (name) => {
    const surcharged = new Set(shop.surchargeOrderIds().map(String));
    for (const { raw } of (await pull(name, 300)).records) {
      const { record, warnings } = mapComplete(name, raw);
      const { subtotal, discount, shipping, tax, adjustment, grand } = totalsOf(record);
      const lines = linesOf(record);
      const sum = (key: string) => lines.reduce((total, line) => total.plus(amount(line[key])), new Big(0)).toFixed();
      const codes = warnings.map(({ code }) => code);
      expect([record.id, sum('amount'), codes.filter((code) => code !== 'residual')]).toEqual([
        record.id,
        subtotal,
        [],
      ]);
      if (codes.length > 0) expect(surcharged).toContain(record.orderId);
      else {
        const explained = amount(subtotal).minus(amount(discount)).plus(amount(shipping)).plus(amount(tax));
        expect(explained.plus(amount(adjustment)).minus(amount(grand)).abs().lte('0.01')).toBe(true);
      }
    }
  });

  test('of an order that was invoiced whole are those of the order', async () => {
    const paid = shop.orders().filter((order) => amount(order.total_invoiced).eq(amount(order.grand_total)));
    const byOrder = new Map<string, Big>();
    for (const { raw } of (await pull('invoices', 300)).records) {
      const { record } = mapComplete('invoices', raw);
      const known = byOrder.get(String(record.orderId)) ?? new Big(0);
      byOrder.set(String(record.orderId), known.plus(amount(totalsOf(record).grand)));
    }
    expect(paid.length).toBeGreaterThan(10);
    for (const order of paid) {
      expect([order.entity_id, byOrder.get(String(order.entity_id))?.toFixed()]).toEqual([
        order.entity_id,
        amount(order.grand_total).toFixed(),
      ]);
    }
  });

  test('that came inside their orders are those that are pulled', async () => {
    server.faults.switches.embedDocuments = true;
    const { records } = await pull('orders', 300);
    server.faults.switches.embedDocuments = false;
    const { embedded } = resourceOf('orders');
    const settings = settingsOf(server.baseUrl);
    const inside = records.flatMap(({ raw }) => embedded?.(parseJson(raw), settings) ?? []);
    for (const [name, type] of [
      ['invoices', 'invoice'],
      ['shipments', 'shipment'],
      ['creditmemos', 'refund'],
    ] as const) {
      const { records: alone } = await pull(name, 300);
      const expected = new Map(alone.map((one) => [one.recordId, mapComplete(name, one.raw).record]));
      const found = inside.filter((one) => one.type === type);
      expect(found).toHaveLength(alone.length);
      for (const one of found) expect(mapComplete(name, one.raw).record).toEqual(expected.get(one.recordId));
    }
    const plain = await pull('orders', 300);
    const orders = new Map(plain.records.map((one) => [one.recordId, mapComplete('orders', one.raw)]));
    for (const one of records) expect(mapComplete('orders', one.raw)).toEqual(orders.get(one.recordId));
  });
});
