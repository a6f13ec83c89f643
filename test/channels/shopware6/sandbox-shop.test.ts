import { Big } from 'big.js';
import { isJsonObject, type Json, type JsonObject } from '../../../src/diff/json.js';
import type { OrderBook } from '../../../src/local/sandbox/shopware/orders/order-book.js';
import { type ShopwareServer, startShopwareServer } from '../../../src/local/sandbox/shopware/server.js';
import { createShopwareShop, type ShopwareShop } from '../../../src/local/sandbox/shopware/shop.js';
import { checkArithmetic } from '../../../src/model/arithmetic.js';
import { parseJson } from '../../../src/model/json-text.js';
import { type Order, order as orderSchema } from '../../../src/model/order.js';
import type { ChannelPage, RawRecord } from '../../../src/ports/channel.js';
import { contextOf, credentials, mapComplete, mapEmbedded, NOW, resourceOf } from './shop-context.js';

let shop: ShopwareShop;
let server: ShopwareServer;
let now = NOW;

beforeAll(async () => {
  shop = createShopwareShop({ seed: 11, credentials, now: () => now, orders: 120 });
  server = await startShopwareServer({ shop });
});
afterAll(() => server.stop());
beforeEach(() => server.faults.reset());

interface Listing {
  records: RawRecord[];
  pages: ChannelPage[];
  watermark: string | null;
}

/** Lists to the end; `between` is called after each page. */
async function listAll(
  name: string,
  since: string | null,
  { pageSize = 50, between = () => {} } = {},
): Promise<Listing> {
  const context = contextOf(server.baseUrl, { now: () => now });
  const pages: ChannelPage[] = [];
  let position: Json = null;
  do {
    const page: ChannelPage | undefined = await resourceOf(name).list?.(context, { since, position, pageSize });
    if (page === undefined) throw new Error(`${name} are not listed`);
    pages.push(page);
    position = page.position;
    between();
  } while (position !== null);
  return { records: pages.flatMap(({ records }) => records), pages, watermark: pages.at(-1)?.watermark ?? null };
}

const money = (minor: number, { decimals }: OrderBook) => new Big(minor).div(new Big(10).pow(decimals)).toFixed();
const ids = (records: readonly { recordId: string }[]) => records.map(({ recordId }) => recordId).sort();
const currencies = () =>
  Object.fromEntries([...shop.read().all('currency')].map(({ id, isoCode }) => [id, String(isoCode)]));

function check(book: OrderBook, order: Order): void {
  const { number, state: status, currency, email, tags } = book;
  expect(order).toMatchObject({ number, status, currency, tags: [...tags].sort(), customer: { email } });
  expect(order.totals).toMatchObject({
    tax: money(book.tax, book),
    grand: money(book.grand, book),
    paid: money(book.paid, book),
    ...(book.refunded === null ? {} : { refunded: money(book.refunded, book) }),
  });
  const lines = book.lines.filter(({ type }) => type !== 'credit');
  expect(order.lines.map(({ id, sku, quantity, parentId }) => ({ id, sku, quantity, parentId }))).toEqual(
    lines.map(({ id, sku, quantity, parentId }) => ({ id, sku, quantity: String(quantity), parentId })),
  );
  const relevant = book.transactions.filter(({ isRelevant }) => isRelevant).map(({ id }) => id);
  expect(order.payments.map(({ id }) => id)).toEqual(expect.arrayContaining(relevant));
}

describe('the orders of a living shop', () => {
  test('are what the shop has in its books, to the last decimal, and add up', async () => {
    const { records, pages } = await listAll('orders', null);
    expect(pages[0]?.announced).toBe(records.length);
    expect(ids(records)).toEqual(
      shop
        .orders()
        .map(({ id }) => id)
        .sort(),
    );
    for (const { raw, recordId } of records) {
      const { record, warnings } = mapComplete('orders', raw);
      expect(warnings.filter(({ code }) => !code.endsWith('_amount_unknown'))).toEqual([]);
      const order = orderSchema.parse(record);
      expect(checkArithmetic(order)).toEqual([]);
      check(shop.order(recordId) as OrderBook, order);
    }
  });

  test('bring their shipments, invoices, refunds and guests', async () => {
    const { records } = await listAll('orders', null);
    for (const { raw, recordId } of records) {
      const book = shop.order(recordId) as OrderBook;
      const { shipments = [], invoices = [], refunds = [], customers = [] } = mapEmbedded(parseJson(raw));
      const shippedIds = book.deliveries.filter(({ isDiscount }) => !isDiscount).map(({ id }) => id);
      expect(shipments.map(({ record }) => record.id).sort()).toEqual(shippedIds.sort());
      const numbers = shipments.flatMap(({ record }) => (record.tracks as JsonObject[]).map(({ number }) => number));
      expect(numbers.sort()).toEqual(book.deliveries.flatMap(({ trackingCodes }) => trackingCodes).sort());
      const invoiced = book.documents.filter(({ type }) => type === 'invoice');
      expect(invoices.map(({ record }) => record.number)).toEqual(invoiced.map(({ number }) => number));
      const done = refunds.filter(({ record }) => record.state === 'refunded');
      const sum = done.reduce(
        (total, { record }) => total.plus(String((record.totals as JsonObject).grand)),
        new Big(0),
      );
      if (book.refunded !== null) expect(sum.toFixed()).toBe(money(book.refunded, book));
      const guests = shop.customers().filter(({ id, guest }) => guest && id === book.customerId);
      expect(customers.map(({ record }) => record.id)).toEqual(guests.map(() => `guest:${book.email.toLowerCase()}`));
    }
  });

  test('that change are read by the next listing, whatever it is that changed', async () => {
    now = new Date(now.getTime() + 3_600_000);
    const { watermark } = await listAll('orders', null);
    now = new Date(now.getTime() + 60_000);
    const changed = new Set(
      ['pay', 'ship', 'refund', 'document', 'label', 'fail_payment'].map((kind) => changeOne(kind)),
    );
    changed.add(shop.place().id);
    const { records } = await listAll('orders', watermark);
    expect(ids(records)).toEqual(expect.arrayContaining([...changed]));
    expect(records.length).toBeLessThan(shop.orders().length / 2);
  });

  test('that change while they are listed are read by this listing or the next', async () => {
    now = new Date(now.getTime() + 3_600_000);
    const changed = new Set<string>();
    const between = () => {
      now = new Date(now.getTime() + 1_000);
      for (let count = 0; count < 5; count += 1) changed.add(shop.change().order.id);
      changed.add(shop.place().id);
    };
    const first = await listAll('orders', null, { pageSize: 20, between });
    const second = await listAll('orders', first.watermark);
    const last = new Map([...first.records, ...second.records].map(({ recordId, raw }) => [recordId, raw]));
    for (const id of changed) {
      const book = shop.order(id) as OrderBook;
      const { record } = mapComplete('orders', last.get(id) ?? '');
      check(book, orderSchema.parse(record));
    }
  });
});

/** Does something of this kind to an order that can take it; gives its id. */
function changeOne(kind: string): string {
  for (const { id } of shop.orders()) {
    try {
      return shop.change({ orderId: id, kind: kind as never }).order.id;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new Error(`no order can take the change ${kind}`);
}

describe('the other records of a shop', () => {
  test('are its accounts, and no guests', async () => {
    const { records, pages } = await listAll('customers', null);
    const accounts = shop.customers().filter(({ guest }) => !guest);
    expect(pages[0]?.announced).toBe(accounts.length);
    expect(ids(records)).toEqual(accounts.map(({ id }) => id).sort());
    for (const { raw, recordId } of records) {
      const { record } = mapComplete('customers', raw);
      expect(record).toMatchObject({ email: accounts.find(({ id }) => id === recordId)?.email, guest: false });
    }
  });

  test('are its products with their variants', async () => {
    const { records } = await listAll('products', null);
    const products = shop.products();
    const parents = products.filter(({ parentId }) => parentId === null);
    expect(ids(records)).toEqual(parents.map(({ id }) => id).sort());
    for (const { raw, recordId } of records) {
      const { record, warnings } = mapComplete('products', raw, { currencies: currencies() });
      expect(warnings).toEqual([]);
      const variants = products.filter(({ parentId }) => parentId === recordId).map(({ number }) => number);
      expect((record.variants as JsonObject[]).map(({ sku }) => sku).sort()).toEqual(variants.sort());
    }
  });

  test('are read again when a variant or an address changes', async () => {
    now = new Date(now.getTime() + 3_600_000);
    const since = now.toISOString();
    const variant = shop.products().find(({ parentId }) => parentId !== null);
    shop.changeProduct(variant?.number ?? '');
    expect(ids((await listAll('products', since)).records)).toContain(variant?.parentId);
    const account = shop.customers().find(({ guest }) => !guest);
    shop.changeCustomer(account?.id);
    expect(ids((await listAll('customers', since)).records)).toEqual([account?.id]);
  });
});

describe('a shop that is throttled, or forgets its tokens', () => {
  test('is read all the same', async () => {
    server.revokeTokens();
    server.faults.failNext(2, { kind: 'status', status: 429, seconds: 2 });
    const { records } = await listAll('products', null);
    expect(records.length).toBeGreaterThan(0);
  });

  test('does not take part of a page for all of it', async () => {
    Object.assign(server.faults.switches, { totalCountLie: 5 });
    await expect(listAll('products', null)).rejects.toMatchObject({ code: 'channel_count_mismatch' });
  });

  test('without a privilege says which', async () => {
    Object.assign(server.faults.switches, { deniedPrivileges: ['order_delivery:read'] });
    await expect(listAll('orders', null)).rejects.toMatchObject({
      code: 'channel_unauthorized',
      message: expect.stringContaining('missing privileges: order_delivery:read'),
    });
  });
});

test('an order of a version before 6.7.1, which names no primary delivery or payment, maps as well', async () => {
  Object.assign(server.faults.switches, { version: '6.6.10.1' });
  const { records } = await listAll('orders', null, { pageSize: 20 });
  const value = parseJson(records[0]?.raw ?? '');
  expect(isJsonObject(value) && 'primaryOrderTransactionId' in value).toBe(false);
  for (const { raw, recordId } of records) {
    check(shop.order(recordId) as OrderBook, orderSchema.parse(mapComplete('orders', raw).record));
  }
});

test('a shop that asks for patience in the body alone is waited for, for a search and for the sign-in', async () => {
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  server.faults.failNext(1, { kind: 'status', status: 429, seconds: 7 });
  server.faults.failNext(1, { kind: 'status', status: 429, seconds: 3, on: 'token' });
  server.revokeTokens();
  const context = contextOf(server.baseUrl, { now: () => now, sleep });
  const page = await resourceOf('orders').list?.(context, { since: null, position: null, pageSize: 5 });
  expect([page?.records.length, waits.sort()]).toEqual([5, [3_000, 7_000]]);
});
