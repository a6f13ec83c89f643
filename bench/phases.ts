import { type BenchOrder, changeOrder, createOrders, type OrderSize, removeAttribute } from './orders.js';

/** The phases in the order in which they run; each sends every order once. */
export const PHASES = ['created', 'ignored', 'patched', 'updated'] as const;

/** What becomes of every record of a phase. */
export type Phase = (typeof PHASES)[number];

/** The most records of one queue blob. */
export const MAX_BATCH = 500;

/** As `maxDegreeOfParallelism` in host.json. */
export const BLOBS_AT_ONCE = 4;

/** How many records go into a queue blob: few enough that four blobs can be under way, at most 500. */
export function batchOf(records: number): number {
  return Math.min(MAX_BATCH, Math.ceil(records / BLOBS_AT_ONCE));
}

/** The bodies to post, phase by phase: NDJSON, one queue blob each. */
export function createBodies(count: number, size: OrderSize): Record<Phase, string[]> {
  const created = createOrders(count, size);
  const patched = created.map(changeOrder);
  const updated = patched.map(removeAttribute);
  return {
    created: toBodies(created),
    ignored: toBodies(created),
    patched: toBodies(patched),
    updated: toBodies(updated),
  };
}

/** Orders as bodies of one queue blob each. */
export function toBodies(orders: readonly BenchOrder[]): string[] {
  const batch = batchOf(orders.length);
  const texts = orders.map((order) => JSON.stringify(order));
  const starts = Array.from({ length: Math.ceil(texts.length / batch) }, (_, index) => index * batch);
  return starts.map((start) => texts.slice(start, start + batch).join('\n'));
}
