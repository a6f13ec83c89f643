import { isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import type { RecordType } from '../../model/record-type.js';
import type { EmbeddedRecord } from '../../ports/channel.js';
import { readGuest } from './guest.js';
import { identify } from './identify.js';
import { toLegacyId } from './ids.js';
import { takenPayments } from './orders/payments.js';
import { readFields } from './read-fields.js';
import { toOrderNode } from './rest/read-object.js';

/** What a document needs to know of its order; nothing that changes by itself, so that an unchanged document stays the same. */
const HEAD = ['id', 'name', 'currencyCode', 'presentmentCurrencyCode', 'taxesIncluded'];
/** What an order comes to. */
const MONEY = [
  ...['lineItems', 'shippingLines', 'totalPriceSet', 'totalTaxSet', 'totalDiscountsSet', 'subtotalPriceSet'],
  ...['totalShippingPriceSet', 'totalTipReceivedSet', 'originalTotalDutiesSet', 'originalTotalAdditionalFeesSet'],
  ...['dutiesIncluded', 'cancelledAt', 'refunds', 'currentTotalPriceSet', 'refundDiscrepancySet'],
];

function pick(fields: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key] as Json]])));
}

function embed(type: RecordType, document: JsonObject, order: JsonObject): EmbeddedRecord[] {
  if (toLegacyId(document.id) === null) return [];
  const whole = { ...document, order };
  return [{ type, raw: JSON.stringify(whole), ...identify(whole) }];
}

function rowsOf(order: JsonObject, key: string): JsonObject[] {
  const rows = order[key];
  return Array.isArray(rows) ? rows.filter(isJsonObject) : [];
}

/**
 * The records that come inside a raw order: its refunds, its fulfilments, an invoice for each payment that was taken, and the guest
 * who made it.
 */
export function readEmbedded(raw: Json): EmbeddedRecord[] {
  const order = toOrderNode(raw);
  const head = pick(order, HEAD);
  const taken = new Set(takenPayments(readFields(order)).map((one) => one.text('id')));
  const payments = rowsOf(order, 'transactions').filter(({ id }) => taken.has(String(id)));
  // Only a payment that is the only one can be for the whole order.
  const paidFor = payments.length === 1 ? { ...head, ...pick(order, MONEY) } : head;
  const guest = readGuest(order);
  return [
    ...rowsOf(order, 'refunds').flatMap((refund) => embed('refund', refund, head)),
    ...rowsOf(order, 'fulfillments').flatMap((parcel) => embed('shipment', parcel, head)),
    ...payments.flatMap((payment) => embed('invoice', payment, paidFor)),
    ...(guest === null ? [] : [guest]),
  ];
}
