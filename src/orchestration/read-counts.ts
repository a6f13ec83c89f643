import { toMicro } from '../model/micro.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { OrderStore } from '../ports/order-store.js';

/** Goods that were counted: so many pieces in millionths, at this instant. */
export interface StockCount {
  micro: bigint;
  at: string;
}

const PAGE = 200;

/**
 * The latest counts of a profile by SKU, or of one SKU. Counts of several places add up, as of the newest of them. A count of which
 * nobody says when it was made is as old as its record here.
 */
export async function readCounts(
  store: Pick<OrderStore, 'query'>,
  profileId: string,
  sku?: string,
): Promise<Map<string, StockCount>> {
  const counts = new Map<string, StockCount>();
  const wanted = { kind: 'stock', profileId, limit: PAGE, ...(sku === undefined ? {} : { sku }) } as const;
  let continuation: string | null = null;
  do {
    const page = await store.query({ ...wanted, ...(continuation === null ? {} : { continuation }) });
    for (const { item } of page.items) addCount(counts, item);
    continuation = page.continuation;
  } while (continuation !== null);
  return counts;
}

function addCount(counts: Map<string, StockCount>, { record, updatedAt }: StoredRecord): void {
  const { sku, quantity } = record;
  if (typeof sku !== 'string' || typeof quantity !== 'string') return;
  const at = new Date(String(record.countedAt ?? record.updatedAt ?? updatedAt)).toISOString();
  const known = counts.get(sku);
  counts.set(sku, {
    micro: (known?.micro ?? 0n) + BigInt(toMicro(quantity) ?? 0),
    at: known !== undefined && known.at > at ? known.at : at,
  });
}
