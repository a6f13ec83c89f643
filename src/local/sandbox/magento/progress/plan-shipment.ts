import { MagentoError } from '../magento-error.js';
import type { ShopOrder } from '../shop-order.js';
import { type Parcel, parcelsOf } from './ship-order.js';
import type { NewTrack } from './tracks.js';

/** What somebody asks the interface to ship: nothing named means all that is left. */
export interface ShipmentRequest {
  items: readonly { orderItemId: number; quantity: number }[];
  tracks: readonly NewTrack[];
  comment: { text: string; visible: number } | null;
}

/**
 * What a request ships. Items that the order does not have, or has nothing left of, are passed over as the shop does.
 * Throws a 400 that lists all that is wrong, with its placeholders filled in: this one message the shop puts together itself.
 */
export function planShipment(order: ShopOrder, request: ShipmentRequest): Parcel[] {
  const left = order.rows.flatMap(parcelsOf);
  const parcels = request.items.length === 0 ? left : pickParcels(left, request.items);
  const problems = [...orderProblems(order, left), ...parcelProblems(parcels, left), ...trackProblems(request.tracks)];
  if (problems.length === 0) return parcels;
  throw new MagentoError(400, `Shipment Document Validation Error(s):\n${problems.join('\n')}`);
}

function pickParcels(left: readonly Parcel[], items: ShipmentRequest['items']): Parcel[] {
  const wanted = new Map(items.map((item) => [item.orderItemId, item.quantity]));
  return left
    .filter(({ row }) => wanted.has(row.itemId))
    .map(({ row }) => ({ row, quantity: wanted.get(row.itemId) ?? 0 }));
}

function orderProblems(order: ShopOrder, left: readonly Parcel[]): string[] {
  if (order.state === 'holded' || order.state === 'canceled' || order.shipping === null) {
    return [`A shipment cannot be created when an order has a status of ${order.status}`];
  }
  return left.length === 0 ? ['The order does not allow a shipment to be created.'] : [];
}

function parcelProblems(parcels: readonly Parcel[], left: readonly Parcel[]): string[] {
  const tooMuch = parcels.filter(({ row, quantity }) => left.some((one) => one.row === row && quantity > one.quantity));
  const isNothing = parcels.every(({ quantity }) => quantity <= 0);
  return [
    ...tooMuch.map(
      ({ row }) => `The quantity to ship must not be greater than the unshipped quantity for product SKU "${row.sku}".`,
    ),
    ...(isNothing ? ["You can't create a shipment without products."] : []),
  ];
}

function trackProblems(tracks: readonly NewTrack[]): string[] {
  return tracks.some((track) => track.number === '') ? ['Please enter a tracking number.'] : [];
}
