import { fieldsOf, meets } from '../../../../../src/local/sandbox/shopware/dal/filter.js';
import { parseFilters } from '../../../../../src/local/sandbox/shopware/dal/parse-filter.js';
import type { ErrorEntry } from '../../../../../src/local/sandbox/shopware/http/shopware-error.js';
import type { Json } from '../api-client.js';

const NOW_MS = Date.parse('2026-11-20T10:00:00Z');

/** A row with one value a field, but for the payments, of which there are two. */
const ROW: Record<string, Json[]> = {
  orderNumber: ['10077'],
  amountTotal: [243.15],
  guest: [false],
  createdAt: ['2026-11-18T09:30:00.250+00:00'],
  updatedAt: [null],
  'transactions.state': ['failed', 'paid'],
  'tags.name': [null],
};

function parse(filters: Json) {
  const errors: ErrorEntry[] = [];
  const parsed = parseFilters(filters, { errors, nowMs: NOW_MS });
  return { parsed, errors };
}

function isMet(filter: Json): boolean {
  const { parsed, errors } = parse([filter]);
  expect(errors).toEqual([]);
  return parsed.every((one) => meets(one, (field) => ROW[field] ?? [null]));
}

const range = (field: string, parameters: object) => ({ type: 'range', field, parameters });
const equals = (field: string, value: Json) => ({ type: 'equals', field, value });

describe('a filter', () => {
  test.each<[string, Json, boolean]>([
    ['equals, whatever the case', equals('orderNumber', '10077'), true],
    ['equals another', equals('orderNumber', '10078'), false],
    ['equals a number written as text', equals('amountTotal', '243.15'), true],
    ['equals text written as a number', equals('orderNumber', 10077), true],
    ['equals null', equals('updatedAt', null), true],
    ['equals null where there is a value', equals('createdAt', null), false],
    ['equals a flag written as a number', equals('guest', 0), true],
    ['equals null where a path leads nowhere', equals('tags.name', null), true],
    ['equals one of many values on a path', equals('transactions.state', 'paid'), true],
    ['equalsAny of a list', { type: 'equalsAny', field: 'orderNumber', value: ['1', '10077'] }, true],
    ['equalsAny of a text with bars', { type: 'equalsAny', field: 'orderNumber', value: '1|10077' }, true],
    ['equalsAny of none that is there', { type: 'equalsAny', field: 'orderNumber', value: ['1'] }, false],
    ['equalsAll, each by one of many', { type: 'equalsAll', field: 'transactions.state', value: 'paid|failed' }, true],
    ['contains', { type: 'contains', field: 'orderNumber', value: '07' }, true],
    ['prefix', { type: 'prefix', field: 'orderNumber', value: '100' }, true],
    ['prefix in the middle', { type: 'prefix', field: 'orderNumber', value: '07' }, false],
    ['suffix', { type: 'suffix', field: 'orderNumber', value: '77' }, true],
    ['contains on null', { type: 'contains', field: 'updatedAt', value: 'null' }, false],
    ['range at its bound', range('createdAt', { gte: '2026-11-18T09:30:00.250Z' }), true],
    ['range past its bound', range('createdAt', { gt: '2026-11-18T09:30:00.250Z' }), false],
    ['range by instant, not by text', range('createdAt', { gte: '2026-11-18T10:30:00.250+01:00' }), true],
    ['range with a database time, which is UTC', range('createdAt', { lte: '2026-11-18 09:30:00.250' }), true],
    ['range between two', range('amountTotal', { gt: 243, lt: '244' }), true],
    ['range on null, which is nowhere', range('updatedAt', { gte: '1970-01-01' }), false],
    ['not on null, which is everywhere', { type: 'not', queries: [range('updatedAt', { gte: '1970-01-01' })] }, true],
    ['and', { type: 'and', queries: [equals('orderNumber', '10077'), equals('guest', true)] }, false],
    ['or', { type: 'or', queries: [equals('orderNumber', '10077'), equals('guest', true)] }, true],
    [
      'multi or',
      { type: 'multi', operator: 'or', queries: [equals('orderNumber', 'x'), equals('guest', false)] },
      true,
    ],
    [
      'multi without an operator, which is and',
      { type: 'multi', queries: [equals('guest', false), equals('guest', true)] },
      false,
    ],
    ['nor', { type: 'nor', queries: [equals('orderNumber', 'x'), equals('guest', true)] }, true],
    ['nand', { type: 'nand', queries: [equals('orderNumber', '10077'), equals('guest', false)] }, false],
    [
      'since within three days',
      { type: 'since', field: 'createdAt', value: 'P3D', parameters: { operator: 'lt' } },
      true,
    ],
    ['since within a day', { type: 'since', field: 'createdAt', value: 'P1D', parameters: { operator: 'lt' } }, false],
    [
      'until, which is in the future',
      { type: 'until', field: 'createdAt', value: 'P3D', parameters: { operator: 'lt' } },
      false,
    ],
  ])('%s', (_what, filter, expected) => {
    expect(isMet(filter)).toBe(expected);
  });

  test('may be an object of fields and values', () => {
    const { parsed } = parse({ orderNumber: '10077', guest: false });
    expect(parsed.every((one) => meets(one, (field) => ROW[field] ?? [null]))).toBe(true);
    expect(parsed.flatMap(fieldsOf)).toEqual(['orderNumber', 'guest']);
  });

  test.each<[string, Json, string, string]>([
    ['of no type', [{ field: 'a' }], '/filter/0', 'Value for filter type is required.'],
    ['of an unknown type', [{ type: 'like' }], '/filter/0/type', 'Unsupported filter type: like'],
    [
      'without a field',
      [{ type: 'equals', value: 1 }],
      '/filter/0/field',
      'Parameter "field" for equals filter is missing.',
    ],
    [
      'without a value',
      [{ type: 'equals', field: 'a' }],
      '/filter/0/value',
      'Parameter "value" for equals filter is missing.',
    ],
    [
      'with an empty value',
      [{ type: 'equals', field: 'a', value: '' }],
      '/filter/0/value',
      'Parameter "value" for equals filter is missing.',
    ],
    [
      'for any of nothing',
      [{ type: 'equalsAny', field: 'a', value: [] }],
      '/filter/0/value',
      'Parameter "value" for equalsAny filter is missing.',
    ],
    ['that is no list', 'x', '/filter', 'The filter parameter has to be a list of filters.'],
    [
      'within another',
      [{ type: 'or', queries: [{ type: 'x' }] }],
      '/filter/0/queries/0/type',
      'Unsupported filter type: x',
    ],
  ])('%s is told of with the place where it stands', (_what, filters, pointer, detail) => {
    expect(parse(filters).errors).toMatchObject([
      { code: 'FRAMEWORK__INVALID_FILTER_QUERY', status: '400', detail, source: { pointer } },
    ]);
  });
});
