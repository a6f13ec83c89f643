import { Big } from 'big.js';
import type { Json, JsonObject } from '../../../diff/json.js';
import { sumOf } from '../../../model/decimal.js';
import type { Mapped } from '../../../ports/channel.js';
import { filled } from '../../kit/filled.js';
import { given } from '../../kit/given.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { identify, toUtc } from '../identify.js';
import { identifyRows, toLegacyId } from '../ids.js';
import { amountOf, moneyOf } from '../money-set.js';
import { chooseMoney, type OrderMoney } from '../orders/order-money.js';
import { readRefund } from '../rest/read-object.js';
import type { ShopifySettings } from '../schema.js';
import { readOrderId } from './order-of.js';

const FAILED = new Set(['FAILURE', 'ERROR']);

/** What a row of a refund gives back; without tax, whether the prices hold it or not. */
function netOf(refund: RawFields, stated: Big, tax: Big): Big {
  return refund.object('order')?.flag('taxesIncluded') ? stated.minus(tax) : stated;
}

function mapLines(refund: RawFields, { set }: OrderMoney): JsonObject[] {
  return identifyRows(refund.objects('refundLineItems'), 'line').map(({ id, fields }) => {
    const tax = amountOf(fields, 'totalTaxSet', set);
    const restock = fields.filledText('restockType')?.toLowerCase();
    return {
      id,
      orderLineId: toLegacyId(fields.object('lineItem')?.json('id')),
      sku: fields.object('lineItem')?.text('sku') ?? null,
      quantity: fields.text('quantity') ?? '0',
      amount: netOf(refund, amountOf(fields, 'subtotalSet', set), tax).toFixed(),
      tax: tax.toFixed(),
      attributes: filled({ restock }),
    };
  });
}

/** The part of a refund that is neither goods nor delivery nor tax: duties, what was given beyond the goods, or kept back. */
function mapTotals(refund: RawFields, lines: readonly JsonObject[], { set }: OrderMoney): JsonObject {
  const rows = refund.list('refundLineItems');
  const grand = moneyOf(refund, 'totalRefundedSet', set);
  if (grand === null) throw refund.missing('totalRefundedSet');
  const deliveries = refund.objects('refundShippingLines').map((row) => {
    const tax = amountOf(row, 'taxAmountSet', set);
    return { net: netOf(refund, amountOf(row, 'subtotalAmountSet', set), tax), tax };
  });
  const isStated = rows?.every((row) => moneyOf(row, 'subtotalSet', set) !== null) === true;
  const subtotal = sumOf(lines.map(({ amount }) => new Big(String(amount))));
  const shipping = sumOf(deliveries.map(({ net }) => net));
  const tax = sumOf([...lines.map((line) => new Big(String(line.tax))), ...deliveries.map((one) => one.tax)]);
  return {
    subtotal: isStated ? subtotal.toFixed() : null,
    discount: '0',
    shipping: shipping.toFixed(),
    tax: tax.toFixed(),
    adjustment: isStated ? grand.minus(subtotal).minus(shipping).minus(tax).toFixed() : '0',
    grand: grand.toFixed(),
  };
}

function readState(refund: RawFields): string {
  const states = refund.objects('transactions').map((one) => one.text('status')?.toUpperCase() ?? '');
  if (states.length === 0 || states.includes('SUCCESS')) return 'refunded';
  return states.every((state) => FAILED.has(state)) ? 'cancelled' : 'open';
}

function refundAttributes(refund: RawFields, { set }: OrderMoney): JsonObject {
  return filled({
    returnId: toLegacyId(refund.object('return')?.json('id')),
    adjustments: refund.objects('orderAdjustments').map((one) => ({
      reason: one.text('reason'),
      amount: amountOf(one, 'amountSet', set).toFixed(),
      tax: amountOf(one, 'taxAmountSet', set).toFixed(),
    })),
    duties: refund.objects('duties').map((duty) => amountOf(duty, 'amountSet', set).toFixed()),
    transactions: refund.objects('transactions').map((one) => ({
      id: toLegacyId(one.json('id')),
      method: one.text('gateway'),
      status: one.text('status')?.toLowerCase() ?? null,
      amount: amountOf(one, 'amountSet', set).toFixed(),
    })),
  });
}

/**
 * The canonical refund of a Shopify refund. It may have money without lines, or lines without money: `grand` is what really went
 * back, and `adjustment` what the lines do not explain of it.
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapRefund(raw: Json, settings: ShopifySettings): Mapped {
  const { recordId } = identify(raw);
  const refund = readRefund(raw);
  const money = chooseMoney(refund, settings, 'totalRefundedSet');
  const lines = mapLines(refund, money);
  const record = given({
    id: recordId,
    orderId: readOrderId(refund),
    state: readState(refund),
    reason: refund.filledText('note'),
    currency: money.currency,
    lines: refund.list('refundLineItems') === null ? undefined : lines,
    totals: mapTotals(refund, lines, money),
    refundedAt: toUtc(refund.json('processedAt') ?? refund.json('createdAt')),
    updatedAt: toUtc(refund.json('updatedAt')) ?? undefined,
    attributes: refundAttributes(refund, money),
  });
  return { record, warnings: [] };
}
