import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import type { Criteria } from './criteria.js';
import { type Association, associationsOf } from './definitions.js';
import type { Loaded } from './load.js';
import { isIncluded, shownFields, translationsOf } from './plain-json.js';

/** The rows of an answer as JSON:API: the resources, and once each those that belong to them. */
export function toJsonApi(
  rows: readonly Loaded[],
  apiUrl: string,
  includes: Criteria['includes'] = {},
): { data: JsonObject[]; included: JsonObject[] } {
  const included = new Map<string, JsonObject>();
  const data = rows.map((row) => resourceOf(row, apiUrl, includes));
  const own = new Set(rows.map(keyOf));
  const gather = (loaded: Loaded): void => {
    for (const one of [...loaded.related.values()].flat()) {
      if (one === null) continue;
      if (!own.has(keyOf(one))) merge(included, keyOf(one), resourceOf(one, apiUrl, includes));
      gather(one);
    }
  };
  rows.forEach(gather);
  return { data, included: [...included.values()] };
}

function keyOf({ entity, row }: Loaded): string {
  return `${entity} ${row.id}`;
}

/** A resource that was reached on two ways has the relationships of both. */
function merge(included: Map<string, JsonObject>, key: string, resource: JsonObject): void {
  const before = included.get(key);
  if (before === undefined) {
    included.set(key, resource);
    return;
  }
  const loaded = Object.entries(resource.relationships as JsonObject).filter(([, one]) => hasData(one));
  included.set(key, {
    ...before,
    relationships: { ...(before.relationships as JsonObject), ...Object.fromEntries(loaded) },
  });
}

function hasData(relationship: JsonValue): boolean {
  const { data } = relationship as JsonObject;
  return data !== null && (!Array.isArray(data) || data.length > 0);
}

function resourceOf({ entity, row, related }: Loaded, apiUrl: string, includes: Criteria['includes']): JsonObject {
  const self = `${apiUrl}/${entity.replaceAll('_', '-')}/${row.id}`;
  const { id, ...attributes } = shownFields(row, includes);
  const kept = Object.entries(attributes).filter(([name]) => isIncluded(entity, name, includes));
  const relationships = Object.entries(associationsOf(entity))
    .filter(([name]) => isIncluded(entity, name, includes))
    .map(([name, association]): [string, JsonObject] => [
      name,
      { data: linkage(related.get(name), association), links: { related: `${self}/${dashed(name)}` } },
    ]);
  return {
    id: row.id,
    type: entity,
    attributes: { ...Object.fromEntries(kept), translated: translationsOf(entity, row) },
    links: { self },
    relationships: Object.fromEntries(relationships),
    meta: null,
  };
}

function linkage(loaded: Loaded | null | readonly Loaded[] | undefined, association: Association): JsonValue {
  const isOne = 'own' in association || ('single' in association && association.single === true);
  const rows = [loaded ?? []].flat() as Loaded[];
  const links = rows.map(({ entity, row }) => ({ type: entity, id: row.id }));
  return isOne ? (links[0] ?? null) : links;
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
