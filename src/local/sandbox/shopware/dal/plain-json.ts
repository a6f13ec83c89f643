import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import type { Criteria } from './criteria.js';
import { associationsOf, type EntityName, translatedFields } from './definitions.js';
import type { Loaded } from './load.js';
import type { Row } from './tables.js';

/** Shows a row as plain JSON: every association stands there, null unless it was loaded. */
export function toPlainJson({ entity, row, related }: Loaded, includes: Criteria['includes'] = {}): JsonObject {
  const shown: Record<string, JsonValue> = { ...shownFields(row, includes) };
  for (const name of Object.keys(associationsOf(entity))) {
    const value = related.get(name) ?? null;
    shown[name] = isList(value)
      ? value.map((one) => toPlainJson(one, includes))
      : value && toPlainJson(value, includes);
  }
  return pick(
    { extensions: [], _uniqueIdentifier: row.id, translated: translationsOf(entity, row), ...shown, apiAlias: entity },
    includes,
  );
}

/** The fields of a row that the interface shows, those of the values within it narrowed to what was asked for. */
export function shownFields(row: Row, includes: Criteria['includes']): JsonObject {
  const shown = Object.entries(row).filter(([name]) => !name.startsWith('_'));
  return Object.fromEntries(shown.map(([name, value]) => [name, pickWithin(value, includes)]));
}

/** What is translated of a row, in the one language that the shop has; a list where nothing is. */
export function translationsOf(entity: EntityName, row: Row): JsonValue {
  const fields = translatedFields(entity);
  if (fields.length === 0) return [];
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? (field === 'customFields' ? [] : null)]));
}

/** The fields of an entity that were asked for; all of them where nothing was said about it. */
export function isIncluded(entity: EntityName, field: string, includes: Criteria['includes']): boolean {
  return includes[entity]?.includes(field) ?? true;
}

function pickWithin(value: JsonValue, includes: Criteria['includes']): JsonValue {
  if (Object.keys(includes).length === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => pickWithin(one, includes));
  const entries = Object.entries(value as JsonObject);
  return pick(Object.fromEntries(entries.map(([name, one]) => [name, pickWithin(one, includes)])), includes);
}

function pick(object: JsonObject, includes: Criteria['includes']): JsonObject {
  const fields = includes[String(object.apiAlias)];
  if (fields === undefined) return object;
  return Object.fromEntries(Object.entries(object).filter(([name]) => name === 'apiAlias' || fields.includes(name)));
}

function isList(value: Loaded | null | readonly Loaded[]): value is readonly Loaded[] {
  return Array.isArray(value);
}
