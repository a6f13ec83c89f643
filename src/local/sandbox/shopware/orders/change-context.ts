import type { SeededRandom } from '../../kit/seeded-random.js';
import type { ShopOrder } from './shop-order.js';

/** What a change may use. */
export interface ChangeContext {
  atMs: number;
  random: SeededRandom;
  /** The next id of a table. */
  nextId(entity: string): string;
  /** The next number of a sequence, from 1. */
  nextNumber(sequence: string): number;
  /** Keeps an order as it is now under a version of its own, and gives that version's id. */
  keepVersion(order: ShopOrder): string;
}
