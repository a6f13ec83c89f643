import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import type { EmbeddedRecord } from '../../../ports/channel.js';
import { toEntityId } from '../identify.js';
import { isShippingDiscount } from '../orders/deliveries.js';
import { readRules } from '../orders/rules.js';
import { readTransaction } from '../orders/transactions.js';
import { isLive } from '../reading/live-rows.js';
import { readFields } from '../reading/read-fields.js';
import type { ShopwareSettings } from '../schema.js';
import { readGuest } from './guest.js';
import { identifyInvoice, identifyRefund, identifyShipment, statedRefundId } from './identify-document.js';

const HEAD = ['id', 'orderNumber'];
const RULES = ['currency', 'currencyId', 'itemRounding', 'totalRounding', 'taxStatus', 'price'];
/** What of its order an invoice stands on. */
const FOR_INVOICE = [
  ...[...HEAD, ...RULES, 'versionId', 'createdAt', 'updatedAt', 'amountTotal', 'amountNet', 'shippingCosts'],
  ...['shippingTotal', 'lineItems', 'deliveries', 'transactions', 'primaryOrderTransactionId', 'documents'],
];

function rowsOf(entity: JsonObject, key: string): JsonObject[] {
  const list = getOwn(entity, key);
  const rows = typeof list === 'object' && list !== null ? Object.values(list).filter(isJsonObject) : [];
  return rows.filter((row) => toEntityId(getOwn(row, 'id')) !== null && isLive(readFields(row)));
}

function pick(order: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, getOwn(order, key) ?? null]));
}

/** The order's lines by what a document says of them: which they are. */
function lineNames(order: JsonObject): JsonObject[] {
  return rowsOf(order, 'lineItems').map((line) => pick(line, ['id', 'payload', 'product']));
}

function embedShipment(delivery: JsonObject, order: JsonObject): EmbeddedRecord {
  const raw = { ...delivery, order: { ...pick(order, HEAD), lineItems: lineNames(order) } };
  return { type: 'shipment', raw: JSON.stringify(raw), ...identifyShipment(raw) };
}

function embedInvoice(document: JsonObject, order: JsonObject): EmbeddedRecord {
  const raw = { ...document, order: pick(order, FOR_INVOICE) };
  return { type: 'invoice', raw: JSON.stringify(raw), ...identifyInvoice(raw) };
}

function embedRefund(refund: JsonObject, order: JsonObject): EmbeddedRecord {
  const raw = { ...refund, order: { ...pick(order, [...HEAD, ...RULES]), lineItems: lineNames(order) } };
  return { type: 'refund', raw: JSON.stringify(raw), ...identifyRefund(raw) };
}

/** What went back by the state of a transaction alone: most payment methods note nothing else. */
function statedRefunds(transaction: JsonObject, order: JsonObject, settings: ShopwareSettings): JsonObject[] {
  const rules = readRules(readFields(order), settings);
  const { unnoted } = readTransaction(readFields(transaction), 0, rules);
  const id = toEntityId(getOwn(transaction, 'id'));
  return unnoted.gt(0) && id !== null ? [{ ...transaction, id: statedRefundId(id) }] : [];
}

function refundsOf(order: JsonObject, settings: ShopwareSettings): JsonObject[] {
  return rowsOf(order, 'transactions').flatMap((transaction) => {
    const noted = rowsOf(transaction, 'captures').flatMap((capture) => rowsOf(capture, 'refunds'));
    return [...noted, ...statedRefunds(transaction, order, settings)];
  });
}

function isInvoice(document: JsonObject): boolean {
  const type = getOwn(document, 'documentType');
  return isJsonObject(type) && getOwn(type, 'technicalName') === 'invoice';
}

/**
 * The records that came inside a raw order: its deliveries as shipments, its invoices, its refunds, and the guest who made it. What is
 * no document of its own in the shop, such as a credit note, is none here.
 * @throws `mapping_failed`, `currency_unknown`
 */
export function readEmbedded(raw: Json, settings: ShopwareSettings): EmbeddedRecord[] {
  if (!isJsonObject(raw)) return [];
  const deliveries = rowsOf(raw, 'deliveries').filter((one) => !isShippingDiscount(readFields(one)));
  const guest = readGuest(raw);
  return [
    ...deliveries.map((delivery) => embedShipment(delivery, raw)),
    ...rowsOf(raw, 'documents')
      .filter(isInvoice)
      .map((document) => embedInvoice(document, raw)),
    ...refundsOf(raw, settings).map((refund) => embedRefund(refund, raw)),
    ...(guest === null ? [] : [guest]),
  ];
}
