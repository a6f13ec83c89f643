import type { Criteria } from './criteria.js';
import type { EntityName } from './definitions.js';
import { compare, fieldsOf, meets, toComparable } from './filter.js';
import { entitiesOn, readField } from './read-field.js';
import type { Reader, Row } from './tables.js';

/** What a search finds: a page of rows, and as much of a total as was asked for. */
export interface Found {
  rows: readonly Row[];
  total: number;
}

/** Searches a table. Without a sort the rows come in the order of their ids, which says nothing about their age. */
export function search(reader: Reader, criteria: Criteria): Found {
  const rows = orderRows(reader, criteria, candidates(reader, criteria).filter(testOf(reader, criteria)));
  if (criteria.limit === null) return { rows, total: rows.length };
  const rest = rows.slice(criteria.offset);
  const page = rest.slice(0, criteria.limit);
  if (criteria.totalCountMode === 'exact') return { rows: page, total: rows.length };
  if (criteria.totalCountMode === 'next-pages') {
    return { rows: page, total: Math.min(rest.length, criteria.limit * 5 + 1) };
  }
  return { rows: page, total: page.length };
}

/** Keeps and orders the rows of an association as its own criteria say. */
export function narrow(reader: Reader, criteria: Criteria, rows: readonly Row[]): Row[] {
  const { offset, limit } = criteria;
  const kept = orderRows(reader, criteria, rows.filter(testOf(reader, criteria)));
  return kept.slice(offset, limit === null ? undefined : offset + limit);
}

/** The entities whose rows a search reads: its own, and all that its filters, sorts and associations lead to. */
export function entitiesRead(reader: Reader, criteria: Criteria): Set<EntityName> {
  const paths = [...criteria.filters.flatMap(fieldsOf), ...criteria.sorting.map(({ field }) => field)];
  const nested = Object.values(criteria.associations).flatMap((one) => [...entitiesRead(reader, one)]);
  return new Set([criteria.entity, ...paths.flatMap((path) => entitiesOn(reader, criteria.entity, path)), ...nested]);
}

function candidates(reader: Reader, { entity, ids }: Criteria): Row[] {
  if (ids.length === 0) return [...reader.all(entity)];
  return ids.map((id) => reader.find(entity, id)).filter((row) => row !== undefined);
}

function testOf(reader: Reader, { entity, filters }: Criteria): (row: Row) => boolean {
  return (row) => filters.every((filter) => meets(filter, (field) => readField(reader, entity, row, field)));
}

/** Rows that were asked for by their ids come in that order, unless a sort says otherwise. */
function orderRows(reader: Reader, { entity, sorting, ids }: Criteria, rows: readonly Row[]): Row[] {
  if (sorting.length === 0 && ids.length > 0) return [...rows];
  const keyed = rows.map((row) => ({
    row,
    keys: sorting.map(({ field }) => toComparable(readField(reader, entity, row, field)[0] ?? null)),
  }));
  keyed.sort((one, other) => {
    for (const [index, { descending }] of sorting.entries()) {
      const order = compare(one.keys[index] ?? null, other.keys[index] ?? null);
      if (order !== 0) return descending ? -order : order;
    }
    return one.row.id < other.row.id ? -1 : 1;
  });
  return keyed.map(({ row }) => row);
}
