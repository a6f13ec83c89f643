import type { SeededRandom } from '../../kit/seeded-random.js';
import type { ShopProduct } from '../books/catalog.js';
import type { Ids } from '../books/ids.js';

/** What a change of an order may draw on; `atMs` is the whole second at which it happens. */
export interface ChangeContext {
  random: SeededRandom;
  ids: Ids;
  products: readonly ShopProduct[];
  locationId: string;
  atMs: number;
}
