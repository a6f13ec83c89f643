import { type Beats, type Life, startBeats } from '../kit/life.js';
import type { ShopwareShop } from './shop.js';

/** What keeps a shop busy. */
export interface LifeOptions extends Beats {
  shop: ShopwareShop;
}

/** At every third beat places a new order, now and then changes a product or a customer, and else an earlier order, until stopped. */
export function startLife({ shop, ...beats }: LifeOptions): Life {
  return startBeats((beat) => {
    if (beat % 3 === 1) shop.place();
    else if (beat % 24 === 12) shop.changeProduct();
    else if (beat % 24 === 0) shop.changeCustomer();
    else shop.change();
  }, beats);
}
