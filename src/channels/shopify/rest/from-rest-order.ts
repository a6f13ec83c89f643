import { Big } from 'big.js';
import type { Json, JsonObject } from '../../../diff/json.js';
import { toLineItem, toShippingLine, toTaxLines } from './from-rest-lines.js';
import {
  addressIn,
  attributesIn,
  type Currencies,
  gidIn,
  moneyIn,
  objectIn,
  plainMoney,
  renamed,
  rowsIn,
  tagsIn,
  upperIn,
  valueIn,
} from './rest-value.js';

const HEAD = {
  name: 'name',
  order_number: 'number',
  created_at: 'createdAt',
  processed_at: 'processedAt',
  updated_at: 'updatedAt',
  cancelled_at: 'cancelledAt',
  closed_at: 'closedAt',
  currency: 'currencyCode',
  test: 'test',
  taxes_included: 'taxesIncluded',
  email: 'email',
  phone: 'phone',
  note: 'note',
  po_number: 'poNumber',
  source_name: 'sourceName',
  source_identifier: 'sourceIdentifier',
  confirmation_number: 'confirmationNumber',
  customer_locale: 'customerLocale',
  payment_gateway_names: 'paymentGatewayNames',
} as const;

const TOTALS = {
  total_price: 'totalPriceSet',
  current_total_price: 'currentTotalPriceSet',
  subtotal_price: 'subtotalPriceSet',
  total_discounts: 'totalDiscountsSet',
  total_tax: 'totalTaxSet',
  total_shipping_price: 'totalShippingPriceSet',
  total_tip_received: 'totalTipReceivedSet',
  original_total_duties: 'originalTotalDutiesSet',
  original_total_additional_fees: 'originalTotalAdditionalFeesSet',
  total_outstanding: 'totalOutstandingSet',
} as const;

const FULFILMENT: Readonly<Record<string, string>> = {
  fulfilled: 'FULFILLED',
  partial: 'PARTIALLY_FULFILLED',
  restocked: 'RESTOCKED',
};

function currenciesOf(order: JsonObject): Currencies {
  const text = (key: string) => {
    const value = valueIn(order, key);
    return typeof value === 'string' ? value : null;
  };
  return { shop: text('currency'), presentment: text('presentment_currency') };
}

/** Statuses after which the whole order was paid at some time. */
const WAS_PAID = new Set(['paid', 'partially_refunded', 'refunded']);

// An order in this shape has no transactions. What is outstanding tells what was paid; older versions have only the status.
function receivedOf(order: JsonObject, currencies: Currencies): Json {
  const status = String(valueIn(order, 'financial_status'));
  if (WAS_PAID.has(status)) return moneyIn(order, 'total_price', currencies);
  if (status !== 'partially_paid') return plainMoney('0', currencies);
  const [total, outstanding] = [valueIn(order, 'total_price'), valueIn(order, 'total_outstanding')];
  if (typeof total !== 'string' || typeof outstanding !== 'string') return plainMoney('0', currencies);
  return plainMoney(new Big(total).minus(outstanding).toFixed(), currencies);
}

/** An order as a webhook spells it, in the spelling of the GraphQL interface. */
export function fromRestOrder(order: JsonObject): JsonObject {
  const currencies = currenciesOf(order);
  const applications = rowsIn(order, 'discount_applications') ?? [];
  const lines = rowsIn(order, 'line_items');
  const status = valueIn(order, 'fulfillment_status');
  return {
    ...renamed(order, HEAD),
    id: gidIn(order, 'id', 'Order'),
    presentmentCurrencyCode: currencies.presentment ?? currencies.shop,
    displayFinancialStatus: upperIn(order, 'financial_status'),
    displayFulfillmentStatus: FULFILMENT[String(status)] ?? 'UNFULFILLED',
    cancelReason: upperIn(order, 'cancel_reason'),
    tags: tagsIn(order),
    customAttributes: attributesIn(order, 'note_attributes'),
    discountCodes: (rowsIn(order, 'discount_codes') ?? []).map((one) => valueIn(one, 'code')),
    customer: toCustomerOf(order),
    billingAddress: addressIn(order, 'billing_address'),
    shippingAddress: addressIn(order, 'shipping_address'),
    ...Object.fromEntries(Object.entries(TOTALS).map(([rest, name]) => [name, moneyIn(order, rest, currencies)])),
    totalReceivedSet: receivedOf(order, currencies),
    totalRefundedSet: refundedOf(order, currencies),
    taxLines: toTaxLines(order, currencies),
    lineItems: lines?.map((line) => toLineItem(line, applications, currencies)) ?? null,
    shippingLines:
      rowsIn(order, 'shipping_lines')?.map((line) => toShippingLine(line, applications, currencies)) ?? null,
    transactions: rowsIn(order, 'transactions')?.map((one) => toTransaction(one, currencies)) ?? null,
    refunds: rowsIn(order, 'refunds')?.map((one) => toRefund(one, currencies)) ?? null,
    fulfillments: rowsIn(order, 'fulfillments')?.map(fromRestFulfillment) ?? null,
  };
}

function toCustomerOf(order: JsonObject): JsonObject | null {
  const customer = objectIn(order, 'customer');
  if (customer === null) return null;
  const names = { first_name: 'firstName', last_name: 'lastName', email: 'email', phone: 'phone' };
  return { id: gidIn(customer, 'id', 'Customer'), ...renamed(customer, names) };
}

function refundedOf(order: JsonObject, currencies: Currencies): Json {
  const refunds = rowsIn(order, 'refunds');
  return refunds === null ? null : sumBack(refunds.flatMap(moneyBack), currencies);
}

// A movement of money is in one currency: what it is in the other one, this shape does not say.
function sumBack(rows: readonly JsonObject[], currencies: Currencies): JsonObject {
  const inCurrency = (code: string | null) => {
    const isOther = (row: JsonObject) =>
      typeof valueIn(row, 'currency') === 'string' && valueIn(row, 'currency') !== code;
    if (rows.some(isOther)) return null;
    const sum = rows.reduce((total, row) => total.plus(String(valueIn(row, 'amount') ?? '0')), new Big(0));
    return { amount: sum.toFixed(), currencyCode: code };
  };
  const { shop, presentment } = currencies;
  return { shopMoney: inCurrency(shop), presentmentMoney: inCurrency(presentment ?? shop) };
}

function moneyBack(refund: JsonObject): JsonObject[] {
  const rows = rowsIn(refund, 'transactions') ?? [];
  return rows.filter((one) => upperIn(one, 'kind') === 'REFUND' && upperIn(one, 'status') === 'SUCCESS');
}

function toTransaction(one: JsonObject, currencies: Currencies): JsonObject {
  const parent = gidIn(one, 'parent_id', 'OrderTransaction');
  const currency = valueIn(one, 'currency');
  const own = typeof currency === 'string' ? { shop: currency, presentment: currency } : currencies;
  return {
    id: gidIn(one, 'id', 'OrderTransaction'),
    kind: upperIn(one, 'kind'),
    status: upperIn(one, 'status'),
    ...renamed(one, { gateway: 'gateway', created_at: 'createdAt', processed_at: 'processedAt', test: 'test' }),
    paymentId: valueIn(one, 'payment_id') ?? valueIn(one, 'authorization'),
    parentTransaction: parent === null ? null : { id: parent },
    amountSet: moneyIn(one, 'amount', own),
  };
}

function toRefund(refund: JsonObject, currencies: Currencies): JsonObject {
  const order = gidIn(refund, 'order_id', 'Order');
  return {
    id: gidIn(refund, 'id', 'Refund'),
    ...renamed(refund, { created_at: 'createdAt', processed_at: 'processedAt', note: 'note' }),
    totalRefundedSet: sumBack(moneyBack(refund), currencies),
    order: order === null ? null : { id: order, currencyCode: currencies.shop },
    refundLineItems: (rowsIn(refund, 'refund_line_items') ?? []).map((row) => ({
      id: gidIn(row, 'id', 'RefundLineItem'),
      quantity: valueIn(row, 'quantity'),
      restockType: upperIn(row, 'restock_type'),
      subtotalSet: moneyIn(row, 'subtotal', currencies),
      totalTaxSet: moneyIn(row, 'total_tax', currencies),
      lineItem: { id: gidIn(row, 'line_item_id', 'LineItem'), sku: valueIn(objectIn(row, 'line_item') ?? {}, 'sku') },
    })),
    orderAdjustments: (rowsIn(refund, 'order_adjustments') ?? []).map((row) => ({
      id: gidIn(row, 'id', 'OrderAdjustment'),
      reason: valueIn(row, 'reason'),
      kind: valueIn(row, 'kind'),
      amountSet: moneyIn(row, 'amount', currencies),
      taxAmountSet: moneyIn(row, 'tax_amount', currencies),
    })),
    transactions: (rowsIn(refund, 'transactions') ?? []).map((one) => toTransaction(one, currencies)),
  };
}

/** A refund as a webhook spells it; its currency is that of its transactions. */
export function fromRestRefund(refund: JsonObject): JsonObject {
  const [first] = rowsIn(refund, 'transactions') ?? [];
  const currency = first === undefined ? null : valueIn(first, 'currency');
  const code = typeof currency === 'string' ? currency : null;
  return toRefund(refund, { shop: code, presentment: code });
}

/** A fulfilment as a webhook spells it. */
export function fromRestFulfillment(fulfillment: JsonObject): JsonObject {
  const list = (key: string) => {
    const value = valueIn(fulfillment, key);
    return Array.isArray(value) ? value : [];
  };
  const numbers = list('tracking_numbers');
  const urls = list('tracking_urls');
  const company = valueIn(fulfillment, 'tracking_company');
  const order = gidIn(fulfillment, 'order_id', 'Order');
  return {
    id: gidIn(fulfillment, 'id', 'Fulfillment'),
    ...renamed(fulfillment, { name: 'name', created_at: 'createdAt', updated_at: 'updatedAt' }),
    status: upperIn(fulfillment, 'status'),
    displayStatus: upperIn(fulfillment, 'shipment_status'),
    order: order === null ? null : { id: order },
    trackingInfo: numbers.map((number, index) => ({ number, company, url: urls[index] ?? null })),
    // The lines of a fulfilment are the order's, each with the quantity that is in the parcel.
    fulfillmentLineItems: (rowsIn(fulfillment, 'line_items') ?? []).map((line) => ({
      quantity: valueIn(line, 'quantity'),
      lineItem: { id: gidIn(line, 'id', 'LineItem'), sku: valueIn(line, 'sku') },
    })),
  };
}
