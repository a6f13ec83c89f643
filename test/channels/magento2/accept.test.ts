import type { Json } from '../../../src/diff/json.js';
import { resourceOf, settingsOf } from './shop-context.js';

describe('what a profile takes', () => {
  test.each<[string, Json, object, boolean]>([
    ['orders', { store_id: 2, status: 'pending' }, {}, true],
    ['orders', { store_id: 2 }, { stores: [1, 2] }, true],
    ['orders', { store_id: '2' }, { stores: [2] }, true],
    ['orders', { store_id: 2 }, { stores: [1] }, false],
    ['orders', { store_id: null }, { stores: [1] }, true],
    ['orders', { store_id: 2, status: 'complete' }, { statuses: ['complete', 'closed'] }, true],
    ['orders', { store_id: 2, status: 'pending' }, { statuses: ['complete'] }, false],
    ['orders', { state: 'new' }, { statuses: ['complete'] }, false],
    ['orders', {}, { statuses: ['complete'] }, true],
    ['orders', { store_id: 1, status: 'complete' }, { stores: [2], statuses: ['complete'] }, false],
    ['invoices', { store_id: 1, status: 'x' }, { stores: [2], statuses: ['complete'] }, false],
    ['invoices', { store_id: 1 }, { statuses: ['complete'] }, true],
    ['customers', { id: 1, store_id: 3 }, { stores: [2] }, false],
    ['products', { id: 1, sku: 'A' }, { stores: [2] }, true],
    ['orders', 'no order', { stores: [2], statuses: ['complete'] }, true],
  ])('of %s: %j under %j is %s', (name, raw, changes, expected) => {
    expect(resourceOf(name).accept?.(raw, settingsOf('https://m.test', changes))).toBe(expected);
  });
});
