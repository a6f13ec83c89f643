import { Big } from 'big.js';
import { testConnection } from '../../../src/channels/http/connection/test-connection.js';
import type { JsonObject } from '../../../src/diff/json.js';
import { createPos, type Pos } from '../../../src/local/sandbox/pos/pos.js';
import type { SaleBook } from '../../../src/local/sandbox/pos/sale-book.js';
import { type PosServer, startPosServer } from '../../../src/local/sandbox/pos/server.js';
import type { RawRecord } from '../../../src/ports/channel.js';
import { contextOf, mapComplete, NOW, orders, payload, settingsOf } from './http-context.js';

const OLD = { path: 'old/orders' };
const BY_VERSION = {
  path: 'v1/sales',
  one: 'v1/sales/{id}',
  itemsPath: 'data',
  since: { parameter: 'since_version', format: 'cursor', path: 'next_version' },
  paging: { by: 'cursor', parameter: 'since_version', nextPath: 'next_version', morePath: 'has_more' },
};
const posSettings = (endpoint: JsonObject) => ({
  auth: { header: 'X-Api-Key' },
  resources: { orders: endpoint },
  prices: 'gross',
  cancelledStatuses: [105],
  dates: { zone: 'Asia/Riyadh' },
  currency: undefined,
});

let pos: Pos;
let server: PosServer;

beforeAll(async () => {
  pos = createPos({ seed: 3, sales: 120, apiKey: 'sandbox-pos-key', now: () => NOW });
  for (let round = 0; round < 6; round += 1) {
    pos.refund();
    pos.takeBack();
    pos.exchange();
    pos.void();
    pos.uploadLate();
  }
  pos.reconnect();
  server = await startPosServer({ pos });
});

afterAll(() => server.stop());
afterEach(() => server.faults.reset());

async function listAll(
  endpoint: JsonObject,
  bookmark: JsonObject[string] = null,
): Promise<{ records: RawRecord[]; bookmark: unknown }> {
  const context = contextOf(server.baseUrl, posSettings(endpoint));
  const records: RawRecord[] = [];
  let position: JsonObject[string] = null;
  for (;;) {
    const page = await orders.list(context, { since: null, bookmark, position, pageSize: 100 });
    records.push(...page.records);
    position = page.position;
    if (position === null) return { records, bookmark: page.bookmark };
  }
}

const idOf = ({ kind, orderId }: SaleBook) => (kind === 'refund' ? `${orderId}:REFUND` : orderId);
const money = (amount: number) => new Big(amount).div(100).toFixed();

/** What the books say of a receipt, as its order has to say it. */
function expected(book: SaleBook) {
  const kept = book.tenders.reduce((sum, { amount }) => sum + amount, 0) - book.change - book.rounding;
  return {
    id: idOf(book),
    status: book.voided ? 'cancelled' : book.kind === 'refund' ? 'refunded' : 'complete',
    placedAt: book.soldAt.toISOString().replace('.000Z', 'Z'),
    currency: 'SAR',
    totals: { grand: money(book.grand), tax: money(book.tax), paid: money(kept) },
    lines: book.lines.map(({ lineId, sku, quantity, price, discount }) => ({
      id: lineId,
      sku,
      quantity: String(quantity),
      total: money(quantity * price - discount),
    })),
  };
}

test.each([
  ['its usual spelling', BY_VERSION],
  ['the other one, read whole each time', OLD],
])('every receipt of a POS comes in as its books have it, to the cent: %s', async (_, endpoint) => {
  const { records } = await listAll(endpoint as JsonObject);
  expect(records.map(({ recordId }) => recordId)).toEqual(pos.books().map(idOf));
  for (const [index, { raw }] of records.entries()) {
    const book = pos.books()[index] as SaleBook;
    const { order, codes } = mapComplete(payload(raw), settingsOf(posSettings(endpoint as JsonObject)));
    expect([idOf(book), codes]).toEqual([idOf(book), []]);
    expect(order).toMatchObject(expected(book));
    expect(order.paymentStatus).toBe(book.voided ? (book.grand > 0 ? 'voided' : 'paid') : 'paid');
  }
});

test('a POS has every kind of receipt that the mapping is held against', () => {
  const books = pos.books();
  const kinds = new Set(books.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(['exchange', 'refund', 'return', 'sale']);
  const has = (isSuch: (book: SaleBook) => boolean) => books.some(isSuch);
  expect({
    void: has(({ voided }) => voided),
    change: has(({ change }) => change > 0),
    rounding: has(({ rounding }) => rounding !== 0),
    mixed: has(({ tenders }) => tenders.length > 1),
    giftCard: has(({ tenders }) => tenders.some(({ type }) => type === 'Gift Card')),
    discount: has(({ lines }) => lines.some(({ discount }) => discount > 0)),
    late: has(({ soldAt, receivedAt }) => receivedAt.getTime() - soldAt.getTime() > 24 * 3_600_000),
  }).toEqual({ void: true, change: true, rounding: true, mixed: true, giftCard: true, discount: true, late: true });
});

test('what is uploaded late, with an old date, and what is sent again, is in the next listing', async () => {
  const { bookmark } = await listAll(BY_VERSION);
  const late = pos.uploadLate(80);
  const again = pos.reconnect() as SaleBook;
  const next = await listAll(BY_VERSION, bookmark as number);
  expect(next.records.map(({ recordId }) => recordId)).toEqual([late, again].map(idOf));
});

test('one order is read by its id, and none is none', async () => {
  const context = contextOf(server.baseUrl, posSettings(BY_VERSION));
  const book = pos.books()[5] as SaleBook;
  expect((await orders.get(context, book.orderId))?.recordId).toBe(book.orderId);
  expect(await orders.get(context, 'R9-1')).toBeNull();
});

test('a POS that asks to slow down, breaks and cuts answers is read all the same', async () => {
  server.faults.failNext(1, { kind: 'status', status: 429, retryAfterSeconds: 2 });
  server.faults.failNext(1, { kind: 'cut' });
  expect((await listAll(BY_VERSION)).records).toHaveLength(pos.books().length);
});

describe('the connection test', () => {
  const check = async (changes: JsonObject = {}, key?: string) => {
    const context = contextOf(server.baseUrl, { ...posSettings(BY_VERSION), ...changes });
    const checks = await testConnection(key === undefined ? context : { ...context, secrets: { apiKey: key } });
    return Object.fromEntries(checks.map(({ name, status, message }) => [name, `${status}: ${message}`]));
  };

  test('tells what it found, and which fields are read', async () => {
    const checks = await check();
    expect(checks).toMatchObject({
      connection: expect.stringMatching(/^ok: 127.0.0.1:\d+ is reached and lets us in$/),
      orders: 'ok: The system answers with an object with a list of orders; there are 50 on the first page',
      fields: expect.stringMatching(/^ok: Read are .*CheckoutDetails\[\].AmountPaid.*OrderItems\[\].Price/),
      mapping: 'ok: All of 50 orders that were looked at can be mapped',
      'new orders': 'ok: Asked for by since_version',
      clock: 'ok: The clocks differ by 0 s',
    });
    expect(checks['missing fields']).toBeUndefined();
  });

  test.each<[string, JsonObject, string | undefined, string, string]>([
    [
      'a wrong key',
      {},
      'no',
      'connection',
      'failed: The channel answered 401: The API key is missing or wrong. Check the secret apiKey',
    ],
    [
      'a wrong path',
      { resources: { orders: { path: 'nowhere' } } },
      undefined,
      'connection',
      'Check baseUrl and the path',
    ],
    [
      'a list that nobody told',
      { resources: { orders: { path: 'v1/sales' } } },
      undefined,
      'orders',
      'Say in the setting itemsPath',
    ],
    [
      'another name of the items',
      { fields: { OrderItems: 'rows' } },
      undefined,
      'missing fields',
      'No order has OrderItems',
    ],
    [
      'prices of the other kind',
      { prices: 'net' },
      undefined,
      'mapping',
      'warning: 50 warnings in 50 orders. The first: data_inconsistency',
    ],
    [
      'numbers of the other kind',
      { numbers: { decimal: ',', thousands: '.' } },
      undefined,
      'mapping',
      'failed: 50 of 50 orders cannot be mapped. The first: mapping_failed: /data',
    ],
    [
      'no way to ask for what is new',
      { resources: { orders: OLD } },
      undefined,
      'new orders',
      'warning: Every pull reads all orders',
    ],
  ])('names %s', async (_, changes, key, name, message) => {
    const expectedPart = message.replace('/data', '/');
    expect((await check(changes, key))[name]).toContain(expectedPart);
  });

  test('never throws, whatever the system does', async () => {
    server.faults.switches.html200 = true;
    expect((await check()).orders).toContain('failed: ');
    server.faults.reset();
    server.faults.failNext(3, { kind: 'reset' });
    expect((await check()).connection).toContain('Check that baseUrl can be reached');
  });
});
