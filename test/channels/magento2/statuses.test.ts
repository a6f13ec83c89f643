import type { JsonObject } from '../../../src/diff/json.js';
import { mapped, sampleItem, sampleOrder } from './sample-order.js';

type Row = [state: string, grand: number, paid: number | null, refunded: number | null, expected: string];

describe('the payment status', () => {
  test.each<Row>([
    ['processing', 100, 100, null, 'paid'],
    ['new', 99.99, 0, null, 'pending'],
    ['new', 99.99, null, null, 'pending'],
    ['processing', 100, 40, null, 'partially_paid'],
    ['closed', 100, 100, 100, 'refunded'],
    ['closed', 100, 100, 120, 'refunded'],
    ['complete', 100, 100, 30, 'partially_refunded'],
    ['canceled', 100, null, null, 'voided'],
    ['canceled', 100, 40, null, 'partially_paid'],
    ['closed', 0, 0, 0, 'paid'],
    ['complete', 0, null, null, 'paid'],
    ['pending_payment', 100, null, null, 'pending'],
    ['holded', 100, null, null, 'pending'],
    ['processing', 100, 100.01, null, 'paid'],
    ['processing', 99.99, 99.99, null, 'paid'],
    ['processing', 99.99, 50, null, 'partially_paid'],
    ['closed', 100, 0, 10, 'refunded'],
    ['complete', 100, 0, 10, 'partially_refunded'],
    ['closed', 100, 100, 30, 'partially_refunded'],
  ])('%s, grand total %p, paid %p, refunded %p: %s', (state, grand, paid, refunded, expected) => {
    const money = { subtotal: grand, grand_total: grand, total_paid: paid, total_refunded: refunded };
    const { order } = mapped(sampleOrder({ state, ...money, items: [sampleItem({ price: grand })] }));
    expect(order.paymentStatus).toBe(expected);
  });
});

describe('the fulfilment status', () => {
  const item = (id: number, fields: JsonObject) => sampleItem({ item_id: id, price: 0, qty_ordered: 1, ...fields });
  const child = (id: number, parent: number, fields: JsonObject) => item(id, { parent_item_id: parent, ...fields });

  test.each<[string, string | null, JsonObject[]]>([
    ['nothing sent', 'unfulfilled', [item(1, {})]],
    ['all sent', 'fulfilled', [item(1, { qty_ordered: 3, qty_shipped: 3 })]],
    ['two of three sent', 'partially_fulfilled', [item(1, { qty_ordered: 3, qty_shipped: 2 })]],
    ['one of two items sent', 'partially_fulfilled', [item(1, { qty_shipped: 1 }), item(2, {})]],
    [
      'sent, but for a download',
      'fulfilled',
      [item(1, { qty_shipped: 1 }), item(2, { product_type: 'downloadable', is_virtual: 1 })],
    ],
    [
      'only virtual things',
      null,
      [item(1, { product_type: 'virtual', is_virtual: 1 }), item(2, { product_type: 'downloadable' })],
    ],
    ['a gift card by e-mail', null, [item(1, { product_type: 'giftcard', is_virtual: 1 })]],
    ['no items', null, []],
    ['the rest cancelled', 'fulfilled', [item(1, { qty_ordered: 3, qty_shipped: 2, qty_canceled: 1 })]],
    ['the rest refunded', 'fulfilled', [item(1, { qty_ordered: 3, qty_shipped: 2, qty_refunded: 3 })]],
    ['sent and refunded', 'fulfilled', [item(1, { qty_shipped: 1, qty_refunded: 1 })]],
    ['all cancelled', 'unfulfilled', [item(1, { qty_canceled: 1 })]],
    ['part of a piece sent', 'partially_fulfilled', [item(1, { qty_ordered: 2.5, qty_shipped: 1.25 })]],
    [
      'a configurable product that notes it on its parent',
      'fulfilled',
      [item(1, { product_type: 'configurable', qty_shipped: 1 }), child(2, 1, {})],
    ],
    [
      'a configurable product that notes it on its variant',
      'fulfilled',
      [item(1, { product_type: 'configurable' }), child(2, 1, { qty_shipped: 1 })],
    ],
    [
      'a bundle sent together',
      'fulfilled',
      [item(1, { product_type: 'bundle', qty_shipped: 1 }), child(2, 1, {}), child(3, 1, {})],
    ],
    ['a bundle sent apart', 'fulfilled', [item(1, { product_type: 'bundle' }), child(2, 1, { qty_shipped: 1 })]],
    [
      'a bundle sent apart, one part still to go',
      'partially_fulfilled',
      [item(1, { product_type: 'bundle' }), child(2, 1, { qty_shipped: 1 }), child(3, 1, {})],
    ],
    [
      'a bundle sent apart with a virtual part',
      'fulfilled',
      [item(1, { product_type: 'bundle' }), child(2, 1, { qty_shipped: 1 }), child(3, 1, { is_virtual: 1 })],
    ],
  ])('%s: %s', (_, expected, items) => {
    const { order } = mapped(sampleOrder({ subtotal: 0, grand_total: 0, items }));
    expect(order.fulfilmentStatus).toBe(expected);
  });
});
