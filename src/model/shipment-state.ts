import type { z } from 'zod';
import type { JsonObject } from '../diff/json.js';
import type { shipment } from './shipment.js';

/** Where a shipment is. */
export type ShipmentState = z.output<typeof shipment>['state'];

/** What may follow each state. News of a parcel comes out of order: what is not here is older news, or none. */
const FOLLOWERS: Readonly<Record<ShipmentState, readonly ShipmentState[]>> = {
  pending: ['in_transit', 'delivered', 'exception', 'cancelled'],
  in_transit: ['delivered', 'exception', 'cancelled'],
  exception: ['in_transit', 'delivered', 'cancelled'],
  delivered: ['exception'],
  cancelled: ['delivered', 'exception'],
};

/** The state after news of another one: it never goes back, and what was delivered once is never under way again. */
export function nextShipmentState(
  before: ShipmentState,
  incoming: ShipmentState,
  wasDelivered: boolean,
): ShipmentState {
  if (wasDelivered && before === 'exception' && incoming !== 'delivered') return before;
  return FOLLOWERS[before].includes(incoming) ? incoming : before;
}

/** A completed shipment whose state and time of delivery go on from what is known of it, and are never taken back. */
export function settleShipment(known: JsonObject, completed: JsonObject): JsonObject {
  const { state, deliveredAt } = completed;
  const wasDelivered = typeof known.deliveredAt === 'string';
  return {
    ...completed,
    ...(isState(known.state) && isState(state) ? { state: nextShipmentState(known.state, state, wasDelivered) } : {}),
    deliveredAt: deliveredAt ?? known.deliveredAt ?? null,
  };
}

function isState(value: unknown): value is ShipmentState {
  return typeof value === 'string' && Object.hasOwn(FOLLOWERS, value);
}
