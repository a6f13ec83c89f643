import { defaultMatching, type ProductMatching } from '../../src/model/profile.js';
import { recordKey } from '../../src/model/record-key.js';
import { matchProducts, type ProductLine } from '../../src/orchestration/match-products.js';
import type { ProductClue } from '../../src/ports/order-store.js';
import { storedOrder } from '../contracts/samples.js';
import { createMemoryOrderStore } from '../doubles/memory-order-store.js';

const keyOf = (id: string) => recordKey('shop', 'product', id);
const guessing: ProductMatching = { byName: true, byPartialName: true };

const PRODUCTS: Record<string, object> = {
  '1001': { sku: 'OIL', name: 'Olive oil' },
  '1002': { sku: 'OIL-2', name: 'Sunflower oil' },
  '1003': { sku: 'CUP', name: 'Cup', variants: [{ id: 'v', sku: 'CUP-RED' }] },
  '1004': { sku: 'OLD', name: 'Straße  nach Ｏｓｔ', active: false },
  '1005': { name: 'Twin' },
  '1006': { name: 'TWIN ' },
  '1007': { sku: 'TWICE', name: 'Double' },
  '1008': { sku: 'TWICE', name: 'Doubled' },
};

async function createStore() {
  const store = createMemoryOrderStore();
  for (const [id, record] of Object.entries(PRODUCTS)) {
    const item = { kind: 'product' as const, id: keyOf(id), recordKey: keyOf(id), record: { id, ...record } };
    await store.create(storedOrder('shop', id, item));
  }
  const asked: [ProductClue, readonly string[]][] = [];
  const searchProducts: typeof store.searchProducts = (profileId, clue, wanted) => {
    if (wanted.length > 0) asked.push([clue, wanted]);
    return store.searchProducts(profileId, clue, wanted);
  };
  return { store: { searchProducts }, asked };
}

async function match(line: Partial<ProductLine>, matching = guessing) {
  const { store } = await createStore();
  return (await matchProducts(store, 'shop', [line], matching))[0];
}

const found = (id: string, via: ProductClue, more: object = {}) => ({
  product: { recordKey: keyOf(id), via, ...more },
});
const none = { product: null };
const withId = (productId: unknown, line: Partial<ProductLine> = {}) =>
  ({ ...line, attributes: { productId } }) as Partial<ProductLine>;

const least = [keyOf('1007'), keyOf('1008')].sort()[0] as string;

test.each<[string, Partial<ProductLine>, object]>([
  ['the id, whatever SKU and name say', withId('1001', { sku: 'CUP', name: 'Different Name' }), found('1001', 'id')],
  ['an id that is a number', withId(1001), found('1001', 'id')],
  ['the SKU where nobody has the id', withId('77', { sku: 'OIL' }), found('1001', 'sku')],
  ['the SKU where the id is no id', withId({ id: '1001' }, { sku: 'OIL' }), found('1001', 'sku')],
  ['the SKU of a variant', { sku: 'CUP-RED', name: 'Olive oil' }, found('1003', 'variant-sku')],
  ['the exact name where nobody has the SKU', { sku: 'X', name: 'Olive oil' }, found('1001', 'name')],
  ['the exact name before a part of another', { name: 'cup' }, found('1003', 'name')],
  ['a name that only looks otherwise', { name: ' STRASSE nach\u00a0OST ' }, found('1004', 'name', { inactive: true })],
  ['a part of the name that one alone has', { name: 'flower' }, found('1002', 'partial-name')],
  ['always the same of several with one SKU', { sku: 'TWICE' }, { product: { recordKey: least, via: 'sku' } }],
  ['an id that is not sold any more, and says so', withId('1004'), found('1004', 'id', { inactive: true })],
])('a line finds its product by %s', async (_how, line, expected) => {
  expect(await match(line)).toEqual(expected);
});

test.each<[string, Partial<ProductLine>, object]>([
  ['a name that two products have', { name: 'twin' }, { ...none, ambiguous: 'name' }],
  ['a part that two products have', { name: 'oil' }, { ...none, ambiguous: 'partial-name' }],
  ['a part of two letters', { name: 'cu' }, none],
  ['a name of blanks', { name: ' \u00a0 ' }, none],
  ['a name of 10,000 letters', { name: 'x'.repeat(10_000) }, none],
  ['an empty SKU and an empty id', withId('', { sku: '' }), none],
  ['an id of a thousand characters', withId('1'.repeat(1_000)), none],
  ['nothing at all', {}, none],
])('a line is left without a product by %s', async (_why, line, expected) => {
  expect(await match(line)).toEqual(expected);
});

test.each<[string, ProductMatching, (object | undefined)[]]>([
  ['as profiles are that say nothing', defaultMatching, [found('1001', 'name'), none]],
  ['without names', { byName: false, byPartialName: false }, [none, none]],
  [
    'with parts of names alone',
    { byName: false, byPartialName: true },
    [found('1001', 'partial-name'), found('1002', 'partial-name')],
  ],
])('a profile decides whether names are matched: %s', async (_how, matching, expected) => {
  const { store } = await createStore();
  const lines = [{ name: 'Olive oil' }, { name: 'Sunflower' }];
  expect(await matchProducts(store, 'shop', lines, matching)).toEqual(expected);
});

test('each step asks only for what no step before found, and each text once', async () => {
  const { store, asked } = await createStore();
  const lines = [
    withId('1001', { sku: 'OIL' }),
    { sku: 'OIL-2' },
    { sku: 'OIL-2' },
    { sku: 'X', name: 'CUP' },
    { name: 'nope' },
  ];
  await matchProducts(store, 'shop', lines, guessing);
  expect(asked).toEqual([
    ['id', ['1001']],
    ['sku', ['OIL-2', 'X']],
    ['variant-sku', ['X']],
    ['name', ['cup', 'nope']],
    ['partial-name', ['nope']],
  ]);
});

test('an order whose lines all name a known id costs one question', async () => {
  const { store, asked } = await createStore();
  await matchProducts(store, 'shop', [withId('1001'), withId('1002', { sku: 'X', name: 'y' })], guessing);
  expect(asked).toEqual([['id', ['1001', '1002']]]);
});

test('10,000 lines are asked for a hundred at a time, four calls at once, and only a hundred parts of names', async () => {
  const calls: [ProductClue, number][] = [];
  let [underWay, most] = [0, 0];
  const searchProducts = async (_profileId: string, clue: ProductClue, wanted: readonly string[]) => {
    calls.push([clue, wanted.length]);
    underWay += 1;
    most = Math.max(most, underWay);
    await Promise.resolve();
    underWay -= 1;
    return [];
  };
  const lines = Array.from({ length: 10_000 }, (_, at) => ({ sku: `S${at % 5_050}`, name: `Name ${at % 150}` }));
  expect(await matchProducts({ searchProducts }, 'shop', lines, guessing)).toHaveLength(10_000);
  const of = (clue: ProductClue) => calls.filter(([one]) => one === clue).map(([, count]) => count);
  expect(of('sku')).toEqual([...Array.from({ length: 50 }, () => 100), 50]);
  expect(of('name')).toEqual([100, 50]);
  expect(of('partial-name')).toEqual([100]);
  expect(most).toBeLessThanOrEqual(4);
});
