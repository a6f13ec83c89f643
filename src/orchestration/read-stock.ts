import { formatMicro } from '../model/micro.js';
import { stockKey } from '../model/stock-movement.js';
import type { StockMovements } from '../ports/stock-movements.js';

/** Goods that were counted: so many pieces in millionths, at this instant. */
export interface StockCount {
  micro: bigint;
  at: string;
}

/** The stock of one SKU. */
export interface Stock {
  sku: string | null;
  /** Only for a product without a SKU. */
  productKey?: string;
  /** What is there by the count and what moved since; without a count what came less what went. */
  quantity: string;
  /** When the goods were last counted; null where they never were. */
  countedAt: string | null;
}

/** The stock of a SKU: what was last counted, if it was, and the movements after that instant. */
export async function readStock(
  movements: Pick<StockMovements, 'sum'>,
  { profileId, sku }: { profileId: string; sku: string },
  counted: StockCount | null,
): Promise<Stock> {
  const moved = await movements.sum(stockKey(profileId, sku, ''), counted?.at ?? null);
  return { sku, quantity: formatMicro((counted?.micro ?? 0n) + moved), countedAt: counted?.at ?? null };
}

/** What came less what went of each SKU that ever moved, by SKU. */
export async function reportStock(movements: Pick<StockMovements, 'sumAll'>, profileId: string): Promise<Stock[]> {
  const all = await movements.sumAll(profileId);
  const name = ({ sku, productKey }: { sku: string | null; productKey: string }) => sku ?? `\uffff${productKey}`;
  return all
    .sort((one, other) => (name(one) < name(other) ? -1 : 1))
    .map(({ sku, productKey, micro }) => ({
      sku,
      ...(sku === null ? { productKey } : {}),
      quantity: formatMicro(micro),
      countedAt: null,
    }));
}
