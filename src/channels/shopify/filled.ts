import type { Json, JsonObject } from '../../diff/json.js';

/** The fields that hold something: null, empty text and empty lists are left out. */
export function filled(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  const isFilled = (value: Json | undefined): value is Json =>
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => isFilled(entry[1])));
}
