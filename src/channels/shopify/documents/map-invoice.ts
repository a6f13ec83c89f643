import type { Json, JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import type { Mapped } from '../../../ports/channel.js';
import { filled } from '../../kit/filled.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { identify, toUtc } from '../identify.js';
import { amountOf, moneyOf } from '../money-set.js';
import { type OrderAmounts, readAmounts } from '../orders/order-amounts.js';
import { chooseMoney, type OrderMoney } from '../orders/order-money.js';
import { readFields } from '../read-fields.js';
import { readOrderId } from './order-of.js';

/** What the order comes to, when this payment paid all of it at once; else null, as nothing says what it paid for. */
function readCovered(invoice: RawFields, { set, currency }: OrderMoney): OrderAmounts | null {
  const order = invoice.object('order');
  if (order === null || !order.has('lineItems') || !order.has('totalPriceSet')) return null;
  const amounts = tryAmounts(order, { set, currency });
  const isAll = amounts?.grand.eq(amountOf(invoice, 'amountSet', set)) === true && amounts.residual === null;
  return isAll ? amounts : null;
}

/** An order that cannot be read is a dead letter of its own; the money that was taken for it is none the less. */
function tryAmounts(order: RawFields, money: OrderMoney): OrderAmounts | null {
  try {
    return readAmounts(order, money);
  } catch (error) {
    if (error instanceof PipelineError && error.code === 'mapping_failed') return null;
    throw error;
  }
}

function mapLines({ lines, charges }: OrderAmounts): JsonObject[] {
  const goods = (lines ?? []).map(({ id, fields, quantity, net, tax, discount }) => ({
    id,
    orderLineId: id,
    sku: fields.text('sku'),
    quantity: quantity.toFixed(),
    amount: net.toFixed(),
    tax: tax.toFixed(),
    attributes: filled({ discount: discount.eq(0) ? null : discount.toFixed() }),
  }));
  const extras = charges.map(({ id, net, tax }) => ({
    id,
    orderLineId: id,
    sku: null,
    quantity: '1',
    amount: net.toFixed(),
    tax: tax.toFixed(),
    attributes: {},
  }));
  return [...goods, ...extras];
}

function mapTotals(covered: OrderAmounts | null, grand: string): JsonObject {
  const zero = { subtotal: null, discount: '0', shipping: '0', tax: '0' };
  const known =
    covered === null
      ? zero
      : {
          subtotal: covered.subtotal?.toFixed() ?? null,
          discount: covered.discount.toFixed(),
          shipping: covered.shipping.toFixed(),
          tax: covered.tax.toFixed(),
        };
  return { ...known, adjustment: '0', grand };
}

/**
 * The canonical invoice for money that was taken: Shopify has no invoices, so each capture and each sale stands for one. It has lines
 * only where it paid the whole order at once.
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapInvoice(raw: Json, settings: Parameters<typeof chooseMoney>[1]): Mapped {
  const { recordId } = identify(raw);
  const invoice = readFields(raw);
  const money = chooseMoney(invoice, settings, 'amountSet');
  const amount = moneyOf(invoice, 'amountSet', money.set);
  if (amount === null) throw invoice.missing('amountSet');
  const covered = readCovered(invoice, money);
  const at = toUtc(invoice.json('processedAt') ?? invoice.json('createdAt'));
  const record = {
    id: recordId,
    orderId: readOrderId(invoice),
    state: 'paid',
    currency: money.currency,
    lines: covered === null ? [] : mapLines(covered),
    totals: mapTotals(covered, amount.toFixed()),
    issuedAt: at,
    updatedAt: at,
    attributes: filled({ method: invoice.text('gateway'), reference: invoice.text('paymentId') }),
  };
  return { record, warnings: [] };
}
