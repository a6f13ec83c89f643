import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import { type ErrorEntry, errorEntry } from '../http/shopware-error.js';
import type { Filter, RangeBound } from './filter.js';
import { relativeTimeFilter } from './relative-time.js';

interface Reading {
  errors: ErrorEntry[];
  nowMs: number;
}

/** Reads a list of filters, or an object of fields and values. Bad ones are left out and told in `errors`. */
export function parseFilters(value: JsonValue | undefined, reading: Reading): Filter[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return parseList(value as JsonObject[], '/filter', reading);
  if (typeof value === 'object') {
    return Object.entries(value as JsonObject).map(([field, wanted]) => ({ kind: 'equals', field, value: wanted }));
  }
  complain('The filter parameter has to be a list of filters.', '/filter', reading);
  return [];
}

function parseList(list: readonly JsonObject[], path: string, reading: Reading): Filter[] {
  return list
    .map((query, index) => parseFilter(query, `${path}/${index}`, reading))
    .filter((filter) => filter !== null);
}

function parseFilter(query: JsonObject, path: string, reading: Reading): Filter | null {
  const { type } = query;
  if (typeof type !== 'string' || type === '') return complain('Value for filter type is required.', path, reading);
  const multi = MULTI[type]?.(query);
  if (multi !== undefined) {
    return { kind: 'multi', ...multi, filters: parseList(asList(query.queries), `${path}/queries`, reading) };
  }
  const parse = SINGLE[type];
  if (parse === undefined) return complain(`Unsupported filter type: ${type}`, `${path}/type`, reading);
  if (typeof query.field !== 'string' || query.field === '') {
    return complain(`Parameter "field" for ${type} filter is missing.`, `${path}/field`, reading);
  }
  const missing = missingPart(type, query);
  if (missing !== null)
    return complain(`Parameter "${missing}" for ${type} filter is missing.`, `${path}/${missing}`, reading);
  const filter = parse(query.field, query, reading.nowMs);
  return filter ?? complain(`Parameter "value" for ${type} filter is missing.`, `${path}/value`, reading);
}

/** Only `equals` may look for null. */
function missingPart(type: string, query: JsonObject): 'value' | 'parameters' | null {
  if (type === 'range') return typeof query.parameters === 'object' && query.parameters !== null ? null : 'parameters';
  const { value } = query;
  return value === undefined || value === '' || (value === null && type !== 'equals') ? 'value' : null;
}

type Multi = Pick<Filter & { kind: 'multi' }, 'operator' | 'negated'>;

const MULTI: Readonly<Record<string, (query: JsonObject) => Multi>> = {
  and: () => ({ operator: 'AND', negated: false }),
  or: () => ({ operator: 'OR', negated: false }),
  nand: () => ({ operator: 'AND', negated: true }),
  nor: () => ({ operator: 'OR', negated: true }),
  multi: (query) => ({ operator: operatorOf(query), negated: false }),
  not: (query) => ({ operator: operatorOf(query), negated: true }),
};

const SINGLE: Readonly<Record<string, (field: string, query: JsonObject, nowMs: number) => Filter | null>> = {
  equals: (field, { value }) => ({ kind: 'equals', field, value: value as JsonValue }),
  equalsAny: (field, { value }) => anyOf(field, value),
  equalsAll: (field, { value }) => allOf(field, value),
  contains: (field, { value }) => ({ kind: 'text', field, at: 'contains', text: String(value) }),
  prefix: (field, { value }) => ({ kind: 'text', field, at: 'prefix', text: String(value) }),
  suffix: (field, { value }) => ({ kind: 'text', field, at: 'suffix', text: String(value) }),
  range: (field, { parameters }) => ({ kind: 'range', field, bounds: boundsOf(parameters as JsonObject) }),
  since: (field, query, nowMs) => relativeTimeFilter('since', field, query, nowMs),
  until: (field, query, nowMs) => relativeTimeFilter('until', field, query, nowMs),
};

function operatorOf({ operator }: JsonObject): 'AND' | 'OR' {
  return String(operator ?? 'AND').toUpperCase() === 'OR' ? 'OR' : 'AND';
}

function valuesOf(value: JsonValue | undefined): JsonValue[] {
  if (typeof value === 'string') return value.split('|').filter((part) => part !== '');
  return Array.isArray(value) ? [...value] : [value ?? null];
}

function anyOf(field: string, value: JsonValue | undefined): Filter | null {
  const values = valuesOf(value);
  return values.length === 0 ? null : { kind: 'any', field, values };
}

function allOf(field: string, value: JsonValue | undefined): Filter | null {
  const filters = valuesOf(value).map((one): Filter => ({ kind: 'equals', field, value: one }));
  return filters.length === 0 ? null : { kind: 'multi', operator: 'AND', negated: false, filters };
}

const BOUNDS: readonly RangeBound[] = ['gt', 'gte', 'lt', 'lte'];

function boundsOf(parameters: JsonObject): Partial<Record<RangeBound, JsonValue>> {
  const given = BOUNDS.filter((bound) => parameters[bound] !== undefined);
  return Object.fromEntries(given.map((bound) => [bound, parameters[bound] as JsonValue]));
}

function asList(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as JsonObject[]) : [];
}

function complain(detail: string, path: string, { errors }: Reading): null {
  errors.push(errorEntry(400, 'FRAMEWORK__INVALID_FILTER_QUERY', detail, { path }, path));
  return null;
}
