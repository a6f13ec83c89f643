import type { JsonObject } from '../../kit/json-object.js';

/** A record that nobody can read: without its items, and with an object where a name, an address or an amount should be. */
export function spoil(payload: JsonObject): JsonObject {
  const { items: _, ...rest } = payload;
  const wrong = ['grand_total', 'email', 'sku', 'total_qty'].filter((name) => name in rest);
  return { ...rest, ...Object.fromEntries(wrong.map((name) => [name, { error: 'corrupted' }])) };
}
