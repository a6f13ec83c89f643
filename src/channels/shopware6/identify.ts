import { getOwn, hasOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { fromShopwareTime } from './shopware-time.js';

const ENTITY_ID = /^[0-9a-f]{32}$/i;

/** The id of an entity; null for what is none. */
export function toEntityId(value: unknown): string | null {
  return typeof value === 'string' && ENTITY_ID.test(value) ? value : null;
}

function rowsOf(entity: JsonObject, key: string): JsonObject[] {
  const value = getOwn(entity, key);
  // A list with keys is an object in PHP, but it has no id; what has one is a single row.
  if (isJsonObject(value) && hasOwn(value, 'id')) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).filter(isJsonObject) : [];
}

/** What hangs on an entity at a path such as `transactions.captures`; the entity itself at the empty one. */
function rowsAt(entity: JsonObject, path: string): JsonObject[] {
  const keys = path === '' ? [] : path.split('.');
  return keys.reduce<JsonObject[]>((rows, key) => rows.flatMap((row) => rowsOf(row, key)), [entity]);
}

/**
 * The newest instant at which the entity or what hangs on it at these paths was changed, or made where it never changed; null when
 * nothing says it.
 */
export function newestChange(entity: Json, paths: readonly string[]): string | null {
  if (!isJsonObject(entity)) return null;
  const found = ['', ...paths].flatMap((path) => rowsAt(entity, path).map(changeOf));
  return found.reduce((newest, one) => (one !== null && (newest === null || one > newest) ? one : newest), null);
}

function changeOf(row: JsonObject): string | null {
  for (const key of ['updatedAt', 'createdAt', 'orderDateTime']) {
    const text = getOwn(row, key);
    const at = typeof text === 'string' ? fromShopwareTime(text) : null;
    if (at !== null) return at;
  }
  return null;
}

/** Makes a resource's `identify`: the entity's id, and the newest change at these paths. It throws `record_id_missing`. */
export function identifyAt(
  paths: readonly string[],
): (raw: Json) => { recordId: string; sourceVersion: string | null } {
  return (raw) => {
    const recordId = isJsonObject(raw) ? toEntityId(getOwn(raw, 'id')) : null;
    if (recordId === null) throw new PipelineError('record_id_missing', 'id is missing', { path: '/id' });
    return { recordId, sourceVersion: newestChange(raw, paths) };
  };
}
