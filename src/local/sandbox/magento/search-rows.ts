import type { JsonValue } from '../kit/json-object.js';
import type { SearchCriteria, SearchFilter } from './search-criteria.js';

/** The value of a row's column; null where the row has none. */
export type ReadColumn<Row> = (row: Row, column: string) => JsonValue;

/** Sorts rows by the given columns as a database does: nulls first, numbers as numbers, text without regard to case. */
export function sortRows<Row>(
  rows: readonly Row[],
  sortOrders: SearchCriteria['sortOrders'],
  read: ReadColumn<Row>,
): Row[] {
  if (sortOrders.length === 0) return [...rows];
  const keyed = rows.map((row) => ({ row, keys: sortOrders.map(({ field }) => read(row, field)) }));
  keyed.sort((one, other) => {
    for (const [index, { direction }] of sortOrders.entries()) {
      const order = compareValues(one.keys[index] ?? null, other.keys[index] ?? null);
      if (order !== 0) return direction === 'ASC' ? order : -order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** Keeps the rows for which every group of filters holds. */
export function filterRows<Row>(rows: readonly Row[], groups: readonly SearchFilter[][], read: ReadColumn<Row>): Row[] {
  const tests = groups
    .filter((group) => group.length > 0)
    .map((group) => group.map((filter) => ({ field: filter.field, holds: toTest(filter) })));
  return rows.filter((row) => tests.every((group) => group.some(({ field, holds }) => holds(read(row, field)))));
}

/** Cuts one page out of the found rows; no size means all, and a page past the end is empty or, as old versions had it, the last. */
export function pageOf<Row>(rows: readonly Row[], criteria: SearchCriteria, repeatLastPage: boolean): Row[] {
  const size = criteria.pageSize ?? 0;
  if (size <= 0) return [...rows];
  const lastPage = Math.max(1, Math.ceil(rows.length / size));
  const asked = Math.max(1, criteria.currentPage ?? 1);
  const page = repeatLastPage ? Math.min(asked, lastPage) : asked;
  return rows.slice((page - 1) * size, page * size);
}

type Test = (column: JsonValue) => boolean;
type Condition = (column: JsonValue, value: string) => boolean;

const isEqual: Condition = (column, value) => compareWithText(column, value) === 0;
const isAtLeast: Condition = (column, value) => compareWithText(column, value) >= 0;
const isAtMost: Condition = (column, value) => compareWithText(column, value) <= 0;
const isOneOf: Condition = (column, value) => value.split(',').some((part) => isEqual(column, part));
const isLike: Condition = (column, value) => likePattern(value).test(String(column));
const isInSet: Condition = (column, value) => String(column).split(',').includes(value);

const CONDITIONS: Record<string, Condition> = {
  eq: isEqual,
  neq: (column, value) => !isEqual(column, value),
  gt: (column, value) => compareWithText(column, value) > 0,
  gteq: isAtLeast,
  moreq: isAtLeast,
  from: isAtLeast,
  lt: (column, value) => compareWithText(column, value) < 0,
  lteq: isAtMost,
  to: isAtMost,
  in: isOneOf,
  nin: (column, value) => !isOneOf(column, value),
  like: isLike,
  nlike: (column, value) => !isLike(column, value),
  finset: isInSet,
  nfinset: (column, value) => !isInSet(column, value),
};

/** A comparison with a null column never holds; a condition type nobody knows counts as eq. */
function toTest({ field, value, conditionType }: SearchFilter): Test {
  if (conditionType === 'null') return (column) => column === null;
  if (conditionType === 'notnull') return (column) => column !== null;
  const condition = CONDITIONS[conditionType] ?? isEqual;
  const wanted = field.endsWith('_at') ? toDateTime(value) : value;
  return (column) => column !== null && condition(column, wanted);
}

/** The database reads a bare date as its midnight, and a T between date and time as a space. */
function toDateTime(value: string): string {
  const spaced = value.replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ');
  return /^\d{4}-\d\d-\d\d$/.test(spaced) ? `${spaced} 00:00:00` : spaced;
}

function compareWithText(column: JsonValue, value: string): number {
  return typeof column === 'number' ? column - (Number.parseFloat(value) || 0) : compareTexts(String(column), value);
}

function compareValues(one: JsonValue, other: JsonValue): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return compareTexts(String(one), String(other));
}

function compareTexts(one: string, other: string): number {
  const left = one.toLowerCase();
  const right = other.toLowerCase();
  return left === right ? 0 : left < right ? -1 : 1;
}

function likePattern(value: string): RegExp {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'isu');
}
