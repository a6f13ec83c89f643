import type { Operation } from '../../src/diff/operation.js';
import { fitsPartialUpdate } from '../../src/stores/partial-update.js';

const at = (path: string): Operation => ({ op: 'add', path, value: 1 });

test.each([
  '/status',
  '/lines/0',
  '/lines/12/quantity',
  '/totals/grand',
  '/attributes/gift',
  '/lines/0/attributes/_a1',
  '/addresses/0',
])('%s can be said in a partial update', (path) => {
  expect(fitsPartialUpdate([at(path)])).toBe(true);
});

test.each([
  '',
  '/',
  '/0',
  '/lines/-',
  '/lines/01',
  '/attributes/0',
  '/facets/12',
  '/lines/0/attributes/0',
  '/variants/0/options/1',
  '/attributes/a~1b',
  '/attributes/a~0b',
  '/attributes/a b',
  '/attributes/é',
  '/attributes/a-b',
  'status',
])('%j cannot', (path) => {
  expect(fitsPartialUpdate([at(path)])).toBe(false);
});

test('five operations fit beside the head of an item, six do not', () => {
  expect(fitsPartialUpdate(Array.from({ length: 5 }, () => at('/status')))).toBe(true);
  expect(fitsPartialUpdate(Array.from({ length: 6 }, () => at('/status')))).toBe(false);
});
