import { hashName } from '../model/record-key.js';
import type { Settlement, SettlementEntry } from '../model/settlement.js';
import { type StockMovement, stockKey } from '../model/stock-movement.js';
import type { StockMovements } from '../ports/stock-movements.js';

/**
 * Adds the stock movements of an entry that are not there yet. The entry is written first and is what they are made from, so whoever
 * comes after a crash completes them.
 */
export async function completeMovements(
  movements: StockMovements,
  settlement: Settlement,
  entry: SettlementEntry,
): Promise<void> {
  if (entry.goods.length > 0) await movements.add(movementsOf(settlement, entry));
}

function movementsOf(
  { id: orderKey, profileId, remoteId: orderId }: Settlement,
  entry: SettlementEntry,
): StockMovement[] {
  return entry.goods.map(({ lineId, sku, productKey, micro }) => {
    const key = stockKey(profileId, sku, productKey);
    const id = hashName(JSON.stringify([orderKey, lineId, entry.number, key]));
    return { id, stockKey: key, profileId, sku, productKey, orderKey, orderId, lineId, micro, at: entry.movedAt };
  });
}
