import type { Json, JsonObject } from '../../diff/json.js';

/** The fields that were given: an undefined one is left out of the record, so that it keeps what is known of it. */
export function given(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
