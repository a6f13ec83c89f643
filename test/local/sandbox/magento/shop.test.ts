import { createHash } from 'node:crypto';
import Big from 'big.js';
import { CURRENCY_DECIMALS } from '../../../../src/local/sandbox/magento/minor-units.js';
import { ORDER_FACE } from '../../../../src/local/sandbox/magento/order-face.js';
import type { OrderPayload } from '../../../../src/local/sandbox/magento/render-order.js';
import { createHandClock, createTestShop } from './sandbox-shop.js';

type Item = Record<string, number | string> & { parent_item?: Item };

const shop = createTestShop(createHandClock());
const orders = shop.orders();

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function itemsOf(order: OrderPayload): Item[] {
  return order.items as unknown as Item[];
}

function big(object: Record<string, unknown>, name: string): Big {
  return new Big((object[name] as number | undefined) ?? 0);
}

function sumOf(items: readonly Item[], name: string): string {
  return items.reduce((sum, item) => sum.plus(big(item, name)), new Big(0)).toFixed();
}

/** The formula of the header, in decimals. */
function residual(order: OrderPayload, prefix: '' | 'base_'): string {
  const column = (name: string): Big => big(order, prefix + name);
  const shippingCompensation =
    prefix === ''
      ? column('shipping_discount_tax_compensation_amount')
      : column('shipping_discount_tax_compensation_amnt');
  return column('grand_total')
    .minus(column('subtotal'))
    .minus(column('tax_amount'))
    .minus(column('shipping_amount'))
    .minus(column('discount_amount'))
    .minus(column('discount_tax_compensation_amount'))
    .minus(shippingCompensation)
    .toFixed();
}

describe('the data of a shop', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(hashOf(createTestShop(createHandClock()).orders())).toBe(hashOf(orders));
    expect(hashOf(createTestShop(createHandClock(), 300, 8).orders())).not.toBe(hashOf(orders));
  });

  test('hold as many orders as asked for, numbered from 1, over the last twenty days', () => {
    expect(orders.map((order) => order.entity_id)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    expect(new Set(orders.map((order) => order.increment_id)).size).toBe(300);
    for (const order of orders) {
      expect(order.created_at >= '2026-10-31 10:00:00' && order.updated_at <= '2026-11-20 10:00:00').toBe(true);
      expect(order.updated_at >= order.created_at).toBe(true);
      expect(order.updated_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    }
  });

  test.each(['simple', 'configurable', 'bundle', 'grouped', 'virtual', 'downloadable', 'giftcard'])(
    'hold a product of type %s',
    (type) => {
      expect(orders.some((order) => itemsOf(order).some((item) => item.product_type === type))).toBe(true);
    },
  );

  test.each(['EUR', 'USD', 'GBP', 'JPY', 'KWD'] as const)(
    'hold orders in %s with no more decimals than it has',
    (currency) => {
      const own = orders.filter((order) => order.order_currency_code === currency);
      expect(own.length).toBeGreaterThan(5);
      for (const order of own) {
        for (const name of ['grand_total', 'tax_amount', 'subtotal', 'discount_amount']) {
          const amount = big(order, name);
          expect(amount.eq(amount.round(CURRENCY_DECIMALS[currency]))).toBe(true);
        }
      }
    },
  );

  test.each(['new', 'pending_payment', 'processing', 'complete', 'closed', 'canceled', 'holded'])(
    'hold orders in state %s',
    (state) => {
      expect(orders.some((order) => order.state === state)).toBe(true);
    },
  );

  test.each<[string, (order: OrderPayload) => boolean]>([
    ['of a guest', (order) => order.customer_is_guest === 1 && order.customer_id === undefined],
    ['of a customer', (order) => order.customer_is_guest === 0 && typeof order.customer_id === 'number'],
    ['with a coupon', (order) => typeof order.coupon_code === 'string' && Number(order.discount_amount) < 0],
    ['with a discount on the shipping', (order) => Number(order.shipping_discount_amount) > 0],
    ['with a compensation of tax', (order) => Number(order.discount_tax_compensation_amount) > 0],
    ['with a decimal quantity', (order) => itemsOf(order).some((item) => !Number.isInteger(item.qty_ordered))],
    ['in another currency than the base', (order) => order.order_currency_code !== order.base_currency_code],
    ['refunded in part', (order) => Number(order.total_refunded) > 0 && order.state !== 'closed'],
    ['invoiced in part', (order) => Number(order.total_due) > 0 && Number(order.total_paid) > 0],
    ['with a long street', (order) => (order.billing_address as { street: string[] }).street.length > 3],
    ['without shipping', (order) => order.is_virtual === 1 && order.shipping_description === undefined],
    ['with free shipping', (order) => order.is_virtual === 0 && order.shipping_amount === 0],
  ])('hold an order %s', (_, isSuch) => {
    expect(orders.some(isSuch)).toBe(true);
  });

  test('hold several orders that share the second of their last update', () => {
    const perSecond = new Map<string, number>();
    for (const order of orders) perSecond.set(order.updated_at, (perSecond.get(order.updated_at) ?? 0) + 1);
    expect(Math.max(...perSecond.values())).toBeGreaterThan(1);
  });
});

describe('the arithmetic of an order', () => {
  test('balances in both currencies, but for the orders that are flagged with a surcharge', () => {
    const flagged = shop.surchargeOrderIds();
    expect(flagged).toHaveLength(2);
    for (const order of orders) {
      const isFlagged = flagged.includes(order.entity_id);
      for (const prefix of ['', 'base_'] as const) {
        expect(residual(order, prefix) === '0').toBe(!isFlagged);
      }
    }
  });

  test('has headers that are the sums of the rows', () => {
    for (const order of orders) {
      const items = itemsOf(order);
      const tops = items.filter((item) => item.parent_item_id === undefined);
      const shippingDiscount = big(order, 'shipping_discount_amount');
      expect(sumOf(tops, 'row_total')).toBe(big(order, 'subtotal').toFixed());
      expect(sumOf(items, 'tax_amount')).toBe(
        big(order, 'tax_amount').minus(big(order, 'shipping_tax_amount')).toFixed(),
      );
      expect(sumOf(items, 'discount_amount')).toBe(
        big(order, 'discount_amount').neg().minus(shippingDiscount).toFixed(),
      );
    }
  });

  test('has rows whose total is price times quantity, rounded half up to the currency', () => {
    for (const order of orders) {
      const decimals = CURRENCY_DECIMALS[order.order_currency_code as keyof typeof CURRENCY_DECIMALS];
      for (const item of itemsOf(order)) {
        const product = big(item, 'price').times(big(item, 'qty_ordered')).round(decimals, Big.roundHalfUp);
        expect(product.toFixed()).toBe(big(item, 'row_total').toFixed());
      }
    }
  });

  test('gives back all that was paid when an order is closed, but for what was kept back', () => {
    for (const order of orders.filter((one) => one.state === 'closed')) {
      const adjusted = big(order, 'adjustment_positive').minus(big(order, 'adjustment_negative'));
      expect(big(order, 'total_refunded').minus(adjusted).toFixed()).toBe(big(order, 'total_paid').toFixed());
      expect(order.total_paid).toBe(order.grand_total);
    }
  });

  test('leaves a cancelled order due in full', () => {
    for (const order of orders.filter((one) => one.state === 'canceled')) {
      expect([order.total_due, order.total_canceled]).toEqual([order.grand_total, order.grand_total]);
    }
  });
});

describe('the shape of an order', () => {
  test('shows a configurable product as a priced parent and a free child of the same SKU that repeats the parent', () => {
    const children = orders.flatMap(itemsOf).filter((item) => item.parent_item?.product_type === 'configurable');
    expect(children.length).toBeGreaterThan(0);
    for (const child of children) {
      expect(child).toMatchObject({ price: 0, row_total: 0, tax_amount: 0, product_type: 'simple' });
      expect(child.sku).toBe(child.parent_item?.sku);
      expect(child.parent_item_id).toBe(child.parent_item?.item_id);
      expect(Number(child.parent_item?.price)).toBeGreaterThan(0);
    }
  });

  test('shows bundles with priced children and with free ones', () => {
    const children = orders.flatMap(itemsOf).filter((item) => item.parent_item?.product_type === 'bundle');
    expect(new Set(children.map((child) => child.price === 0))).toEqual(new Set([true, false]));
  });

  test('has the shipping address in the shipping assignment only, and none for a virtual order', () => {
    for (const order of orders) {
      const extension = order.extension_attributes as unknown as {
        shipping_assignments: [{ shipping: { address?: unknown } }];
      };
      expect(order.shipping_address).toBeUndefined();
      expect(extension.shipping_assignments[0].shipping.address === undefined).toBe(order.is_virtual === 1);
    }
  });

  test('has no null but where the remote system keeps it', () => {
    const kept = new Set(['postcode', 'telephone', 'account_status', 'cc_last4', 'comment', 'is_customer_notified']);
    const nulls = new Set<string>();
    JSON.stringify(orders, (key, value) => {
      if (value === null) nulls.add(key);
      return value;
    });
    expect([...nulls].filter((key) => !kept.has(key))).toEqual([]);
    expect(nulls.has('telephone')).toBe(true);
  });

  test('has no plain column that a search could not name', () => {
    const plain = orders.flatMap((order) => Object.entries(order).filter(([, value]) => typeof value !== 'object'));
    expect([...new Set(plain.map(([name]) => name))].filter((name) => !ORDER_FACE.columns.has(name))).toEqual([]);
  });
});

describe('what happens in a shop', () => {
  test('a new order gets the next id and the present second', () => {
    const clock = createHandClock();
    const own = createTestShop(clock, 10);
    clock.advance(60_000);
    const placed = own.place();
    expect(placed).toMatchObject({
      entity_id: 11,
      created_at: '2026-11-20 10:01:00',
      updated_at: '2026-11-20 10:01:00',
    });
    expect(own.order(11)).toEqual(placed);
    expect(own.revision()).toBe(1);
  });

  test('a wish decides store, product, payment and surcharge', () => {
    const own = createTestShop(createHandClock(), 1);
    const placed = own.place({ storeCode: 'kw', kind: 'bundle-fixed', onlinePayment: true, surcharge: true });
    expect(placed).toMatchObject({ order_currency_code: 'KWD', state: 'pending_payment' });
    expect(itemsOf(placed)[0]?.sku).toBe('GIFT-SET');
    expect(own.surchargeOrderIds()).toEqual([2]);
  });

  test('every change moves the time of update on and leaves the arithmetic in balance', () => {
    const clock = createHandClock();
    const own = createTestShop(clock, 40);
    const kinds = new Set<string>();
    for (let step = 0; step < 400; step += 1) {
      clock.advance(7_000);
      if (step % 5 === 0) own.place();
      const before = own.orders();
      const { kind, order } = own.change();
      kinds.add(kind);
      expect(order.updated_at).toBe(
        new Date(Math.floor(clock.now().getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' '),
      );
      expect(before[order.entity_id - 1]).not.toEqual(order);
      expect(residual(order, '') === '0').toBe(!own.surchargeOrderIds().includes(order.entity_id));
      expect(big(order, 'total_paid').plus(big(order, 'total_due')).toFixed()).toBe(
        big(order, 'grand_total').toFixed(),
      );
      expect(big(order, 'total_refunded').lte(big(order, 'total_paid'))).toBe(true);
    }
    expect(kinds.size).toBeGreaterThan(10);
  });

  test('a change that the state does not allow is refused', () => {
    const own = createTestShop(createHandClock(), 1);
    own.change({ entityId: 1, kind: 'cancel' });
    expect(own.order(1)).toMatchObject({ state: 'canceled' });
    expect(() => own.change({ entityId: 1, kind: 'ship' })).toThrow(RangeError);
    expect(() => own.change({ entityId: 99 })).toThrow(RangeError);
  });

  test('a held order remembers what it was, and is that again when released', () => {
    const own = createTestShop(createHandClock(), 1);
    const { entity_id: entityId } = own.place({ onlinePayment: false });
    expect(own.change({ entityId, kind: 'hold' }).order).toMatchObject({ state: 'holded', hold_before_state: 'new' });
    const released = own.change({ entityId, kind: 'release' }).order;
    expect(released).toMatchObject({ state: 'new', status: 'pending' });
    expect(released.hold_before_state).toBeUndefined();
  });

  test('is told to who listens, for as long as they do', () => {
    const own = createTestShop(createHandClock(), 3);
    const heard: string[] = [];
    const stop = own.onChange(({ kind, order, shipment }) => {
      heard.push(`${kind} ${order.entity_id} ${shipment?.entity_id ?? '-'}`);
    });
    const before = own.shipments().length;
    const { entity_id: placed } = own.place({ kind: 'simple', onlinePayment: false });
    own.change({ entityId: placed, kind: 'comment' });
    own.change({ entityId: placed, kind: 'ship' });
    own.comment(placed, { text: 'x', notified: 0, visible: 0, status: null });
    stop();
    own.place();
    expect(heard).toEqual(['place 4 -', 'comment 4 -', `ship 4 ${before + 1}`, 'comment 4 -']);
  });
});

describe('a big shop', () => {
  test('is made quickly, without showing anything', () => {
    // The processor's time, because the clock on the wall also counts what else the machine does.
    const before = process.cpuUsage();
    const big = createTestShop(createHandClock(), 5_000);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    expect([big.tables.orders.ids().length, big.tables.invoices.ids().length > 2_000]).toEqual([5_000, true]);
  });
});
