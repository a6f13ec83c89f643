import type { Fulfillment, ShopOrder } from '../books/order.js';
import { currentQuantity } from '../books/order-line.js';
import type { ChangeContext } from './change-context.js';
import { refundOrder } from './refund.js';

/** Whether something was sent that is still the customer's, and no return is open. */
export function isReturnable(order: ShopOrder): boolean {
  return sentLine(order) !== undefined && !hasOpenReturn(order);
}

/** Whether a return waits to be closed. */
export function hasOpenReturn(order: ShopOrder): boolean {
  return order.returns.some(({ status }) => status === 'OPEN');
}

/** Opens a return for one piece that was sent. */
export function openReturn(order: ShopOrder, { ids, random, atMs }: ChangeContext): void {
  const sent = sentLine(order);
  if (sent === undefined) return;
  order.returns.push({
    id: ids.next('Return'),
    name: `${order.name}-R${order.returns.length + 1}`,
    status: 'OPEN',
    createdAtMs: atMs,
    closedAtMs: null,
    lines: [
      {
        id: ids.next('ReturnLineItem'),
        fulfillmentLineId: sent.id,
        quantity: 1,
        reason: random.pick(['SIZE_TOO_SMALL', 'DEFECTIVE', 'UNWANTED', 'OTHER']),
        note: 'zu klein',
      },
    ],
  });
}

/** Closes the open return with a refund of a line. */
export function closeReturn(order: ShopOrder, context: ChangeContext): void {
  const open = order.returns.find(({ status }) => status === 'OPEN');
  if (open === undefined) return;
  refundOrder(order, 'lines', context, open.id);
  Object.assign(open, { status: 'CLOSED', closedAtMs: context.atMs });
}

function sentLine(order: ShopOrder): Fulfillment['lines'][number] | undefined {
  return order.fulfillments
    .filter(({ status }) => status === 'SUCCESS')
    .flatMap(({ lines }) => lines)
    .find(({ lineId }) => order.lines.some((line) => line.id === lineId && currentQuantity(line) > 0));
}
