import type { ShopOrder } from '../books/order.js';
import type { RequestContext } from './request-context.js';

const WINDOW_MS = 60 * 24 * 3_600_000;

/** The orders that the app may see: without `read_all_orders`, older ones are missing without a word. */
export function visibleOrders(context: RequestContext): readonly ShopOrder[] {
  const orders = context.shop.orders();
  return seesAll(context) ? orders : orders.filter((order) => isRecent(order, context));
}

/** One order by its id, if the app may see it. */
export function visibleOrder(id: string, context: RequestContext): ShopOrder | null {
  const order = context.shop.order(id);
  if (order === undefined) return null;
  return seesAll(context) || isRecent(order, context) ? order : null;
}

function seesAll({ switches }: RequestContext): boolean {
  return switches.scopes.includes('read_all_orders');
}

function isRecent({ createdAtMs }: ShopOrder, { shop }: RequestContext): boolean {
  return createdAtMs >= shop.now().getTime() - WINDOW_MS;
}
