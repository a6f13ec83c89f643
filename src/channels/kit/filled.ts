import type { Json, JsonObject } from '../../diff/json.js';

function isFilled(value: Json | undefined): value is Json {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** The fields that say something, for a record's attributes: null, empty text, empty lists and objects are left out; false stays. */
export function filled(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => isFilled(entry[1])));
}
