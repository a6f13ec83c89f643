import { readSample } from '../../../src/cli/scaffold/read-sample.js';
import { flatOrder, tillPage, webShopList, wrappedOrder } from './samples.js';

const read = (value: unknown) => readSample(JSON.stringify(value));

test.each<[string, unknown, Partial<ReturnType<typeof readSample>>]>([
  ['an order', flatOrder, { page: null, single: [] }],
  ['an order in a wrapper', wrappedOrder, { page: null, single: ['order'] }],
  ['a list of orders', webShopList, { page: [], next: null, total: null }],
  ['a page of orders', tillPage, { page: ['orders'], next: ['meta', 'next_cursor'], total: ['meta', 'total'] }],
  [
    'a page whose list lies deeper',
    { status: 'ok', data: { items: webShopList, total: 9 } },
    { page: ['data', 'items'], next: null, total: ['data', 'total'] },
  ],
  ['a page whose next page is an address', { ...tillPage, meta: { next: 'https://x.test/?page=2' } }, { next: null }],
])('%s is found', (_what, value, expected) => {
  const sample = read(value);
  expect(sample).toMatchObject(expected);
  expect(sample.orders).toHaveLength(1);
});

test('of many orders the first fifty are looked at', () => {
  expect(read({ orders: Array.from({ length: 90 }, () => flatOrder) }).orders).toHaveLength(50);
});

test('a byte order mark is no part of the sample', () => {
  expect(readSample(`\ufeff${JSON.stringify(flatOrder)}`).orders).toEqual([flatOrder]);
});

test.each([
  ['nothing', '', { code: 'json_invalid' }],
  ['no JSON', '<html>', { code: 'json_invalid' }],
  ['a key that no payload may have', '{"id":1,"__proto__":{"a":1}}', { code: 'json_forbidden_key' }],
  ['a text', '"order"', { name: 'UsageError' }],
  ['an empty list', '[]', { name: 'UsageError' }],
  ['something else', '{"hello":"world","list":[{"a":1}]}', { name: 'UsageError' }],
  ['what is nested without an end', '['.repeat(100_000), { code: 'json_too_deep' }],
])('%s is refused', (_what, text, error) => {
  expect(() => readSample(text)).toThrow(expect.objectContaining(error));
});
