import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import { shopwareError } from '../http/shopware-error.js';
import { type Association, associationsOf, type EntityName } from './definitions.js';
import type { Reader, Row } from './tables.js';

/** The rows that an association leads to, in the order in which they were put. */
export function follow(reader: Reader, row: Row, association: Association): Row[] {
  if ('their' in association) return [...reader.by(association.entity, association.their, row.id)];
  const own = 'own' in association ? [row[association.own]] : ((row[association.list] ?? []) as JsonValue[]);
  return own
    .map((id) => (typeof id === 'string' ? reader.find(association.entity, id) : undefined))
    .filter((found) => found !== undefined);
}

/** The values at the end of a dotted path; [null] where it leads nowhere. The entity's own name may stand in front. */
export function readField(reader: Reader, entity: EntityName, row: Row, path: string): readonly JsonValue[] {
  const values = valuesAt(reader, entity, row, stepsOf(entity, path));
  return values.length === 0 ? [null] : values;
}

/** The entities that a path leads through. Throws a ShopwareError for a field that an entity does not have. */
export function entitiesOn(reader: Reader, entity: EntityName, path: string): EntityName[] {
  const [step = '', ...rest] = stepsOf(entity, path);
  const association = associationsOf(entity)[step];
  if (association !== undefined && rest.length > 0) {
    return [association.entity, ...entitiesOn(reader, association.entity, rest.join('.'))];
  }
  const fields = reader.fields(entity);
  if (association === undefined && fields.size > 0 && !fields.has(step)) {
    const detail = `Field "${step}" in entity "${entity}" was not found.`;
    throw shopwareError(400, 'FRAMEWORK__UNMAPPED_FIELD', detail, { field: step, entity });
  }
  return [];
}

function stepsOf(entity: EntityName, path: string): string[] {
  const steps = path.split('.');
  return steps[0] === entity ? steps.slice(1) : steps;
}

function valuesAt(reader: Reader, entity: EntityName, row: Row, steps: readonly string[]): JsonValue[] {
  const [step = '', ...rest] = steps;
  const association = associationsOf(entity)[step];
  if (association === undefined) return [valueWithin(row[step] ?? null, rest)];
  const next = rest.length === 0 ? ['id'] : rest;
  return follow(reader, row, association).flatMap((found) => valuesAt(reader, association.entity, found, next));
}

function valueWithin(value: JsonValue, steps: readonly string[]): JsonValue {
  return steps.reduce((found: JsonValue, step) => {
    const isObject = typeof found === 'object' && found !== null;
    return isObject ? ((found as JsonObject)[step] ?? null) : null;
  }, value);
}
