import type { Page } from '../../src/ports/order-store.js';
import { formatContinuation, type LastKey, parseContinuation } from '../../src/stores/continuation.js';
import { clone } from './clone.js';

/** A keyset page of the items, greatest key first, as the real stores give it. */
export function pageOf<T>(
  items: readonly T[],
  { limit, continuation }: { limit: number; continuation?: string },
  keyOf: (item: T) => LastKey,
): Page<T> {
  const after = continuation === undefined ? null : parseContinuation(continuation);
  const sorted = [...items].sort((left, right) => compare(keyOf(right), keyOf(left)));
  const rest = after === null ? sorted : sorted.filter((item) => compare(keyOf(item), after) < 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: clone(page),
    continuation: last !== undefined && rest.length > limit ? formatContinuation(keyOf(last)) : null,
  };
}

function compare(left: LastKey, right: LastKey): number {
  if (left.order !== right.order) return left.order < right.order ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
