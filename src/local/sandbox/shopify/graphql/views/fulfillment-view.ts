import { toGid } from '../../books/ids.js';
import type { Fulfillment, ShopOrder } from '../../books/order.js';
import { type ConnectionArguments, connectList } from '../connection.js';
import type { RequestContext } from '../request-context.js';
import { lineView, pieceTotals } from './line-view.js';
import { instant, instantOrNull } from './plain-views.js';

/** A parcel of an order, or several under one roof. */
export function fulfillmentView(fulfillment: Fulfillment, order: ShopOrder): object {
  const { id, name, status, displayStatus, tracking, lines } = fulfillment;
  return {
    __typename: 'Fulfillment',
    id: toGid('Fulfillment', id),
    legacyResourceId: id,
    ...{ name, status, displayStatus },
    createdAt: instant(fulfillment.createdAtMs),
    updatedAt: instant(fulfillment.updatedAtMs),
    deliveredAt: instantOrNull(fulfillment.deliveredAtMs),
    estimatedDeliveryAt: null,
    inTransitAt: null,
    fulfillmentLineItems: (args: ConnectionArguments, context: RequestContext) =>
      connectList(lines, (line) => fulfillmentLineView(line, order), args, context),
    location: (_args: unknown, { shop, node }: RequestContext) => node(toGid('Location', shop.locationId)),
    order: (_args: unknown, context: RequestContext) => context.node(toGid('Order', order.id)),
    requiresShipping: order.lines.some(({ requiresShipping }) => requiresShipping),
    service: { handle: 'manual', serviceName: 'Manual' },
    totalQuantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: ({ first }: { first?: number | null }) => tracking.slice(0, first ?? undefined),
  };
}

/** Pieces of a line in a parcel. */
export function fulfillmentLineView(row: Fulfillment['lines'][number], order: ShopOrder): object {
  const line = order.lines.find(({ id }) => id === row.lineId);
  if (line === undefined) throw new RangeError(`there is no line ${row.lineId}`);
  return {
    __typename: 'FulfillmentLineItem',
    id: toGid('FulfillmentLineItem', row.id),
    quantity: row.quantity,
    lineItem: () => lineView(line, order),
    ...pieceTotals(line, row.quantity, order),
  };
}
