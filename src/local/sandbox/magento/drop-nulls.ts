import type { JsonObject, JsonValue } from '../kit/json-object.js';

/** Leaves out keys whose value is null, as the remote system does, except the few that it keeps. */
export function dropNulls(object: JsonObject, kept: readonly string[] = []): JsonObject {
  const rest: Record<string, JsonValue> = {};
  for (const key in object) {
    const value = object[key];
    if (value !== undefined && (value !== null || kept.includes(key))) rest[key] = value;
  }
  return rest;
}
