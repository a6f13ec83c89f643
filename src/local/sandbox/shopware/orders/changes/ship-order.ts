import type { ChangeContext } from '../change-context.js';
import type { ShopDelivery, ShopOrder } from '../shop-order.js';
import { moveTo, type StateMove } from './state-move.js';

const WAITING = new Set(['open', 'shipped_partially', 'ready_for_pickup']);

/** The deliveries that are still to be sent, without the discount on the shipping. */
export function openParcels({ deliveries }: ShopOrder): ShopDelivery[] {
  return deliveries.filter(({ isDiscount, state }) => !isDiscount && WAITING.has(state));
}

/** Sends all that is to be sent, with a tracking code or two for each. */
export function shipAll(order: ShopOrder, context: ChangeContext): StateMove[] {
  return openParcels(order).map((delivery) => {
    track(delivery, context.random.integer(1, 2), context);
    return moveTo('order_delivery', delivery, 'shipped', context);
  });
}

/** Sends the first of several deliveries, or a part of the only one. */
export function shipPart(order: ShopOrder, context: ChangeContext): StateMove[] {
  const parcels = openParcels(order).filter(({ state }) => state === 'open');
  const delivery = parcels[0] as ShopDelivery;
  track(delivery, 1, context);
  const isWhole = parcels.length > 1 || delivery.lineIds.length < 2;
  return [moveTo('order_delivery', delivery, isWhole ? 'shipped' : 'shipped_partially', context)];
}

/** Puts deliveries into a state that a plugin added. */
export function waitForPickup(order: ShopOrder, context: ChangeContext): StateMove[] {
  const waiting = openParcels(order).filter(({ state }) => state === 'open');
  return waiting.map((delivery) => moveTo('order_delivery', delivery, 'ready_for_pickup', context));
}

/** Takes everything back. */
export function returnParcels({ deliveries }: ShopOrder, context: ChangeContext): StateMove[] {
  const shipped = deliveries.filter(({ state }) => state === 'shipped');
  return shipped.map((delivery) => moveTo('order_delivery', delivery, 'returned', context));
}

function track(delivery: ShopDelivery, codes: number, { nextNumber }: ChangeContext): void {
  for (let code = 0; code < codes; code += 1) {
    delivery.trackingCodes.push(`00340${String(nextNumber('tracking')).padStart(12, '0')}`);
  }
}
