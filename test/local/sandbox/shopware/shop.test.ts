import type { Row } from '../../../../src/local/sandbox/shopware/dal/tables.js';
import type { ChangeKind } from '../../../../src/local/sandbox/shopware/orders/changes/order-changes.js';
import type { OrderBook } from '../../../../src/local/sandbox/shopware/orders/order-book.js';
import type { ShopwareShop } from '../../../../src/local/sandbox/shopware/shop.js';
import type { Json } from './api-client.js';
import { createHandClock, createTestShop } from './sandbox-shop.js';

const clock = createHandClock();
const shop = createTestShop(clock);

function rowOf(from: ShopwareShop, id: string): Json {
  return from.read().find('order', id) as Json;
}

function linesOf(from: ShopwareShop, id: string): Json[] {
  return from.read().by('order_line_item', 'orderId', id) as Row[];
}

function minor(amount: number, { decimals }: OrderBook): number {
  return Math.round(amount * 10 ** decimals);
}

function isNoisy(amount: number, { decimals }: OrderBook): boolean {
  return minor(amount, { decimals } as OrderBook) / 10 ** decimals !== amount;
}

describe('a shop of one seed', () => {
  test('is the same shop each time, and another one for another seed', () => {
    const again = createTestShop(createHandClock());
    expect(again.orders()).toEqual(shop.orders());
    expect([...again.read().all('order_line_item')]).toEqual([...shop.read().all('order_line_item')]);
    expect(createTestShop(createHandClock(), 200, 8).orders()).not.toEqual(shop.orders());
  });

  test('has 200 orders over the last twenty days, numbered in the order in which they were placed', () => {
    const orders = createTestShop(createHandClock()).orders();
    expect(orders).toHaveLength(200);
    const placed = orders.map(({ createdAt }) => Date.parse(createdAt));
    expect(placed).toEqual([...placed].sort((one, other) => one - other));
    expect(Math.min(...placed)).toBeGreaterThan(clock.now().getTime() - 20 * 86_400_000 - 1);
    expect(Math.max(...placed)).toBeLessThan(clock.now().getTime());
    expect(orders.map(({ autoIncrement }) => autoIncrement)).toEqual(orders.map((_, index) => index + 1));
  });

  test.each<[string, (order: OrderBook) => boolean]>([
    ['gross prices', ({ taxStatus }) => taxStatus === 'gross'],
    ['net prices', ({ taxStatus }) => taxStatus === 'net'],
    ['no tax', ({ taxStatus, taxes }) => taxStatus === 'tax-free' && taxes.length === 0],
    ['several tax rates', ({ taxes }) => taxes.length > 1],
    ['yen', ({ currency }) => currency === 'JPY'],
    ['francs rounded to five centimes', ({ currency, raw, grand }) => currency === 'CHF' && raw !== grand],
    ['a discount with a code', ({ discounts }) => discounts.some(({ code, total }) => code !== null && total < 0)],
    ['a discount without one', ({ discounts }) => discounts.some(({ code }) => code === null)],
    ['a discount on the shipping', ({ shippingDiscount }) => shippingDiscount < 0],
    ['lines within lines', ({ lines }) => lines.some(({ parentId }) => parentId !== null)],
    ['a line that is no product', ({ lines }) => lines.some(({ type, sku }) => type === 'custom' && sku === null)],
    ['a credit', ({ lines }) => lines.some(({ type, total }) => type === 'credit' && total < 0)],
    ['nothing to ship', ({ deliveries }) => deliveries.length === 0],
    ['two parcels', ({ deliveries }) => deliveries.filter(({ isDiscount }) => !isDiscount).length === 2],
    ['tracking codes', ({ deliveries }) => deliveries.some(({ trackingCodes }) => trackingCodes.length > 0)],
    [
      'a payment after a failed one',
      ({ transactions: [first, second] }) => first?.state === 'failed' && !!second?.isRelevant,
    ],
    ['refunds in its captures', ({ refunds }) => refunds.length > 0],
    ['a refund that is a state only', ({ refunds, refunded }) => refunds.length === 0 && (refunded ?? 0) > 0],
    ['a refund of unknown amount', ({ refunded }) => refunded === null],
    ['a deleted customer', ({ customerId }) => customerId === null],
    ['never been updated', ({ updatedAt }) => updatedAt === null],
    ['an invoice', ({ documents }) => documents.some(({ type }) => type === 'invoice')],
    ['a credit note', ({ documents }) => documents.some(({ type }) => type === 'credit_note')],
    ['a storno', ({ documents }) => documents.some(({ type }) => type === 'storno')],
    ['a delivery note', ({ documents }) => documents.some(({ type }) => type === 'delivery_note')],
    ['tags', ({ tags }) => tags.length > 0],
  ])('has orders with %s', (_what, holds) => {
    expect(shop.orders().filter(holds).length).toBeGreaterThan(0);
  });

  test('has orders that share the instant of their update, and of their placing', () => {
    const repeated = (values: (string | null)[]) => values.length - new Set(values).size;
    const updates = shop.orders().flatMap(({ updatedAt }) => updatedAt ?? []);
    expect(repeated(updates)).toBeGreaterThan(1);
    expect(repeated(shop.orders().map(({ createdAt }) => createdAt))).toBeGreaterThan(1);
  });

  test('has guests, who are customers of their own', () => {
    const guests = shop.customers().filter(({ guest }) => guest);
    expect(guests.length).toBeGreaterThan(5);
    expect(new Set(guests.map(({ email }) => email)).size).toBeLessThan(guests.length);
  });
});

describe('what the interface shows of an order', () => {
  const STATUSES = ['gross', 'net', 'tax-free'] as const;

  test.each(STATUSES)('with %s prices is the truth once it is rounded', (taxStatus) => {
    for (const book of shop.orders().filter((one) => one.taxStatus === taxStatus)) {
      const row = rowOf(shop, book.id);
      const taxes = row.price.calculatedTaxes as Json[];
      const lines = linesOf(shop, book.id).filter(({ type }) => type !== 'promotion');
      const shown = {
        grand: minor(row.amountTotal, book),
        net: minor(row.amountNet, book),
        positions: minor(row.positionPrice, book),
        raw: minor(row.price.rawTotal, book),
        shipping: minor(row.shippingTotal, book),
        taxes: taxes.map(({ taxRate, tax }) => ({ rate: taxRate * 100, tax: minor(tax, book) })),
        lines: lines.map(({ totalPrice }) => minor(totalPrice, book)),
      };
      const { grand, net, positions, raw, shippingDiscount } = book;
      const shipping = book.shipping + shippingDiscount;
      expect(shown).toEqual({
        grand,
        net,
        positions,
        raw,
        shipping,
        taxes: book.taxes,
        lines: book.lines.map(({ total }) => total),
      });
    }
  });

  test.each(STATUSES)('with %s prices adds up', (taxStatus) => {
    const sum = (amounts: { total: number }[]) => amounts.reduce((one, { total }) => one + total, 0);
    for (const book of shop.orders().filter((one) => one.taxStatus === taxStatus)) {
      const top = book.lines.filter(({ parentId }) => parentId === null);
      const parts = book.positions + book.shipping + book.shippingDiscount;
      expect(book.positions).toBe(sum(top) + sum(book.discounts));
      expect(book.raw).toBe(taxStatus === 'net' ? parts + book.tax : parts);
      expect(book.net).toBe(taxStatus === 'gross' ? parts - book.tax : parts);
      expect(Math.abs(book.grand - book.raw)).toBeLessThanOrEqual(book.currency === 'CHF' ? 2 : 0);
      for (const parent of top.filter(({ type }) => type === 'container')) {
        expect(sum(book.lines.filter(({ parentId }) => parentId === parent.id))).toBe(parent.total);
      }
    }
  });

  test('has the noise of added floats in its sums and unrounded unit prices, never in what was rounded', () => {
    const orders = shop.orders();
    const noisy = orders.filter((book) => {
      const { price, amountNet } = rowOf(shop, book.id);
      return [price.netPrice, price.positionPrice, price.rawTotal, amountNet].some((amount) => isNoisy(amount, book));
    });
    expect(noisy.length).toBeGreaterThan(20);
    const unit = orders.flatMap((book) => linesOf(shop, book.id).filter((line) => isNoisy(line.unitPrice, book)));
    expect(unit.length).toBeGreaterThan(5);
    const totals = orders.flatMap((book) => linesOf(shop, book.id).filter((line) => isNoisy(line.totalPrice, book)));
    expect(totals).toEqual([]);
  });

  test('counts the newest payment that was neither lost nor called off', () => {
    for (const book of shop.orders()) {
      const relevant = book.transactions.filter(({ isRelevant }) => isRelevant);
      expect(relevant).toHaveLength(1);
      expect(rowOf(shop, book.id).primaryOrderTransactionId).toBe(relevant[0]?.id);
      const alive = book.transactions.filter(({ state }) => state !== 'failed' && state !== 'cancelled');
      expect(relevant[0]).toEqual(alive.at(-1) ?? book.transactions.at(-1));
    }
  });

  test('keeps the payload of a line whose product is gone, and the copy of a customer who is', () => {
    const gone = shop
      .orders()
      .flatMap((book) => linesOf(shop, book.id))
      .filter(({ payload }) => payload.productNumber === 'SW-90001');
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.map(({ productId }) => productId)).toEqual(gone.map(() => null));
    const orphan = shop.orders().find(({ customerId }) => customerId === null) as OrderBook;
    const [copy] = shop.read().by('order_customer', 'orderId', orphan.id) as Json[];
    expect(copy).toMatchObject({ customerId: null, email: orphan.email, customerNumber: expect.any(String) });
  });

  test('says [] for an object without fields', () => {
    const fields = [...shop.read().all('order')].map(({ customFields }) => customFields);
    expect(fields).toContainEqual([]);
    expect(fields).toContainEqual(null);
    const payloads = [...shop.read().all('order_line_item')].filter(({ type }) => type === 'custom');
    expect(payloads.map(({ payload }) => payload)).toEqual(payloads.map(() => []));
  });
});

describe('a change', () => {
  /** Which rows of an order have another time of update after the change. */
  function updatedBy(kind: ChangeKind, touches = false): string[] {
    const at = createHandClock();
    const changing = createTestShop(at, 80);
    changing.quirks.stateChangesTouchOrder = touches;
    const snapshot = () =>
      new Map(
        (['order', 'order_transaction', 'order_delivery', 'order_line_item'] as const).flatMap((entity) =>
          [...changing.read().all(entity)].map((row) => [`${entity} ${row.id}`, row.updatedAt] as const),
        ),
      );
    const wish = kind === 'cancel' ? { kind, orderId: changing.place().id } : { kind };
    const before = snapshot();
    at.advance(60_000);
    changing.change(wish);
    const changed = [...snapshot()].filter(([key, updatedAt]) => before.has(key) && before.get(key) !== updatedAt);
    return [...new Set(changed.map(([key]) => key.split(' ')[0] ?? ''))].sort();
  }

  test.each<[ChangeKind, string[]]>([
    ['pay', ['order_transaction']],
    ['pay_part', ['order_transaction']],
    ['fail_payment', ['order_transaction']],
    ['ship', ['order_delivery']],
    ['ship_part', ['order_delivery']],
    ['pickup', ['order_delivery']],
    ['return', ['order_delivery']],
    ['refund', ['order_transaction']],
    ['refund_part', ['order_transaction']],
    ['retry_payment', ['order']],
    ['start', ['order']],
    ['label', ['order']],
    ['credit', ['order']],
    ['document', []],
    ['cancel', ['order', 'order_delivery', 'order_transaction']],
    ['edit', ['order', 'order_line_item', 'order_transaction']],
  ])('of the kind %s updates %j', (kind, entities) => {
    expect(updatedBy(kind)).toEqual(entities);
  });

  test('of a payment updates its order, too, where a plugin has it so', () => {
    expect(updatedBy('pay', true)).toEqual(['order', 'order_transaction']);
  });

  test('that an order cannot take is refused', () => {
    const other = createTestShop(createHandClock(), 20);
    const paid = other.change({ kind: 'pay' }).order;
    expect(() => other.change({ orderId: paid.id, kind: 'pay' })).toThrow(RangeError);
    expect(() => other.change({ orderId: 'none' })).toThrow('there is no none');
  });

  test('of a line moves its total and what is to be paid, and leaves a draft behind', () => {
    const other = createTestShop(createHandClock(), 40);
    const before = new Map(other.orders().map((book) => [book.id, book]));
    const drafts: string[] = [];
    other.onChange(({ draftVersionId }) => drafts.push(draftVersionId ?? ''));
    const { order } = other.change({ kind: 'edit' });
    const old = before.get(order.id) as OrderBook;
    expect(order.grand).toBeGreaterThan(old.grand);
    expect(minor((other.read(drafts[0]).find('order', order.id) as Json).amountTotal, old)).toBe(old.grand);
    expect(minor(rowOf(other, order.id).amountTotal, order)).toBe(order.grand);
  });

  test('of a refund through a provider names amount and state, of which the failed do not count', () => {
    const refunds = shop.orders().filter(({ refunds: all }) => all.length > 0);
    for (const { refunds: all, refunded, transactions } of refunds) {
      const done = all.filter(({ state }) => state === 'completed').reduce((sum, { amount }) => sum + amount, 0);
      expect(refunded).toBe(done);
      expect(done).toBeLessThanOrEqual(transactions.find(({ isRelevant }) => isRelevant)?.captured ?? 0);
    }
    expect(refunds.flatMap(({ refunds: all }) => all).some(({ state }) => state === 'failed')).toBe(true);
  });

  test('goes through any number of orders without end', () => {
    const at = createHandClock();
    const busy = createTestShop(at, 30);
    for (let beat = 0; beat < 300; beat += 1) {
      at.advance(1_000);
      if (beat % 3 === 0) busy.place();
      busy.change();
    }
    expect(busy.orders()).toHaveLength(130);
    expect(busy.revision()).toBe(400);
  });
});

describe('a deletion', () => {
  test('of a product takes it from the lines and leaves their orders as they were', () => {
    const other = createTestShop(createHandClock());
    const before = other.orders();
    const lines = () =>
      [...other.read().all('order_line_item')].filter(({ label }) => label === 'Tasse „Fjord“') as Json[];
    expect(lines().some(({ productId }) => productId !== null)).toBe(true);
    other.deleteProduct('SW-10001');
    expect(lines().every(({ productId, payload }) => productId === null && payload.productNumber === 'SW-10001')).toBe(
      true,
    );
    expect(other.orders()).toEqual(before);
    expect(() => other.deleteProduct('SW-10001')).toThrow(RangeError);
  });

  test('of a customer takes them and their addresses, and leaves the copy', () => {
    const other = createTestShop(createHandClock());
    const { customerId } = other.orders().find((book) => book.customerId !== null) as OrderBook;
    other.deleteCustomer(customerId as string);
    expect(other.orders().some((book) => book.customerId === customerId)).toBe(false);
    expect(other.read().by('customer_address', 'customerId', customerId as string)).toEqual([]);
    expect(other.customers().some(({ id }) => id === customerId)).toBe(false);
  });
});
