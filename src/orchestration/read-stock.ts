import pLimit from 'p-limit';
import { formatMicro } from '../model/micro.js';
import { stockKey } from '../model/stock-movement.js';
import type { OrderStore } from '../ports/order-store.js';
import type { StockMovements, StockSum } from '../ports/stock-movements.js';
import { readCounts, type StockCount } from './read-counts.js';

/** What the stock is made from: counts, and what moved since. */
export interface StockPorts {
  store: Pick<OrderStore, 'query'>;
  movements: Pick<StockMovements, 'sum' | 'sumAll'>;
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

/** SKUs that are added up at once. */
const AT_ONCE = 8;

/** The stock of a SKU: what was last counted, if it was, and the movements after that instant. */
export async function readStock(
  { store, movements }: StockPorts,
  { profileId, sku }: { profileId: string; sku: string },
): Promise<Stock> {
  const counted = (await readCounts(store, profileId, sku)).get(sku) ?? null;
  return toStock(movements, profileId, sku, counted);
}

/** The stock of each SKU that ever moved or was counted, by SKU. */
export async function reportStock({ store, movements }: StockPorts, profileId: string): Promise<Stock[]> {
  const [counts, all] = await Promise.all([readCounts(store, profileId), movements.sumAll(profileId)]);
  const moved = all.filter(({ sku }) => sku === null || !counts.has(sku)).map(toMoved);
  const limit = pLimit(AT_ONCE);
  const counted = [...counts].map(([sku, count]) => limit(() => toStock(movements, profileId, sku, count)));
  const name = ({ sku, productKey = '' }: Stock) => sku ?? `\uffff${productKey}`;
  return [...moved, ...(await Promise.all(counted))].sort((one, other) => (name(one) < name(other) ? -1 : 1));
}

async function toStock(
  movements: Pick<StockMovements, 'sum'>,
  profileId: string,
  sku: string,
  counted: StockCount | null,
): Promise<Stock> {
  const moved = await movements.sum(stockKey(profileId, sku, ''), counted?.at ?? null);
  return { sku, quantity: formatMicro((counted?.micro ?? 0n) + moved), countedAt: counted?.at ?? null };
}

function toMoved({ sku, productKey, micro }: StockSum): Stock {
  return { sku, ...(sku === null ? { productKey } : {}), quantity: formatMicro(micro), countedAt: null };
}
