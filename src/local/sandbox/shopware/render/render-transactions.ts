import type { JsonObject } from '../../kit/json-object.js';
import type { Row } from '../dal/tables.js';
import { hexId } from '../hex-id.js';
import type { OrderFigures } from '../orders/order-figures.js';
import type { ShopCapture, ShopOrder, ShopRefund, ShopTransaction, Written } from '../orders/shop-order.js';
import { stateId } from '../settings/states.js';
import { formatInstant, formatMaybe } from '../shopware-time.js';
import type { FiledRow } from './filed-row.js';
import { renderAmount } from './render-price.js';

/** The transactions of an order with their captures and refunds, the oldest first. */
export function renderTransactions(order: ShopOrder, figures: OrderFigures, versionId: string): FiledRow[] {
  const amountOf = (amount: number): JsonObject => renderAmount(order, figures, amount);
  return order.transactions.flatMap((transaction) => [
    { entity: 'order_transaction' as const, row: renderTransaction(transaction, order, amountOf, versionId) },
    ...transaction.captures.flatMap((capture) => renderCapture(capture, transaction, amountOf, versionId)),
  ]);
}

type AmountOf = (amount: number) => JsonObject;

function renderTransaction(
  { id, method, amount, state, ...written }: ShopTransaction,
  order: ShopOrder,
  amountOf: AmountOf,
  versionId: string,
): Row {
  return {
    id,
    versionId,
    orderId: order.id,
    orderVersionId: versionId,
    paymentMethodId: hexId('payment_method', method),
    amount: amountOf(amount),
    validationData: [],
    stateId: stateId('order_transaction', state),
    customFields: null,
    ...renderWritten(written),
  };
}

function renderCapture(
  capture: ShopCapture,
  transaction: ShopTransaction,
  amountOf: AmountOf,
  versionId: string,
): FiledRow[] {
  const row = {
    id: capture.id,
    versionId,
    orderTransactionId: transaction.id,
    orderTransactionVersionId: versionId,
    stateId: stateId('order_transaction_capture', capture.state),
    externalReference: capture.reference,
    amount: amountOf(capture.amount),
    customFields: null,
    ...renderWritten(capture),
  };
  const refunds = capture.refunds.flatMap((refund) => renderRefund(refund, capture, amountOf, versionId));
  return [{ entity: 'order_transaction_capture', row }, ...refunds];
}

function renderRefund(refund: ShopRefund, capture: ShopCapture, amountOf: AmountOf, versionId: string): FiledRow[] {
  const row = {
    id: refund.id,
    versionId,
    captureId: capture.id,
    captureVersionId: versionId,
    stateId: stateId('order_transaction_capture_refund', refund.state),
    externalReference: `${capture.reference}-R`,
    reason: refund.reason,
    amount: amountOf(refund.amount),
    customFields: null,
    ...renderWritten(refund),
  };
  const positions = refund.positions.map(({ id, lineId, quantity, amount }): FiledRow => {
    const position = {
      id,
      versionId,
      refundId: refund.id,
      refundVersionId: versionId,
      orderLineItemId: lineId,
      orderLineItemVersionId: versionId,
      externalReference: null,
      reason: refund.reason,
      quantity,
      amount: amountOf(amount),
      customFields: null,
      ...renderWritten(refund),
    };
    return { entity: 'order_transaction_capture_refund_position', row: position };
  });
  return [{ entity: 'order_transaction_capture_refund', row }, ...positions];
}

function renderWritten({ createdAt, updatedAt }: Written) {
  return { createdAt: formatInstant(createdAt), updatedAt: formatMaybe(updatedAt) };
}
