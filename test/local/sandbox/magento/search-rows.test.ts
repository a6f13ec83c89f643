import type { JsonObject, JsonValue } from '../../../../src/local/sandbox/kit/json-object.js';
import { filterRows, pageOf, sortRows } from '../../../../src/local/sandbox/magento/search-rows.js';

type Row = (typeof ROWS)[number];

const ROWS = [
  { entity_id: 1, updated_at: '2026-11-20 10:00:00', status: 'pending', coupon_code: null, applied_rule_ids: '1,12' },
  {
    entity_id: 2,
    updated_at: '2026-11-20 10:00:01',
    status: 'Complete',
    coupon_code: 'WELCOME10',
    applied_rule_ids: '2',
  },
  { entity_id: 10, updated_at: '2026-11-21 00:00:00', status: 'closed', coupon_code: 'X_1', applied_rule_ids: null },
];

function read(row: Row, column: string): JsonValue {
  return (row as JsonObject)[column] ?? null;
}

function idsOf(rows: readonly { entity_id: number }[]): number[] {
  return rows.map((row) => row.entity_id);
}

function find(field: string, conditionType: string, value: string): number[] {
  return idsOf(filterRows(ROWS, [[{ field, conditionType, value }]], read));
}

test.each([
  ['entity_id', 'eq', '10', [10]],
  ['entity_id', 'gt', '2', [10]],
  ['entity_id', 'gteq', '2', [2, 10]],
  ['entity_id', 'lt', '10', [1, 2]],
  ['entity_id', 'lteq', '2', [1, 2]],
  ['entity_id', 'moreq', '10', [10]],
  ['entity_id', 'in', '1,10', [1, 10]],
  ['entity_id', 'nin', '1,10', [2]],
  ['updated_at', 'gteq', '2026-11-20 10:00:01', [2, 10]],
  ['updated_at', 'gt', '2026-11-20 10:00:01', [10]],
  ['updated_at', 'from', '2026-11-20T10:00:01', [2, 10]],
  ['updated_at', 'to', '2026-11-21', [1, 2, 10]],
  ['updated_at', 'lt', '2026-11-21', [1, 2]],
  ['status', 'eq', 'complete', [2]],
  ['status', 'neq', 'pending', [2, 10]],
  ['status', 'like', 'c%', [2, 10]],
  ['coupon_code', 'like', 'x_1', [10]],
  ['coupon_code', 'like', '%.%', []],
  ['coupon_code', 'neq', 'WELCOME10', [10]],
  ['coupon_code', 'nin', 'WELCOME10', [10]],
  ['coupon_code', 'null', '', [1]],
  ['coupon_code', 'notnull', '1', [2, 10]],
  ['applied_rule_ids', 'finset', '1', [1]],
  ['applied_rule_ids', 'nfinset', '1', [2]],
])('%s %s %j finds %j', (field, conditionType, value, expected) => {
  expect(find(field, conditionType, value)).toEqual(expected);
});

test('filters of a group are alternatives, and groups must all hold', () => {
  const isOne = { field: 'entity_id', conditionType: 'eq', value: '1' };
  const isTen = { field: 'entity_id', conditionType: 'eq', value: '10' };
  const isClosed = { field: 'status', conditionType: 'eq', value: 'closed' };
  expect(idsOf(filterRows(ROWS, [[isOne, isTen]], read))).toEqual([1, 10]);
  expect(idsOf(filterRows(ROWS, [[isOne, isTen], [isClosed]], read))).toEqual([10]);
});

test('sorting compares numbers as numbers and puts nulls first', () => {
  expect(idsOf(sortRows(ROWS, [{ field: 'entity_id', direction: 'DESC' }], read))).toEqual([10, 2, 1]);
  expect(idsOf(sortRows(ROWS, [{ field: 'coupon_code', direction: 'ASC' }], read))).toEqual([1, 2, 10]);
});

test.each([
  [null, null, false, [1, 2, 10]],
  [0, 3, false, [1, 2, 10]],
  [2, null, false, [1, 2]],
  [2, 0, false, [1, 2]],
  [2, 1, false, [1, 2]],
  [2, 2, false, [10]],
  [2, 3, false, []],
  [2, 9, true, [10]],
])('page size %p, page %p, repeating %p gives %j', (pageSize, currentPage, repeats, expected) => {
  const criteria = { filterGroups: [], sortOrders: [], pageSize, currentPage };
  expect(idsOf(pageOf(ROWS, criteria, repeats))).toEqual(expected);
});
