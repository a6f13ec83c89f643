import type { TrackingNews } from './send-webhook.js';
import type { ShopNews } from './shop-writes.js';

/** The parcels that are on their way, oldest first. */
export interface Parcels {
  /** Takes the parcels of a new shipment on; news of anything else are passed over. */
  take(news: ShopNews): void;
  /** Moves the parcel that has waited longest one step on: in transit, then delivered at the given time. Null where none is on its way. */
  step(now: Date): TrackingNews | null;
}

/** Creates an empty depot. */
export function createParcels(): Parcels {
  const waiting: TrackingNews[] = [];
  return {
    take: ({ order, shipment }) => {
      for (const track of shipment?.tracks ?? []) {
        waiting.push({
          orderNumber: order.increment_id,
          trackingNumber: String(track.track_number),
          carrier: String(track.carrier_code),
          status: 'pending',
          deliveredAt: null,
        });
      }
    },
    step: (now) => {
      const parcel = waiting.shift();
      if (parcel === undefined) return null;
      if (parcel.status === 'in_transit') {
        return { ...parcel, status: 'delivered', deliveredAt: now.toISOString().replace(/\.\d+Z$/, 'Z') };
      }
      const moved = { ...parcel, status: 'in_transit' };
      waiting.push(moved);
      return moved;
    },
  };
}
