import { type Beats, type Life, startBeats } from '../kit/life.js';
import { createParcels } from './parcels.js';
import type { TrackingNews } from './send-webhook.js';
import type { MagentoShop } from './shop.js';

/** What keeps a shop busy. */
export interface LifeOptions extends Beats {
  shop: MagentoShop;
  /** Hears of the parcels of new shipments: in transit, then delivered, at most one piece of news a beat. */
  onParcel?: (news: TrackingNews) => void;
}

/** At every third beat places a new order, now and then changes a product or a customer, and else an earlier order, until stopped. */
export function startLife({ shop, onParcel, ...beats }: LifeOptions): Life {
  const parcels = createParcels();
  const stopListening = shop.onChange(parcels.take);
  const life = startBeats((beat) => {
    const news = parcels.step(shop.now());
    if (news !== null) onParcel?.(news);
    happen(shop, beat);
  }, beats);
  return {
    stop: () => {
      stopListening();
      life.stop();
    },
  };
}

function happen(shop: MagentoShop, beat: number): void {
  if (beat % 3 === 1) shop.place();
  else if (beat % 24 === 12) shop.changeProduct();
  else if (beat % 24 === 0) shop.changeCustomer();
  else shop.change();
}
