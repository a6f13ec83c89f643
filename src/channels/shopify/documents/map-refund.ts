import { Big } from 'big.js';
import type { Json, JsonObject } from '../../../diff/json.js';
import type { Mapped } from '../../../ports/channel.js';
import { given } from '../../kit/given.js';
import { type Fields, sumOf } from '../fields.js';
import { filled } from '../filled.js';
import { identify, toUtc } from '../identify.js';
import { identifyRows, toLegacyId } from '../ids.js';
import { chooseMoney, type OrderMoney } from '../orders/order-money.js';
import { readRefund } from '../rest/read-object.js';
import type { ShopifySettings } from '../schema.js';
import { readOrderId } from './order-of.js';

const FAILED = new Set(['FAILURE', 'ERROR']);

/** What a row of a refund gives back; without tax, whether the prices hold it or not. */
function netOf(refund: Fields, stated: Big, tax: Big): Big {
  return refund.object('order')?.flag('taxesIncluded') ? stated.minus(tax) : stated;
}

function mapLines(refund: Fields, { set }: OrderMoney): JsonObject[] {
  return identifyRows(refund.rows('refundLineItems'), 'line').map(({ id, fields }) => {
    const tax = fields.amount('totalTaxSet', set);
    const restock = fields.filledText('restockType')?.toLowerCase();
    return {
      id,
      orderLineId: toLegacyId(fields.object('lineItem')?.json('id')),
      sku: fields.object('lineItem')?.text('sku') ?? null,
      quantity: fields.text('quantity') ?? '0',
      amount: netOf(refund, fields.amount('subtotalSet', set), tax).toFixed(),
      tax: tax.toFixed(),
      attributes: filled({ restock }),
    };
  });
}

/** The part of a refund that is neither goods nor delivery nor tax: duties, what was given beyond the goods, or kept back. */
function mapTotals(refund: Fields, lines: readonly JsonObject[], { set }: OrderMoney): JsonObject {
  const rows = refund.list('refundLineItems');
  const grand = refund.money('totalRefundedSet', set);
  if (grand === null) throw refund.missing('totalRefundedSet');
  const deliveries = refund.rows('refundShippingLines').map((row) => {
    const tax = row.amount('taxAmountSet', set);
    return { net: netOf(refund, row.amount('subtotalAmountSet', set), tax), tax };
  });
  const isStated = rows?.every((row) => row.money('subtotalSet', set) !== null) === true;
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

function readState(refund: Fields): string {
  const states = refund.rows('transactions').map((one) => one.text('status')?.toUpperCase() ?? '');
  if (states.length === 0 || states.includes('SUCCESS')) return 'refunded';
  return states.every((state) => FAILED.has(state)) ? 'cancelled' : 'open';
}

function refundAttributes(refund: Fields, { set }: OrderMoney): JsonObject {
  return filled({
    returnId: toLegacyId(refund.object('return')?.json('id')),
    adjustments: refund.rows('orderAdjustments').map((one) => ({
      reason: one.text('reason'),
      amount: one.amount('amountSet', set).toFixed(),
      tax: one.amount('taxAmountSet', set).toFixed(),
    })),
    duties: refund.rows('duties').map((duty) => duty.amount('amountSet', set).toFixed()),
    transactions: refund.rows('transactions').map((one) => ({
      id: toLegacyId(one.json('id')),
      method: one.text('gateway'),
      status: one.text('status')?.toLowerCase() ?? null,
      amount: one.amount('amountSet', set).toFixed(),
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
