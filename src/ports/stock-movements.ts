import type { StockMovement } from '../model/stock-movement.js';

/** What the movements of one SKU add up to. */
export interface StockSum {
  sku: string | null;
  productKey: string;
  micro: bigint;
}

/** The movements of stocked goods, never changed. */
export interface StockMovements {
  /** Adds those that are not there yet. */
  add(movements: readonly StockMovement[]): Promise<void>;
  /** The exact sum of a SKU's movements in millionths, of those after an instant where one is given. */
  sum(stockKey: string, after: string | null): Promise<bigint>;
  /** The sum of each SKU of a profile that ever moved, by walking all of its movements. */
  sumAll(profileId: string): Promise<StockSum[]>;
}
