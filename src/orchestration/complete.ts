import { getOwn, isJsonObject, type Json, type JsonObject, setOwn } from '../diff/json.js';
import { indexById, keyOf } from '../diff/keyed-array.js';
import { openBags } from '../model/fields.js';

/**
 * Completes a partial record from the cached one. A typed field that is absent was not provided and keeps its cached value;
 * `null` clears it. Two places are never partial: an array and an open bag (`attributes`) that are present are complete, so what
 * they no longer hold is removed. The elements of a keyed array are completed by their id.
 */
export function complete(cached: JsonObject | null, incoming: JsonObject): JsonObject {
  const completed: JsonObject = {};
  if (cached !== null) {
    for (const [name, value] of Object.entries(cached)) setOwn(completed, name, value);
  }
  for (const [name, value] of Object.entries(incoming)) {
    setOwn(completed, name, completeField(name, cached === null ? undefined : getOwn(cached, name), value));
  }
  return completed;
}

function completeField(name: string, cached: Json | undefined, incoming: Json): Json {
  if (Array.isArray(incoming)) return completeArray(Array.isArray(cached) ? cached : [], incoming);
  if (openBags.has(name)) return incoming ?? {};
  if (isJsonObject(incoming)) return complete(isJsonObject(cached) ? cached : null, incoming);
  return incoming;
}

function completeArray(cached: Json[], incoming: Json[]): Json[] {
  const index = indexById(cached);
  return incoming.map((element) => {
    if (!isJsonObject(element)) return element;
    const known = cached[index?.get(keyOf(element) ?? '') ?? -1];
    return complete(isJsonObject(known) ? known : null, element);
  });
}
