import { isJsonObject, type Json } from '../../../diff/json.js';
import type { ShopContext } from '../shop-context.js';

/** What the shop said of the cost of a query; null where it said nothing. */
export interface Cost {
  requested: number;
  available: number;
  restoreRate: number;
  maximum: number;
}

/** No wait before a request is longer. */
const LONGEST_WAIT_MS = 20_000;
const SHORTEST_WAIT_MS = 500;

/** Reads `extensions.cost` of an answer. */
export function readCost(extensions: Json): Cost | null {
  const cost = isJsonObject(extensions) ? extensions.cost : null;
  const status = isJsonObject(cost ?? null) ? (cost as Record<string, Json>).throttleStatus : null;
  if (!isJsonObject(cost) || !isJsonObject(status)) return null;
  const read: Cost = {
    requested: Number(cost.requestedQueryCost ?? 0),
    available: Number(status.currentlyAvailable),
    restoreRate: Number(status.restoreRate),
    maximum: Number(status.maximumAvailable),
  };
  return Object.values(read).every(Number.isFinite) && read.restoreRate > 0 ? read : null;
}

/** Remembers what an answer told of the bucket, and what its query costs. */
export function noteCost({ memory, now }: ShopContext, query: string, cost: Cost | null): void {
  if (cost === null) return;
  const { available, restoreRate, maximum } = cost;
  memory.bucket = { available, restoreRate, maximum, atMs: now().getTime() };
  if (cost.requested > 0) memory.costs.set(query, cost.requested);
}

/** How long to wait until the bucket holds so many points. */
function waitMsFor({ available, restoreRate }: Pick<Cost, 'available' | 'restoreRate'>, points: number): number {
  const lacking = points - available;
  return lacking <= 0 ? 0 : Math.min(LONGEST_WAIT_MS, Math.ceil((lacking / restoreRate) * 1_000));
}

/** Waits until the bucket can pay for the query, as far as is known: a query that would be refused is not sent. */
export async function awaitBucket({ memory, now, sleep }: ShopContext, query: string): Promise<void> {
  const { bucket } = memory;
  const expected = memory.costs.get(query);
  if (bucket === null || expected === undefined) return;
  const elapsedMs = Math.max(0, now().getTime() - bucket.atMs);
  const available = Math.min(bucket.maximum, bucket.available + (elapsedMs * bucket.restoreRate) / 1_000);
  const waitMs = waitMsFor({ ...bucket, available }, Math.min(expected, bucket.maximum));
  if (waitMs > 0) await sleep(waitMs);
}

/** How long to wait after the shop said that the bucket is empty; a second where it did not say how empty. */
export function throttledWaitMs(cost: Cost | null): number {
  if (cost === null) return 1_000;
  return Math.max(SHORTEST_WAIT_MS, waitMsFor(cost, Math.min(cost.requested, cost.maximum)));
}
