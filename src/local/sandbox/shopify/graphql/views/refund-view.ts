import { type Amount, divideRounded, eachCurrency } from '../../books/amount.js';
import { refundedBy } from '../../books/figures.js';
import { toGid } from '../../books/ids.js';
import type { Refund, RefundLine, ShopOrder } from '../../books/order.js';
import { type ConnectionArguments, connectList } from '../connection.js';
import type { RequestContext } from '../request-context.js';
import { dutyView, lineView, shippingLineView } from './line-view.js';
import { instant, moneyBag } from './plain-views.js';
import { transactionView } from './transaction-view.js';

/** A refund of an order. */
export function refundView(refund: Refund, order: ShopOrder): object {
  const { id, note, atMs, returnId } = refund;
  return {
    __typename: 'Refund',
    id: toGid('Refund', id),
    legacyResourceId: id,
    note,
    createdAt: instant(atMs),
    processedAt: instant(atMs),
    updatedAt: instant(atMs),
    order: (_args: unknown, context: RequestContext) => context.node(toGid('Order', order.id)),
    return: (_args: unknown, context: RequestContext) =>
      returnId === null ? null : context.node(toGid('Return', returnId)),
    totalRefundedSet: moneyBag(refundedBy(refund, order), order.currencies),
    ...partsOf(refund, order),
  };
}

function partsOf(refund: Refund, order: ShopOrder) {
  const bag = (amount: Amount): object => moneyBag(amount, order.currencies);
  const allDuties = order.lines.flatMap(({ duties }) => duties);
  return {
    duties: () =>
      refund.duties.map(({ dutyId, amount }) => {
        const duty = allDuties.find(({ id }) => id === dutyId);
        return { amountSet: bag(amount), originalDuty: duty === undefined ? null : dutyView(duty, order) };
      }),
    orderAdjustments: (args: ConnectionArguments, context: RequestContext) =>
      connectList(
        refund.adjustments,
        ({ id, reason, amount, tax }) => ({
          id: toGid('OrderAdjustment', id),
          reason,
          amountSet: bag(amount),
          taxAmountSet: bag(tax),
        }),
        args,
        context,
      ),
    refundLineItems: (args: ConnectionArguments, context: RequestContext) =>
      connectList(refund.lines, (line) => refundLineView(line, order), args, context),
    refundShippingLines: (args: ConnectionArguments, context: RequestContext) =>
      connectList(refund.shipping, (row) => refundShippingView(row, order), args, context),
    transactions: (args: ConnectionArguments, context: RequestContext) =>
      connectList(
        order.transactions.filter(({ id }) => refund.transactionIds.includes(id)),
        (transaction) => transactionView(transaction, order),
        args,
        context,
      ),
  };
}

function refundLineView(row: RefundLine, order: ShopOrder): object {
  const line = order.lines.find(({ id }) => id === row.lineId);
  if (line === undefined) throw new RangeError(`there is no line ${row.lineId}`);
  const bag = (amount: Amount): object => moneyBag(amount, order.currencies);
  return {
    id: toGid('RefundLineItem', row.id),
    quantity: row.quantity,
    restockType: row.restockType,
    restocked: row.restockType !== 'NO_RESTOCK',
    lineItem: () => lineView(line, order),
    location: (_args: unknown, { shop, node }: RequestContext) =>
      row.restockType === 'NO_RESTOCK' ? null : node(toGid('Location', shop.locationId)),
    priceSet: bag(eachCurrency(row.subtotal, (minor) => divideRounded(minor, row.quantity))),
    subtotalSet: bag(row.subtotal),
    totalTaxSet: bag(row.tax),
  };
}

function refundShippingView(row: Refund['shipping'][number], order: ShopOrder): object {
  const line = order.shippingLines.find(({ id }) => id === row.shippingLineId);
  return {
    __typename: 'RefundShippingLine',
    id: toGid('RefundShippingLine', row.id),
    shippingLine: line === undefined ? null : shippingLineView(line, order),
    subtotalAmountSet: moneyBag(row.subtotal, order.currencies),
    taxAmountSet: moneyBag(row.tax, order.currencies),
  };
}
