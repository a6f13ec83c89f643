import { Big } from 'big.js';
import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { isCurrency, minorUnits } from '../../../model/currency.js';
import { PipelineError } from '../../../model/errors.js';
import type { Warning } from '../../../model/event.js';
import type { Mapped } from '../../../ports/channel.js';
import { mapFields } from '../../kit/field-mapping.js';
import { filled } from '../../kit/filled.js';
import type { HttpSettings } from '../schema.js';
import { computeAmounts, type SaleAmounts } from './amounts.js';
import { hasStatus, identifyOrder, readOrderId } from './identify.js';
import { completeLines } from './map-lines.js';
import { mapPayments } from './payments.js';
import { readSale, type Sale } from './read-sale.js';
import { orderStatus, paymentStatus, type SaleKind } from './statuses.js';
import { turnRefund } from './turn-refund.js';

/** What needs no more than to be put in its place; amounts, payments and states are computed. */
const mapWords = mapFields({
  type: 'order',
  fields: {
    id: 'OrderID',
    number: { from: ['OrderNumber', 'OrderID'] },
    placedAt: 'OrderDate',
    updatedAt: 'UpdatedAt',
    note: 'Note',
    'customer.id': 'CustomerID',
    'customer.lastName': 'CustomerName',
    'customer.email': 'CustomerEmail',
    'customer.phone': 'CustomerPhone',
    'lines[].id': { from: 'OrderItems[]', transform: 'position' },
    'lines[].sku': { from: ['OrderItems[].SKU', 'OrderItems[].ItemID'] },
    'lines[].name': 'OrderItems[].ItemName',
    'lines[].attributes.productId': 'OrderItems[].ItemID',
    'attributes.orderStatus': 'OrderStatus',
    'attributes.refundOf': 'OriginalOrderID',
    'attributes.registerId': 'RegisterID',
    'attributes.locationId': 'LocationID',
    'attributes.businessDate': 'BusinessDate',
    'attributes.amountTotal': 'AmountTotal',
    'attributes.cashRounding': 'CashRounding',
    'attributes.change': 'Change',
  },
});

function readCurrency(sale: Sale, { currency, fields }: HttpSettings): string {
  const code = sale.Currency?.toUpperCase() ?? currency;
  if (code !== undefined && isCurrency(code)) return code;
  const found = code === undefined ? 'The order names no currency' : `${code.slice(0, 20)} is no currency of ISO 4217`;
  const advice = `send it as ${fields.Currency ?? 'Currency'}, or give the profile the setting currency`;
  throw new PipelineError('currency_unknown', `${found}; ${advice}`, { path: '/currency' });
}

function checkStatus(raw: Json, settings: HttpSettings, sale: Sale): void {
  const { validStatuses } = settings;
  if (sale.OrderStatus === null || validStatuses === undefined || hasStatus(raw, settings, validStatuses)) return;
  const status = sale.OrderStatus.slice(0, 40);
  const message = `The order has the status ${status}, which is not among those of the setting validStatuses`;
  throw new PipelineError('order_status_invalid', message, { path: '/status' });
}

function kindOf(raw: Json, settings: HttpSettings, sale: Sale): SaleKind {
  if (hasStatus(raw, settings, settings.refundStatuses)) return 'refund';
  const isCancelled = sale.Voided !== null || hasStatus(raw, settings, settings.cancelledStatuses);
  return isCancelled ? 'cancelled' : 'sale';
}

function requireItems({ items }: Sale, kind: SaleKind): void {
  if (items.length > 0 || kind === 'cancelled') return;
  throw new PipelineError('order_items_missing', 'The order has no OrderItems', { path: '/lines' });
}

/** What the items come to against the total, within the smallest unit for each item and one more. */
function checkTotal({ items, computed, stated }: SaleAmounts, currency: string): Warning[] {
  if (stated === null) {
    const message = `The order has no GrandTotal; ${computed.toFixed()} is what its items come to`;
    return [{ code: 'grand_total_missing', message, path: '/totals/grand' }];
  }
  const tolerance = new Big(10).pow(-minorUnits(currency)).times(items.length + 1);
  if (computed.minus(stated).abs().lte(tolerance)) return [];
  const message = `The items with discounts and tax come to ${computed.toFixed()}, but GrandTotal is ${stated.toFixed()} ${currency}`;
  return [{ code: 'data_inconsistency', message, path: '/totals/grand' }];
}

function totalsOf({ computed, discount, tax }: SaleAmounts, grand: Big, paid: Big): JsonObject {
  const subtotal = computed.plus(discount).minus(tax);
  const amounts = {
    subtotal,
    discount,
    shipping: new Big(0),
    tax,
    grand,
    paid,
    refunded: new Big(0),
    due: grand.minus(paid),
  };
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, amount.toFixed()]));
}

function checkDate({ OrderDate }: Sale, warnings: readonly Warning[]): Warning[] {
  if (OrderDate !== null || warnings.some(({ path }) => path === '/placedAt')) return [];
  return [{ code: 'date_missing', message: 'The order has no OrderDate', path: '/placedAt' }];
}

function taxesOf(sale: Sale, { tax }: SaleAmounts, settings: HttpSettings): JsonObject[] {
  if (tax.eq(0)) return [];
  const rate = settings.tax === 'percent' ? (sale.Tax ?? sale.TaxPercent) : sale.TaxPercent;
  return [{ id: 'tax', name: null, rate, amount: tax.toFixed(), attributes: {} }];
}

/** The attributes of an order, those that say something; a refund names the order that it belongs to. */
function attributesOf(found: Json | undefined, kind: SaleKind, orderId: string | null): JsonObject {
  const attributes = filled(isJsonObject(found ?? null) ? (found as JsonObject) : {});
  return kind === 'refund' ? { refundOf: orderId, ...attributes } : attributes;
}

/**
 * Maps an order. One with the status of a refund becomes a record of its own, below zero, that names its order in `attributes.refundOf`.
 * @throws `record_id_missing`, `mapping_failed` with the path of what does not fit, `currency_unknown`, `order_items_missing`,
 * `order_status_invalid`
 */
export function mapOrder(raw: Json, settings: HttpSettings): Mapped {
  if (!isJsonObject(raw)) throw new PipelineError('mapping_failed', 'The payload is not a JSON object', { path: '' });
  const { recordId } = identifyOrder(raw, settings);
  const warnings: Warning[] = [];
  const read = readSale(raw, settings, warnings);
  checkStatus(raw, settings, read);
  const kind = kindOf(raw, settings, read);
  const sale = kind === 'refund' ? turnRefund(read, settings) : read;
  const currency = readCurrency(sale, settings);
  requireItems(sale, kind);
  const amounts = computeAmounts(sale, currency, settings);
  const grand = amounts.stated ?? amounts.computed;
  warnings.push(...checkDate(sale, warnings), ...checkTotal(amounts, currency));
  const { payments, paid } = mapPayments(sale, grand, currency, warnings);
  const { record, warnings: others } = mapWords({ ...sale, OrderItems: sale.items } as unknown as Json, settings);
  const words = isJsonObject(record) ? record : {};
  return {
    record: {
      ...words,
      id: recordId,
      status: orderStatus(kind),
      paymentStatus: paymentStatus(kind, grand, paid),
      currency,
      lines: completeLines(Array.isArray(words.lines) ? words.lines : [], sale.items, amounts.items, settings.prices),
      taxes: taxesOf(sale, amounts, settings),
      payments,
      totals: totalsOf(amounts, grand, paid),
      attributes: attributesOf(words.attributes, kind, readOrderId(raw, settings)),
    },
    warnings: [...warnings, ...others],
  };
}
