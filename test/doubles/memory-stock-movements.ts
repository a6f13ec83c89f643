import type { StockMovement } from '../../src/model/stock-movement.js';
import type { StockMovements, StockSum } from '../../src/ports/stock-movements.js';
import { clone } from './clone.js';

/** The movements in memory, all of them to look at. */
export interface MemoryStockMovements extends StockMovements {
  movements(): StockMovement[];
}

/** Makes an empty one. */
export function createMemoryStockMovements(): MemoryStockMovements {
  const movements = new Map<string, StockMovement>();
  return {
    async add(some) {
      for (const one of some)
        if (!movements.has(one.stockKey + one.id)) movements.set(one.stockKey + one.id, clone(one));
    },
    async sum(stockKey, after) {
      const wanted = [...movements.values()].filter((one) => one.stockKey === stockKey && one.at > (after ?? ''));
      return wanted.reduce((sum, { micro }) => sum + BigInt(micro), 0n);
    },
    async sumAll(profileId) {
      const sums = new Map<string, StockSum>();
      for (const { stockKey, sku, productKey, micro, profileId: owner } of movements.values()) {
        if (owner !== profileId) continue;
        sums.set(stockKey, { sku, productKey, micro: (sums.get(stockKey)?.micro ?? 0n) + BigInt(micro) });
      }
      return [...sums.values()];
    },
    movements: () => clone([...movements.values()]),
  };
}
