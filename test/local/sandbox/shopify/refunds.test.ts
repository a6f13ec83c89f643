import { subtract, sumAmounts } from '../../../../src/local/sandbox/shopify/books/amount.js';
import type { ShopOrder } from '../../../../src/local/sandbox/shopify/books/order.js';
import { fulfillmentStatus } from '../../../../src/local/sandbox/shopify/books/statuses.js';
import type { ChangeKind } from '../../../../src/local/sandbox/shopify/changes/change-order.js';
import type { ShopifyShop } from '../../../../src/local/sandbox/shopify/shop.js';
import { createHandClock, createTestShop } from './sandbox-shop.js';

const clock = createHandClock();
let shop: ShopifyShop;

beforeEach(() => {
  shop = createTestShop(clock, 3);
});

function placeAndChange(...kinds: ChangeKind[]): ShopOrder {
  const order = shop.place({ currency: 'USD', lines: 2, duties: true, discount: 'automatic', guest: false });
  for (const kind of kinds) shop.change({ orderId: order.id, kind });
  return order;
}

const NONE = { shop: 0, presentment: 0 };

test('a refund of one piece gives back its share of the discounted price and of the tax', () => {
  const order = placeAndChange('refund_lines');
  const [refund] = order.refunds;
  const before = shop.figures(order).total;
  expect(refund?.lines).toHaveLength(1);
  expect(refund?.adjustments).toEqual([]);
  const { currentTotal, refunded, outstanding } = shop.figures(order);
  const [row] = refund?.lines ?? [];
  expect(refunded).toEqual(sumAmounts([row?.subtotal ?? NONE, row?.tax ?? NONE]));
  expect(currentTotal).toEqual(subtract(before, refunded));
  expect(outstanding).toEqual(NONE);
});

test('a refund of everything ends at nothing, with delivery and duties', () => {
  const order = placeAndChange('refund_lines', 'refund_all');
  const { currentTotal, refunded, total, currentShipping, currentDuties } = shop.figures(order);
  expect([currentTotal, currentShipping, currentDuties]).toEqual([NONE, NONE, NONE]);
  expect(refunded).toEqual(total);
  expect(order.refunds[1]?.shipping).toHaveLength(1);
  expect(order.refunds[1]?.duties.length).toBeGreaterThan(0);
});

test('a refund of money alone has no lines, and a discrepancy in the customer’s favour', () => {
  const order = placeAndChange('refund_money');
  const { refunded, refundDiscrepancy } = shop.figures(order);
  expect(order.refunds[0]?.lines).toEqual([]);
  expect(refunded.presentment).toBeGreaterThan(0);
  expect(refundDiscrepancy).toEqual(subtract(NONE, refunded));
});

test('goods may come back without money', () => {
  const order = placeAndChange('restock');
  expect(order.refunds[0]).toMatchObject({ transactionIds: [], lines: [{ restockType: 'NO_RESTOCK' }] });
  expect(shop.figures(order)).toMatchObject({ refunded: NONE, outstanding: NONE });
});

test('a cancelled order that nobody paid for has goods back and no money', () => {
  const order = shop.place({ payment: 'none', lines: 2 });
  shop.change({ orderId: order.id, kind: 'cancel' });
  expect(order.refunds[0]?.lines.every(({ restockType, quantity }) => restockType !== 'RETURN' && quantity > 0)).toBe(
    true,
  );
  expect(shop.figures(order)).toMatchObject({ currentTotal: NONE, refunded: NONE, outstanding: NONE });
  expect(order.cancelledAtMs).toBe(Math.floor(clock.now().getTime() / 1000) * 1000);
});

test('a line that an edit takes out stays, with no money back by itself', () => {
  const order = shop.place({ lines: 3, payment: 'sale' });
  const before = shop.figures(order);
  shop.change({ orderId: order.id, kind: 'edit_remove' });
  const after = shop.figures(order);
  expect(order.refunds).toEqual([]);
  expect(order.lines).toHaveLength(3);
  expect(after.total).toEqual(before.total);
  expect(after.currentTotal.presentment).toBeLessThan(before.currentTotal.presentment);
  expect(after.outstanding.presentment).toBeLessThan(0);
});

test('a change that an order’s state does not allow is refused', () => {
  const order = shop.place({ payment: 'none' });
  expect(() => shop.change({ orderId: order.id, kind: 'refund_all' })).toThrow(RangeError);
  expect(() => shop.change({ orderId: '1' })).toThrow('there is no order 1');
});

test('a tip is part of the order and never sent', () => {
  const order = shop.place({ lines: 1, tip: true });
  const tip = order.lines.find(({ isTip }) => isTip);
  shop.change({ orderId: order.id, kind: 'fulfil' });
  expect(order.fulfillments[0]?.lines.map(({ lineId }) => lineId)).not.toContain(tip?.id);
  expect(fulfillmentStatus(order)).toBe('FULFILLED');
  expect(shop.figures(order).tips.presentment).toBeGreaterThan(0);
});
