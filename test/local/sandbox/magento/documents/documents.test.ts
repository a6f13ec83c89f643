import Big from 'big.js';
import type { JsonObject } from '../../../../../src/local/sandbox/kit/json-object.js';
import type { MagentoShop } from '../../../../../src/local/sandbox/magento/shop.js';
import { createHandClock, createTestShop } from '../sandbox-shop.js';

const clock = createHandClock();
const shop = createTestShop(clock);
const fresh = { invoices: shop.invoices(), shipments: shop.shipments(), creditmemos: shop.creditmemos() };

// The truth must hold for what a shop starts with and for what happens in it.
for (let step = 0; step < 300; step += 1) {
  clock.advance(7_000);
  if (step % 4 === 0) shop.place();
  shop.change();
}

function big(object: JsonObject, name: string): Big {
  return new Big(String(object[name] ?? 0));
}

function sum(objects: readonly JsonObject[], name: string): string {
  return objects.reduce((total, one) => total.plus(big(one, name)), new Big(0)).toFixed();
}

function by(objects: readonly JsonObject[], name: string, value: unknown): JsonObject[] {
  return objects.filter((one) => one[name] === value);
}

const itemsOf = (object: JsonObject): JsonObject[] => [...(object.items as JsonObject[])];
const typeOf = (item: JsonObject | undefined): unknown => item?.product_type;

/** The order's own item that a document's item is about. */
function orderItem(document: JsonObject, item: JsonObject): JsonObject & { parent_item?: JsonObject } {
  const order = shop.order(Number(document.order_id));
  const found = order?.items.find((one) => one.item_id === item.order_item_id);
  if (found === undefined) throw new Error('an item of no order');
  return found as JsonObject & { parent_item?: JsonObject };
}

describe('the documents of an order', () => {
  const charges = [
    ['total', 'grand_total'],
    ['subtotal', 'subtotal'],
    ['tax', 'tax_amount'],
    ['shipping', 'shipping_amount'],
    ['discount', 'discount_amount'],
    ['discount_tax_compensation', 'discount_tax_compensation_amount'],
  ] as const;

  test.each(charges)('add up to its invoiced and refunded %s, to the last unit in both currencies', (column, name) => {
    for (const order of shop.orders()) {
      const invoices = by(shop.invoices(), 'order_id', order.entity_id).filter(({ state }) => state !== 3);
      const memos = by(shop.creditmemos(), 'order_id', order.entity_id);
      for (const base of ['', 'base_']) {
        const id = `${order.entity_id} ${base}`;
        const due = [big(order, `${base}${column}_invoiced`), big(order, `${base}${column}_refunded`)];
        const expected =
          column === 'total' ? [big(order, `${base}total_invoiced`), big(order, `${base}total_refunded`)] : due;
        expect([id, sum(invoices, base + name), sum(memos, base + name)]).toEqual([
          id,
          ...expected.map((amount) => amount.toFixed()),
        ]);
      }
    }
  });

  test('add up to the invoiced and refunded quantity of each item', () => {
    for (const order of shop.orders()) {
      const invoices = by(shop.invoices(), 'order_id', order.entity_id).filter(({ state }) => state !== 3);
      const memos = by(shop.creditmemos(), 'order_id', order.entity_id);
      for (const item of order.items) {
        const own = (documents: JsonObject[]) =>
          sum(by(documents.flatMap(itemsOf), 'order_item_id', item.item_id), 'qty');
        expect([item.item_id, own(invoices), own(memos)]).toEqual([
          item.item_id,
          big(item, 'qty_invoiced').toFixed(),
          big(item, 'qty_refunded').toFixed(),
        ]);
      }
    }
  });

  test('ship what the items say was shipped, item by item', () => {
    for (const order of shop.orders()) {
      const shipped = by(shop.shipments(), 'order_id', order.entity_id).flatMap(itemsOf);
      for (const item of order.items) {
        const isShown = item.parent_item_id === undefined || (item.parent_item as JsonObject).qty_shipped === 0;
        if (!isShown) continue;
        expect(sum(by(shipped, 'order_item_id', item.item_id), 'qty')).toBe(big(item, 'qty_shipped').toFixed());
      }
    }
  });

  test('are paid but for the open invoices', () => {
    for (const order of shop.orders()) {
      const paid = by(shop.invoices(), 'order_id', order.entity_id).filter(({ state }) => state === 2);
      expect(sum(paid, 'grand_total')).toBe(big(order, 'total_paid').toFixed());
    }
  });

  test('have ids without gaps, a number of their own in each store, and times within the life of their order', () => {
    for (const documents of [shop.invoices(), shop.shipments(), shop.creditmemos()]) {
      expect(documents.map((one) => one.entity_id).sort((a, b) => a - b)).toEqual(documents.map((_, at) => at + 1));
      expect(new Set(documents.map((one) => one.increment_id)).size).toBe(documents.length);
      for (const one of documents) {
        const order = shop.order(one.order_id);
        expect(one.created_at >= String(order?.created_at) && one.updated_at <= String(order?.updated_at)).toBe(true);
        expect([one.store_id, one.updated_at >= one.created_at]).toEqual([order?.store_id, true]);
      }
    }
  });

  test('are the same for the same seed', () => {
    const other = createTestShop(createHandClock());
    const shown = [other.invoices(), other.shipments(), other.creditmemos()];
    expect(shown).toEqual([fresh.invoices, fresh.shipments, fresh.creditmemos]);
  });
});

describe('an invoice', () => {
  const invoices = shop.invoices();

  test('is open, paid or cancelled; only an order on account has an open one', () => {
    expect(new Set(invoices.map(({ state }) => state))).toEqual(new Set([1, 2, 3]));
    for (const { order_id } of by(invoices, 'state', 1)) {
      expect(shop.order(Number(order_id))?.payment).toMatchObject({ method: 'purchaseorder' });
    }
  });

  test('is touched when it is paid', () => {
    expect(invoices.some((invoice) => invoice.state === 2 && invoice.updated_at > invoice.created_at)).toBe(true);
  });

  test('has a negative discount in its header, and positive ones on its items', () => {
    const discounted = invoices.filter((invoice) => Number(invoice.discount_amount) < 0);
    expect(discounted.length).toBeGreaterThan(0);
    expect(itemsOf(discounted[0] as JsonObject).some((item) => Number(item.discount_amount) > 0)).toBe(true);
  });

  test('shows a bundle whose parts carry the price without totals of its own, and the parts with theirs', () => {
    const kits = invoices.flatMap((invoice) => itemsOf(invoice).filter((item) => item.sku === 'BREW-KIT'));
    expect(kits.length).toBeGreaterThan(0);
    for (const kit of kits) expect([kit.row_total, Number(kit.price) > 0]).toEqual([undefined, true]);
  });

  test('shows the child of a configurable product, which costs nothing', () => {
    const children = invoices.flatMap((invoice) =>
      itemsOf(invoice).filter((item) => typeOf(orderItem(invoice, item).parent_item) === 'configurable'),
    );
    expect(children.length).toBeGreaterThan(0);
    for (const child of children) expect([child.price, child.row_total]).toEqual([0, undefined]);
  });
});

describe('an order on account', () => {
  test('can be invoiced anew, shipping and all, after its invoice was cancelled, and is paid later', () => {
    const own = createTestShop(createHandClock(), 0);
    const isSuch = (one: JsonObject) =>
      (one.payment as JsonObject).method === 'purchaseorder' && Number(one.shipping_amount) > 0;
    let order = own.place({ kind: 'simple', onlinePayment: false });
    while (!isSuch(order)) order = own.place({ kind: 'simple', onlinePayment: false });
    const { entity_id: entityId, grand_total: grand } = order;
    const make = (kind: 'invoice' | 'cancel_invoice' | 'pay') => own.change({ entityId, kind }).order;
    expect(make('invoice')).toMatchObject({ total_invoiced: grand, total_due: grand });
    expect(make('cancel_invoice').total_invoiced).toBeUndefined();
    expect(make('invoice').total_paid).toBeUndefined();
    expect(make('pay')).toMatchObject({ total_invoiced: grand, total_paid: grand, total_due: 0 });
    expect(own.invoices().map(({ state, grand_total }) => [state, grand_total])).toEqual([
      [3, grand],
      [2, grand],
    ]);
  });
});

describe('a credit memo', () => {
  const memos = shop.creditmemos();

  test.each([
    ['keeps something back', (memo: JsonObject) => Number(memo.adjustment) < 0],
    ['gives something on top', (memo: JsonObject) => Number(memo.adjustment) > 0],
    [
      'is for a part',
      (memo: JsonObject) => Number(memo.grand_total) < Number(shop.order(Number(memo.order_id))?.grand_total),
    ],
    ['gives the shipping back', (memo: JsonObject) => Number(memo.shipping_amount) > 0],
    ['holds a child without a price', (memo: JsonObject) => itemsOf(memo).some((item) => item.price === 0)],
  ])('%s, somewhere', (_, isSuch) => {
    expect(memos.some(isSuch)).toBe(true);
  });

  test('has an adjustment that is the one given less the one kept', () => {
    for (const memo of memos) {
      const difference = big(memo, 'adjustment_positive').minus(big(memo, 'adjustment_negative'));
      expect(difference.toFixed()).toBe(big(memo, 'adjustment').toFixed());
    }
  });

  test('never brings the refunds above what was paid', () => {
    for (const order of shop.orders()) {
      expect(big(order, 'total_refunded').lte(big(order, 'total_paid'))).toBe(true);
    }
  });
});

describe('a shipment', () => {
  const shipments = shop.shipments();

  test.each([
    ['has no track', (shipment: JsonObject) => (shipment.tracks as unknown[]).length === 0],
    ['has several tracks', (shipment: JsonObject) => (shipment.tracks as unknown[]).length > 1],
    ['has a comment', (shipment: JsonObject) => (shipment.comments as unknown[]).length === 1],
    [
      'ships a decimal quantity',
      (shipment: JsonObject) => itemsOf(shipment).some((item) => Number(item.qty) % 1 !== 0),
    ],
    ['is one of several of its order', (one: JsonObject) => by(shipments, 'order_id', one.order_id).length > 1],
  ])('%s, somewhere', (_, isSuch) => {
    expect(shipments.some(isSuch)).toBe(true);
  });

  test('ships the parts of a bundle that is sold in parts, and else what was bought', () => {
    for (const shipment of shipments) {
      for (const item of itemsOf(shipment)) {
        const sold = orderItem(shipment, item);
        const isPart = sold.parent_item !== undefined;
        expect([sold.is_virtual, isPart ? sold.parent_item?.sku : 'itself']).toEqual([
          0,
          isPart ? 'BREW-KIT' : 'itself',
        ]);
      }
    }
    expect(shipments.flatMap(itemsOf).some((item) => item.sku === 'BREW-KIT')).toBe(false);
  });

  test('does not tell where it is', () => {
    for (const shipment of shipments) expect(shipment.shipment_status).toBeUndefined();
  });
});

describe('a shipment of a shop where shipping leaves the order alone', () => {
  const shipOne = (own: MagentoShop) => {
    const ownClock = own.place({ storeCode: 'default', kind: 'simple', onlinePayment: false });
    return own.change({ entityId: ownClock.entity_id, kind: 'ship' });
  };

  test('does not move the time of update of its order', () => {
    const ownClock = createHandClock();
    const own = createTestShop(ownClock, 1);
    const { entity_id: entityId, updated_at: placedAt } = own.place({ kind: 'simple', onlinePayment: false });
    own.quirks.shippingLeavesOrder = true;
    ownClock.advance(60_000);
    const { order, shipment } = own.change({ entityId, kind: 'ship' });
    expect([order.updated_at, shipment?.updated_at]).toEqual([placedAt, '2026-11-20 10:01:00']);
    expect(order.items[0]?.qty_shipped).toBe(order.items[0]?.qty_ordered);
  });

  test('moves it as a rule', () => {
    const { order, shipment } = shipOne(createTestShop(createHandClock(), 1));
    expect(order.updated_at).toBe(shipment?.updated_at);
  });
});
