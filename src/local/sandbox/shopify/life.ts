import { type Beats, type Life, startBeats } from '../kit/life.js';
import type { ShopifyShop } from './shop.js';

/** What keeps a shop busy. */
export interface LifeOptions extends Beats {
  shop: ShopifyShop;
}

/** Places an order at every third beat, changes a customer or a product at every tenth, and an order at the others, until stopped. */
export function startLife({ shop, ...beats }: LifeOptions): Life {
  return startBeats((beat) => {
    if (beat % 20 === 0) shop.changeProduct();
    else if (beat % 10 === 0) shop.changeCustomer();
    else if (beat % 3 === 1) shop.place();
    else shop.change();
  }, beats);
}
