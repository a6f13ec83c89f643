import type { Json, JsonObject } from '../../diff/json.js';
import { type Entity, entities, INCLUDES, ORDER_INCLUDES, toCriteria } from './entities.js';
import type { ShopwareSettings } from './schema.js';
import { toFilterTime } from './shopware-time.js';

/** The most records of a page that Shopware gives. */
const MAX_LIMIT = 500;
// Of a search for one record Shopware does not group the rows of what hangs on it, and counts a record once for each of them.
const MIN_LIMIT = 2;

/** How many records a page of a listing has when so many are wished for. */
export function pageLimit(wished: number): number {
  return Math.max(MIN_LIMIT, Math.min(wished, MAX_LIMIT));
}

/** A condition that a field has this value. */
export function equals(field: string, value: Json): JsonObject {
  return { type: 'equals', field, value };
}

function range(field: string, parameters: JsonObject): JsonObject {
  return { type: 'range', field, parameters };
}

/** `updatedAt` is null until the first update, and what hangs on a record changes without it. */
function changedSince({ dated }: Entity, since: string): JsonObject {
  const fields = ['', ...dated].flatMap((path) =>
    ['createdAt', 'updatedAt'].map((field) => (path === '' ? field : `${path}.${field}`)),
  );
  const queries = fields.map((field) => range(field, { gte: toFilterTime(since) }));
  return { type: 'multi', operator: 'or', queries };
}

/** The conditions that the profile's settings make. */
function wanted(entity: Entity, { salesChannels }: ShopwareSettings): JsonObject[] {
  if (!entity.ofSalesChannel || salesChannels === undefined) return [];
  return [{ type: 'equalsAny', field: 'salesChannelId', value: salesChannels }];
}

/** What every search for records of a kind asks for: the limit is always said, because a page without one begins at the start. */
function search(entity: Entity, limit: number, filter: readonly JsonObject[]): JsonObject {
  return {
    limit,
    filter: [...filter],
    associations: toCriteria(entity.associations),
    includes: entity === entities.orders ? ORDER_INCLUDES : INCLUDES,
    'total-count-mode': 1,
  };
}

/** Criteria of the records that have this value in a field. */
export function criteriaOf(entity: Entity, field: string, value: string, limit: number): JsonObject {
  return search(entity, limit, [equals(field, value)]);
}

/** Where a page of a listing begins. */
export interface PageWish {
  since: string | null;
  /** The number that the shop gave to the last record of the page before; null for the first page. */
  after: number | null;
  limit: number;
}

/**
 * Criteria of a page of what changed. Pages follow the number that the shop gives each record once and for all: no change moves a
 * record across a border, and an id cannot be compared, because the shop's database holds it in another form.
 */
export function listCriteria(
  entity: Entity,
  settings: ShopwareSettings,
  { since, after, limit }: PageWish,
): JsonObject {
  const filter = [
    ...entity.always,
    ...wanted(entity, settings),
    ...(since === null ? [] : [changedSince(entity, since)]),
    ...(after === null ? [] : [range('autoIncrement', { gt: after })]),
  ];
  return { ...search(entity, limit, filter), sort: [{ field: 'autoIncrement', order: 'ASC' }] };
}
