import { composeOrder } from './compose-order.js';
import type { ChangeContext } from './progress/change-context.js';
import { applyChange, isApplicable } from './progress/order-progress.js';
import { seedHistory, seedWish } from './seed-plan.js';
import type { ShopOrder } from './shop-order.js';

/** How far back the orders of a new shop go. */
export const HISTORY_MS = 20 * 24 * 3_600_000;

/** Composes the orders of a new shop, oldest first, each with its past up to the given instant. */
export function seedOrders(count: number, untilMs: number, draws: Omit<ChangeContext, 'atMs'>): ShopOrder[] {
  const { random, counters } = draws;
  const ages = Array.from({ length: count }, () => random.integer(0, HISTORY_MS)).sort((a, b) => b - a);
  return ages.map((age, index) => {
    const order = composeOrder(seedWish(index), untilMs - age, random, counters);
    for (const { kind, atMs } of seedHistory(order, index, untilMs, random)) {
      if (isApplicable(order, kind)) applyChange(order, kind, { ...draws, atMs });
    }
    return order;
  });
}
