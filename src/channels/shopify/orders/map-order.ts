import { Big } from 'big.js';
import type { Json, JsonObject } from '../../../diff/json.js';
import type { Warning } from '../../../model/event.js';
import type { Mapped } from '../../../ports/channel.js';
import { given } from '../../kit/given.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { identify, toUtc } from '../identify.js';
import { amountOf, moneyOf } from '../money-set.js';
import { mapAddress, mapOrderCustomer } from '../people.js';
import { readOrder } from '../rest/read-object.js';
import type { ShopifySettings } from '../schema.js';
import { mapDiscounts, mapTaxes } from './map-discounts.js';
import { mapLines, mapShippingLines, type Read } from './map-lines.js';
import { type OrderAmounts, readAmounts } from './order-amounts.js';
import { orderAttributes } from './order-attributes.js';
import { chooseMoney, otherMoney } from './order-money.js';
import { mapPayments, readMoney } from './payments.js';
import { readFulfilmentStatus, readPaymentStatus, readStatus } from './statuses.js';

function mapHeader(order: RawFields, { money }: Read): JsonObject {
  return {
    number: order.text('name'),
    status: readStatus(order),
    paymentStatus: readPaymentStatus(order, money, (own) => readAmounts(order, own).grand),
    fulfilmentStatus: readFulfilmentStatus(order),
    currency: money.currency,
    placedAt: toUtc(order.json('processedAt') ?? order.json('createdAt')),
    updatedAt: toUtc(order.json('updatedAt')),
    note: order.text('note'),
    tags: order.texts('tags'),
  };
}

// What is authorized is not paid yet, though Shopify no longer counts it as outstanding.
function readDue(order: RawFields, { grand }: OrderAmounts, { money: { set } }: Read): Big {
  const { paid, refunded } = readMoney(order, set);
  if (order.filledText('cancelledAt') !== null) return new Big(0);
  const outstanding = moneyOf(order, 'totalOutstandingSet', set);
  if (outstanding !== null) return outstanding.plus(amountOf(order, 'totalCapturableSet', set));
  const open = grand.minus(paid);
  return refunded.gt(0) || open.lt(0) ? new Big(0) : open;
}

function mapTotals(order: RawFields, read: Read): JsonObject {
  const { subtotal, discount, shipping, tax, grand } = read.amounts;
  const { paid, refunded } = readMoney(order, read.money.set);
  const isKnown = !order.has('totalRefundedSet') || moneyOf(order, 'totalRefundedSet', read.money.set) !== null;
  return given({
    subtotal: subtotal?.toFixed() ?? null,
    discount: discount.toFixed(),
    shipping: shipping.toFixed(),
    tax: tax.toFixed(),
    grand: grand.toFixed(),
    paid: paid.toFixed(),
    refunded: isKnown ? refunded.toFixed() : undefined,
    due: readDue(order, read.amounts, read).toFixed(),
  });
}

function residualWarning({ amounts: { residual }, money: { currency } }: Read): Warning[] {
  if (residual === null) return [];
  const message = `totalPriceSet holds ${residual.toFixed()} ${currency} that no field explains`;
  return [{ code: 'residual', message, path: '/totals/grand' }];
}

function incompleteWarning(order: RawFields, { amounts: { lines } }: Read): Warning[] {
  if (lines !== null || !order.has('lineItems')) return [];
  return [
    { code: 'lines_incomplete', message: 'The payload does not say how many pieces its lines are', path: '/lines' },
  ];
}

/**
 * The canonical order of a Shopify order, whether it came from the GraphQL interface or by a webhook. It holds what is ordered: what
 * edits took out is out, what refunds gave back is not, because each refund is a record of its own. A part of the total that no field
 * explains is the warning and the attribute `residual`.
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapOrder(raw: Json, settings: ShopifySettings): Mapped {
  const { recordId } = identify(raw);
  const order = readOrder(raw);
  const warnings: Warning[] = [];
  const money = chooseMoney(order, settings);
  const other = otherMoney(order, money);
  const read: Read = {
    amounts: readAmounts(order, money),
    money,
    other: other === null ? null : { amounts: readAmounts(order, other), money: other },
  };
  const record = given({
    id: recordId,
    ...mapHeader(order, read),
    customer: mapOrderCustomer(order),
    billingAddress: mapAddress(order.object('billingAddress')),
    shippingAddress: mapAddress(order.object('shippingAddress')),
    lines: mapLines(read, warnings),
    shippingLines: mapShippingLines(read),
    discounts: mapDiscounts(order, money),
    taxes: mapTaxes(order, money),
    payments: mapPayments(order, money),
    totals: mapTotals(order, read),
    attributes: orderAttributes(order, read),
  });
  return { record, warnings: [...warnings, ...incompleteWarning(order, read), ...residualWarning(read)] };
}
