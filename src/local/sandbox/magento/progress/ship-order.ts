import type { ShopShipment } from '../documents/sales-document.js';
import { type OrderRow, shippedRows } from '../order-row.js';
import type { ShopOrder } from '../shop-order.js';
import type { ChangeContext } from './change-context.js';
import { openDocument } from './open-document.js';
import { advance, note, settleState, toInvoice, toShip } from './order-steps.js';
import { type NewTrack, openTrack, pickTracks } from './tracks.js';

/** A row to be shipped, and how much of it. */
export interface Parcel {
  row: OrderRow;
  quantity: number;
}

/** What a shipment has besides its rows. */
export interface ShipmentDetails {
  tracks: readonly NewTrack[];
  comment: { text: string; visible: number } | null;
}

/** What can be shipped of a top-level row, part by part. */
export function parcelsOf(top: OrderRow): Parcel[] {
  return shippedRows(top)
    .map((row) => ({ row, quantity: toShip(row, top) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Ships what is left of the given top-level rows, with tracks by chance. */
export function shipRows(order: ShopOrder, rows: readonly OrderRow[], context: ChangeContext): void {
  const isOdd = context.extras.chance(0.1);
  const comment = isOdd ? { text: 'Bitte Palette tauschen', visible: 0 } : null;
  shipParcels(order, rows.flatMap(parcelsOf), { tracks: pickTracks(context.extras), comment }, context);
}

/** Ships the given quantities, which must not be more than is left. */
export function shipParcels(
  order: ShopOrder,
  parcels: readonly Parcel[],
  details: ShipmentDetails,
  context: ChangeContext,
): ShopShipment {
  const { counters, atMs } = context;
  const shipment: ShopShipment = {
    ...openDocument('shipment', order, context),
    items: parcels.map((parcel) => ({ ...parcel, itemId: counters.nextId('shipment_item') })),
    tracks: details.tracks.map((track) => openTrack(track, context)),
    comments: [],
  };
  if (details.comment !== null) {
    shipment.comments.push({ ...details.comment, entityId: counters.nextId('shipment_comment'), createdAt: atMs });
  }
  order.shipments.push(shipment);
  for (const { row, quantity } of parcels) advance(row, 'shipped', quantity, context);
  settleShipped(order);
  note(order, 'shipment', null, context);
  return shipment;
}

/** A shipment alone does not end the wait for an online payment. */
function settleShipped(order: ShopOrder): void {
  const waits = order.state === 'pending_payment' && order.rows.some((row) => toInvoice(row) > 0);
  if (!waits) settleState(order);
}
