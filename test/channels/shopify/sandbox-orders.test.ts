import { checkArithmetic } from '../../../src/model/arithmetic.js';
import { parseJson } from '../../../src/model/json-text.js';
import type { Order } from '../../../src/model/order.js';
import type { EmbeddedRecord } from '../../../src/ports/channel.js';
import { type BookSet, booked, spell } from './books.js';
import { mapComplete, mapOrder, type OpenShop, openShop, pull, resourceOf, settingsOf } from './shop-context.js';

let open: OpenShop;
afterEach(() => open.stop());

/** The order in the words of the books. */
function told(order: Order) {
  return {
    id: order.id,
    number: order.number,
    currency: order.currency,
    grand: order.totals.grand,
    paid: order.totals.paid,
    refunded: order.totals.refunded,
    paymentStatus: order.paymentStatus,
    lines: order.lines
      .filter(({ attributes }) => attributes.charge === undefined)
      .map(({ id, sku, quantity }) => ({ id, sku, quantity: Number(quantity) })),
  };
}

/** What is wrong with the pulled orders by the books; nothing, as it should be. */
function faultsOf(raws: readonly string[], set: BookSet): string[] {
  return raws.flatMap((raw) => {
    const { order, warnings } = mapOrder(raw, { money: set });
    const book = open.shop.order(order.id);
    const expected = book === undefined ? null : booked(book, set);
    const codes = [...warnings, ...checkArithmetic(order)]
      .map(({ code }) => code)
      .filter((code) => code !== 'sku_missing');
    const same = JSON.stringify(told(order)) === JSON.stringify(expected);
    return [
      ...(same ? [] : [JSON.stringify({ actual: told(order), expected })]),
      ...codes.map((code) => `${order.number}: ${code}`),
    ];
  });
}

describe('every order of a shop', () => {
  test.each([
    ['EUR', 'shop', 150],
    ['EUR', 'presentment', 150],
    ['JPY', 'shop', 60],
    ['KWD', 'shop', 60],
  ] as const)('is pulled once and right to the last decimal, in %s (%s money)', async (currency, set, orders) => {
    open = await openShop(orders, { currency });
    const { records } = await pull(open, 'orders');
    expect(records.map(({ recordId }) => recordId).sort()).toEqual(
      open.shop
        .orders()
        .map(({ id }) => id)
        .sort(),
    );
    expect(
      faultsOf(
        records.map(({ raw }) => raw),
        set,
      ),
    ).toEqual([]);
  });

  test('is right after hundreds of changes, and so is what came inside it', async () => {
    open = await openShop(60);
    for (let change = 0; change < 600; change += 1) {
      open.clock.advance(60_000);
      if (change % 10 === 0) open.shop.place();
      else open.shop.change();
    }
    const { records } = await pull(open, 'orders');
    expect(records).toHaveLength(open.shop.orders().length);
    expect(
      faultsOf(
        records.map(({ raw }) => raw),
        'shop',
      ),
    ).toEqual([]);
    expect(
      faultsOf(
        records.map(({ raw }) => raw),
        'presentment',
      ),
    ).toEqual([]);
    const settings = settingsOf('https://s.test');
    const inside = records.flatMap(({ raw }) => resourceOf('orders').embedded?.(parseJson(raw), settings) ?? []);
    expectDocuments(inside);
  });
});

function mappedOf(inside: readonly EmbeddedRecord[], type: string, name: string) {
  return inside.filter((one) => one.type === type).map(({ raw }) => mapComplete(name, raw).record);
}

/** Refunds, parcels and payments are those of the books, each once. */
function expectDocuments(inside: readonly EmbeddedRecord[]): void {
  const { shop } = open;
  const refunds = mappedOf(inside, 'refund', 'refunds').map(({ id, orderId, totals, lines }) => {
    const { grand } = totals as Record<string, string>;
    const pieces = (lines as { quantity: string }[]).reduce((sum, { quantity }) => sum + Number(quantity), 0);
    return `${id} of ${orderId}: ${grand}, ${pieces}`;
  });
  const bookedRefunds = shop.refunds().map(({ order, refund }) => {
    const paid = order.transactions
      .filter(({ id, status }) => refund.transactionIds.includes(id) && status === 'SUCCESS')
      .reduce((sum, { amount }) => sum + amount.shop, 0);
    const pieces = refund.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return `${refund.id} of ${order.id}: ${spell(paid, order.currencies.shop)}, ${pieces}`;
  });
  expect(refunds.sort()).toEqual(bookedRefunds.sort());
  const parcels = mappedOf(inside, 'shipment', 'fulfillments').map(
    ({ id, tracks, state }) => `${id}: ${(tracks as { number: string }[]).map(({ number }) => number).join()} ${state}`,
  );
  const states = { FULFILLED: 'in_transit', IN_TRANSIT: 'in_transit', DELIVERED: 'delivered', CANCELED: 'cancelled' };
  const bookedParcels = shop.fulfillments().map(({ fulfillment: { id, tracking, displayStatus } }) => {
    return `${id}: ${tracking.map(({ number }) => number).join()} ${states[displayStatus]}`;
  });
  expect(parcels.sort()).toEqual(bookedParcels.sort());
  const invoices = mappedOf(inside, 'invoice', 'invoices').map(
    ({ id, totals }) => `${id}: ${(totals as Record<string, string>).grand}`,
  );
  const taken = shop
    .transactions()
    .filter(({ transaction: { kind, status } }) => status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE'))
    .map(({ order, transaction: { id, amount } }) => `${id}: ${spell(amount.shop, order.currencies.shop)}`);
  expect(invoices.sort()).toEqual(taken.sort());
  const guests = new Set(inside.filter(({ type }) => type === 'customer').map(({ recordId }) => recordId));
  const emails = shop
    .orders()
    .flatMap(({ customerId, email }) => (customerId === null && email !== null ? [email] : []));
  expect([...guests].sort()).toEqual([...new Set(emails.map((email) => `guest:${email.toLowerCase()}`))].sort());
}
