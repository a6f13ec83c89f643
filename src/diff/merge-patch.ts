import { getOwn, hasOwn, isJsonObject, type Json, type JsonObject, setOwn } from './json.js';

/**
 * The value after a JSON Merge Patch (RFC 7396): objects are merged member by member, `null` removes a member, and everything else,
 * arrays too, takes the place of what was there. Inputs stay as they are; members that the patch does not name are shared.
 */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const merged: JsonObject = isJsonObject(target) ? { ...target } : {};
  for (const name of Object.keys(patch)) {
    const value = patch[name] as Json;
    if (value !== null) setOwn(merged, name, mergePatch(getOwn(merged, name), value));
    else if (hasOwn(merged, name)) delete merged[name];
  }
  return merged;
}
