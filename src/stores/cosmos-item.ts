/** An item without the fields that Cosmos DB adds (`_etag`, `_ts`, `_rid`, …): they never leave the adapters. */
export function withoutSystemFields<T>(item: object): T {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !name.startsWith('_'))) as T;
}
