import { figuresOf } from './figures.js';
import type { ShopOrder } from './order.js';
import { currentQuantity, type OrderLine } from './order-line.js';

/** An order's financial status as the administration shows it; null where it has none. */
export function financialStatus(order: ShopOrder): string | null {
  const { received, refunded, capturable, currentTotal } = figuresOf(order);
  if (refunded.presentment > 0) {
    return refunded.presentment >= received.presentment ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  }
  if (received.presentment > 0) {
    return received.presentment < currentTotal.presentment ? 'PARTIALLY_PAID' : 'PAID';
  }
  if (order.transactions.some(({ kind, status }) => kind === 'VOID' && status === 'SUCCESS')) return 'VOIDED';
  if (capturable.presentment > 0) return 'AUTHORIZED';
  if (order.statusless) return null;
  return currentTotal.presentment === 0 && order.cancelledAtMs === null ? 'PAID' : 'PENDING';
}

/** An order's fulfilment status as the administration shows it. */
export function fulfillmentStatus(order: ShopOrder): string {
  const goods = order.lines.filter(({ isTip }) => !isTip);
  const sent = goods.reduce((sum, line) => sum + sentQuantity(order, line), 0);
  const open = goods.reduce((sum, line) => sum + unfulfilledQuantity(order, line), 0);
  if (order.cancelledAtMs !== null && sent === 0 && order.refunds.length > 0) return 'RESTOCKED';
  if (sent === 0) return 'UNFULFILLED';
  return open === 0 ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
}

/** The pieces of a line that are in parcels which were not cancelled. */
export function sentQuantity(order: ShopOrder, line: OrderLine): number {
  return order.fulfillments
    .filter(({ status }) => status === 'SUCCESS')
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === line.id)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The pieces of a line that are still to be sent; tips are never sent. */
export function unfulfilledQuantity(order: ShopOrder, line: OrderLine): number {
  return line.isTip ? 0 : Math.max(0, currentQuantity(line) - sentQuantity(order, line));
}

/** How returns of the order stand. */
export function returnStatus(order: ShopOrder): string {
  if (order.returns.length === 0) return 'NO_RETURN';
  return order.returns.every(({ status }) => status === 'CLOSED') ? 'RETURNED' : 'IN_PROGRESS';
}
