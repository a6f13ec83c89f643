import { mapOrder } from '../../../src/channels/magento2/map-order.js';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import { checkArithmetic } from '../../../src/model/arithmetic.js';
import type { Warning } from '../../../src/model/event.js';
import type { Order } from '../../../src/model/order.js';
import { parseCompleteRecord, parseIncomingRecord } from '../../../src/model/record.js';

/** An item of one piece at 20.00 without tax. */
export function sampleItem(changes: JsonObject = {}): JsonObject {
  return {
    item_id: 9,
    order_id: 123,
    sku: 'MUG-BLUE',
    name: 'Enamel Mug',
    product_type: 'simple',
    price: 20,
    qty_ordered: 1,
    qty_shipped: 0,
    discount_amount: 0,
    discount_tax_compensation_amount: 0,
    tax_amount: 0,
    row_total: 20,
    ...changes,
  };
}

/** An order of one item at 20.00 EUR; `changes` replace top-level fields. */
export function sampleOrder(changes: JsonObject = {}): JsonObject {
  return {
    entity_id: 123,
    increment_id: '000000123',
    state: 'processing',
    status: 'processing',
    created_at: '2026-11-20 10:00:00',
    updated_at: '2026-11-20 10:05:00',
    order_currency_code: 'EUR',
    base_currency_code: 'EUR',
    customer_id: 42,
    customer_is_guest: 0,
    customer_email: 'a@example.com',
    subtotal: 20,
    discount_amount: 0,
    shipping_amount: 0,
    tax_amount: 0,
    grand_total: 20,
    total_paid: 20,
    total_due: 0,
    items: [sampleItem()],
    ...changes,
  };
}

/** The mapped order, checked and complete, with the warnings of the mapping and of the arithmetic. */
export function mapped(raw: Json): { order: Order; warnings: Warning[] } {
  const { record, warnings } = mapOrder(raw);
  const incoming = parseIncomingRecord('order', record);
  if (!incoming.ok) throw new Error(JSON.stringify(incoming.faults));
  const complete = parseCompleteRecord('order', incoming.value);
  if (!complete.ok) throw new Error(JSON.stringify(complete.faults));
  const order = complete.value as unknown as Order;
  return { order, warnings: [...warnings, ...checkArithmetic(order)] };
}
