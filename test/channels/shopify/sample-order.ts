import type { Json, JsonObject } from '../../../src/diff/json.js';

/** An amount in euro, in both sets. */
export function eur(amount: string): JsonObject {
  const money = { amount, currencyCode: 'EUR' };
  return { shopMoney: money, presentmentMoney: money };
}

/** An amount in euro for the shop and in dollars for the customer. */
export function eurUsd(shop: string, presentment: string): JsonObject {
  return {
    shopMoney: { amount: shop, currencyCode: 'EUR' },
    presentmentMoney: { amount: presentment, currencyCode: 'USD' },
  };
}

/** A line of an order. */
export function line(id: number, quantity: number, price: string, more: JsonObject = {}): JsonObject {
  return {
    id: `gid://shopify/LineItem/${id}`,
    title: `Article ${id}`,
    name: `Article ${id}`,
    sku: `SKU-${id}`,
    quantity,
    currentQuantity: quantity,
    originalUnitPriceSet: eur(price),
    discountAllocations: [],
    taxLines: [],
    duties: [],
    ...more,
  };
}

/** A tax on a line or a delivery. */
export function tax(amount: string, rate = 0.19): JsonObject {
  return { title: 'VAT', rate, priceSet: eur(amount) };
}

/** A part of a discount. */
export function allocation(amount: string, index = 0): JsonObject {
  return { allocatedAmountSet: eur(amount), discountApplication: { index, code: 'SAVE' } };
}

/** A movement of money. */
export function transaction(id: number, kind: string, amount: string, more: JsonObject = {}): JsonObject {
  return {
    id: `gid://shopify/OrderTransaction/${id}`,
    kind,
    status: 'SUCCESS',
    gateway: 'shopify_payments',
    processedAt: '2026-11-20T10:01:00Z',
    amountSet: eur(amount),
    ...more,
  };
}

/** An order of two pieces at 10.00 in one line, of which nothing is paid, with these changes. */
export function sampleOrder(changes: JsonObject = {}): Json {
  return {
    id: 'gid://shopify/Order/123',
    legacyResourceId: '123',
    name: '#1001',
    createdAt: '2026-11-20T10:00:00Z',
    processedAt: '2026-11-20T10:00:00Z',
    updatedAt: '2026-11-20T10:05:00Z',
    currencyCode: 'EUR',
    presentmentCurrencyCode: 'EUR',
    taxesIncluded: false,
    test: false,
    email: 'a@example.com',
    displayFulfillmentStatus: 'UNFULFILLED',
    totalPriceSet: eur('20.0'),
    totalTaxSet: eur('0.0'),
    lineItems: { nodes: [line(1, 2, '10.0')] },
    shippingLines: { nodes: [] },
    transactions: [],
    refunds: [],
    fulfillments: [],
    ...changes,
  };
}

/** A connection. */
export function nodes(...rows: JsonObject[]): JsonObject {
  return { nodes: rows };
}

/** A refund of pieces of a line. */
export function refundOf(
  id: number,
  lineId: number,
  quantity: number,
  subtotal: string,
  more: JsonObject = {},
): JsonObject {
  const row = {
    id: `gid://shopify/RefundLineItem/${id}1`,
    quantity,
    restockType: 'RETURN',
    subtotalSet: eur(subtotal),
    totalTaxSet: eur('0.0'),
    lineItem: { id: `gid://shopify/LineItem/${lineId}`, sku: `SKU-${lineId}` },
  };
  return {
    id: `gid://shopify/Refund/${id}`,
    createdAt: '2026-11-21T10:00:00Z',
    totalRefundedSet: eur(subtotal),
    refundLineItems: nodes(row),
    refundShippingLines: nodes(),
    orderAdjustments: nodes(),
    transactions: nodes(transaction(id * 10, 'REFUND', subtotal)),
    ...more,
  };
}
