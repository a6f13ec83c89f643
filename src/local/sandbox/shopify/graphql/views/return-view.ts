import { toGid } from '../../books/ids.js';
import type { Return, ShopOrder } from '../../books/order.js';
import { type ConnectionArguments, connectList } from '../connection.js';
import type { RequestContext } from '../request-context.js';
import { fulfillmentLineView } from './fulfillment-view.js';
import { instant, instantOrNull } from './plain-views.js';
import { refundView } from './refund-view.js';

/** A return of an order. */
export function returnView(row: Return, order: ShopOrder): object {
  return {
    __typename: 'Return',
    id: toGid('Return', row.id),
    name: row.name,
    status: row.status,
    createdAt: instant(row.createdAtMs),
    closedAt: instantOrNull(row.closedAtMs),
    totalQuantity: row.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    order: (_args: unknown, context: RequestContext) => context.node(toGid('Order', order.id)),
    refunds: (args: ConnectionArguments, context: RequestContext) =>
      connectList(
        order.refunds.filter(({ returnId }) => returnId === row.id),
        (refund) => refundView(refund, order),
        args,
        context,
      ),
    returnLineItems: (args: ConnectionArguments, context: RequestContext) =>
      connectList(row.lines, (line) => returnLineView(line, row, order), args, context),
  };
}

function returnLineView(line: Return['lines'][number], row: Return, order: ShopOrder): object {
  const sent = order.fulfillments.flatMap(({ lines }) => lines).find(({ id }) => id === line.fulfillmentLineId);
  return {
    __typename: 'ReturnLineItem',
    id: toGid('ReturnLineItem', line.id),
    quantity: line.quantity,
    refundedQuantity: row.status === 'CLOSED' ? line.quantity : 0,
    returnReason: line.reason,
    returnReasonNote: line.note,
    fulfillmentLineItem: sent === undefined ? null : () => fulfillmentLineView(sent, order),
  };
}
