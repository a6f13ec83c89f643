import type { JsonValue } from './json-object.js';
import { PLAIN_ORDER_COLUMNS } from './order-columns.js';
import { type OrderPayload, renderOrder } from './render-order.js';
import type { ShopOrder } from './shop-order.js';

/** A shop's orders by entity id, from 1 without gaps, and what the interface shows of them. */
export interface OrderBook {
  /** The orders themselves; after changing one, `touch` it. */
  all(): readonly ShopOrder[];
  find(entityId: number): ShopOrder | undefined;
  add(order: ShopOrder): void;
  touch(order: ShopOrder): void;
  show(order: ShopOrder): OrderPayload;
  column(order: ShopOrder, name: string): JsonValue;
  /** Grows with every added or touched order. */
  revision(): number;
}

/** Creates a book of orders. One is rendered when first shown: a search names few columns and shows one page. */
export function createOrderBook(first: readonly ShopOrder[]): OrderBook {
  const orders = [...first];
  const shown = new Map<number, OrderPayload>();
  let revision = 0;
  const show = (order: ShopOrder): OrderPayload => {
    const payload = shown.get(order.entityId) ?? renderOrder(order);
    shown.set(order.entityId, payload);
    return payload;
  };
  return {
    all: () => orders,
    find: (entityId) => orders[entityId - 1],
    add: (order) => {
      orders.push(order);
      revision += 1;
    },
    touch: (order) => {
      shown.delete(order.entityId);
      revision += 1;
    },
    show,
    column: (order, name) => PLAIN_ORDER_COLUMNS.get(name)?.(order) ?? show(order)[name] ?? null,
    revision: () => revision,
  };
}
