import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import { type ErrorEntry, errorEntry, ShopwareError, shopwareError } from '../http/shopware-error.js';
import { associationsOf, type EntityName } from './definitions.js';
import type { Filter } from './filter.js';
import { parseFilters } from './parse-filter.js';

/** How much of the total a search counts. */
export type TotalCountMode = 'none' | 'exact' | 'next-pages';

/** One column of a sort. */
export interface Sorting {
  field: string;
  descending: boolean;
}

/** What a search asks for. */
export interface Criteria {
  entity: EntityName;
  ids: readonly string[];
  limit: number | null;
  offset: number;
  filters: readonly Filter[];
  sorting: readonly Sorting[];
  totalCountMode: TotalCountMode;
  associations: Readonly<Record<string, Criteria>>;
  /** Fields by the name of what has them; what is not named is shown whole. */
  includes: Readonly<Record<string, readonly string[]>>;
}

/** The most rows that a page has; an association has no such limit. */
export const MAX_LIMIT = 500;

const UNSUPPORTED = ['aggregations', 'grouping', 'term', 'query', 'fields', 'excludes', 'post-filter'];

/**
 * Reads criteria; associations of a hidden name are as unknown as any other. Throws a ShopwareError that names every bad
 * part at once, but for an unknown association, which is a failure of its own.
 */
export function parseCriteria(
  entity: EntityName,
  body: JsonObject,
  nowMs: number,
  hidden: ReadonlySet<string> = new Set(),
): Criteria {
  const errors: ErrorEntry[] = [];
  const criteria = readCriteria(entity, body, { errors, nowMs, hidden, isNested: false });
  if (errors.length > 0) throw new ShopwareError(400, errors);
  return criteria;
}

interface Reading {
  errors: ErrorEntry[];
  nowMs: number;
  hidden: ReadonlySet<string>;
  isNested: boolean;
}

function readCriteria(entity: EntityName, body: JsonObject, reading: Reading): Criteria {
  const unsupported = UNSUPPORTED.find((name) => !isEmpty(body[name]));
  if (unsupported !== undefined) throw shopwareError(400, 'SANDBOX__UNSUPPORTED', `no ${unsupported} in this sandbox`);
  const ids = readIds(body.ids);
  const { limit, offset } = readPage(body, ids, reading);
  return {
    entity,
    ids,
    limit,
    offset,
    filters: parseFilters(body.filter, reading),
    sorting: readSorting(body.sort),
    totalCountMode: ids.length > 0 ? 'none' : readTotalCountMode(body['total-count-mode']),
    associations: readAssociations(entity, body.associations, reading),
    includes: (body.includes ?? {}) as Criteria['includes'],
  };
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function readIds(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return value.split('|').filter((id) => id !== '');
  return Array.isArray(value) ? value.map(String) : [];
}

/** The offset is reckoned from the limit that was sent, so that a page without one begins at 0 each time. */
function readPage(
  body: JsonObject,
  ids: readonly string[],
  reading: Reading,
): { limit: number | null; offset: number } {
  if (ids.length > 0) return { limit: null, offset: 0 };
  const asked = readCount(body.limit, 'limit', reading);
  if (asked !== null && asked > MAX_LIMIT && !reading.isNested) {
    const detail = `The limit must be lower than or equal to MAX_LIMIT(=${MAX_LIMIT}). Given: ${asked}`;
    const parameters = { maxLimit: MAX_LIMIT, limit: asked };
    reading.errors.push(errorEntry(400, 'FRAMEWORK__QUERY_LIMIT_EXCEEDED', detail, parameters, '/limit'));
  }
  const page = readCount(body.page, 'page', reading) ?? 1;
  return { limit: asked ?? (reading.isNested ? null : MAX_LIMIT), offset: (page - 1) * (asked ?? 0) };
}

const COUNT_ERRORS = {
  limit: ['FRAMEWORK__INVALID_LIMIT_QUERY', 'The limit parameter must be a positive integer greater or equals than 1.'],
  page: ['FRAMEWORK__INVALID_PAGE_QUERY', 'The page parameter must be a positive integer.'],
} as const;

function readCount(value: JsonValue | undefined, name: 'limit' | 'page', { errors }: Reading): number | null {
  if (value === undefined || value === null) return null;
  const count = typeof value === 'number' || typeof value === 'string' ? Math.trunc(Number(value)) : Number.NaN;
  if (value !== '' && count > 0) return count;
  const [code, message] = COUNT_ERRORS[name];
  const given = value === '' ? '(empty)' : String(value);
  errors.push(errorEntry(400, code, `${message} Given: ${given}`, { [name]: given }, `/${name}`));
  return null;
}

const MODES: Readonly<Record<string, TotalCountMode>> = { '1': 'exact', '2': 'next-pages' };

function readTotalCountMode(value: JsonValue | undefined): TotalCountMode {
  if (value === 'exact' || value === 'next-pages') return value;
  return MODES[String(value)] ?? 'none';
}

function readSorting(value: JsonValue | undefined): Sorting[] {
  if (typeof value === 'string') {
    const parts = value.split(',').filter((part) => part !== '');
    return parts.map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }));
  }
  const sorts = Array.isArray(value) ? (value as JsonObject[]) : [];
  return sorts.map(({ field, order }) => ({
    field: String(field),
    descending: String(order ?? 'asc').toLowerCase() === 'desc',
  }));
}

function readAssociations(
  entity: EntityName,
  value: JsonValue | undefined,
  reading: Reading,
): Readonly<Record<string, Criteria>> {
  const found: Record<string, Criteria> = {};
  for (const [name, nested] of Object.entries((value ?? {}) as JsonObject)) {
    const association = associationsOf(entity)[name];
    if (association === undefined || reading.hidden.has(name)) {
      const detail = `Can not find association by name ${name}`;
      throw shopwareError(404, 'FRAMEWORK__ASSOCIATION_NOT_FOUND', detail, { association: name });
    }
    const isList = Array.isArray(nested) || nested === null;
    found[name] = readCriteria(association.entity, isList ? {} : (nested as JsonObject), {
      ...reading,
      isNested: true,
    });
  }
  return found;
}
