import { defaultLayout, findLayout, layoutVersion } from '../../src/model/file-layout.js';
import { compileLayout, mapRows } from '../../src/model/file-mapping.js';
import { profile } from '../../src/model/profile.js';
import type { RecordType } from '../../src/model/record-type.js';

const valid = { id: 'shop-a', tenantId: 'tenant-a', name: 'Shop A', channel: 'api' };
const layout = {
  name: 'prices',
  type: 'product',
  fields: { id: 'Nr', name: { column: ['A', 'B'], transform: 'join' } },
};

describe('the layouts of a profile', () => {
  test('are completed, and read the same when they are put again', () => {
    const parsed = profile.parse({ ...valid, files: [layout] });
    expect(parsed.files).toMatchObject([
      {
        format: 'csv',
        quote: '"',
        emptyCells: 'skip',
        fields: { id: { column: ['Nr'] }, name: { column: ['A', 'B'] } },
      },
    ]);
    expect(profile.parse(parsed)).toEqual(parsed);
  });

  test.each<[string, object, (string | number)[]]>([
    ['a path outside of the schema', { fields: { id: 'Nr', colour: 'c' } }, ['fields', 'colour']],
    ['a field without a column', { fields: { id: 'Nr', name: { transform: 'trim' } } }, ['fields', 'name']],
    ['no id', { fields: { name: 'N' } }, ['fields', 'id']],
    ['a column that no path can hold', { fields: { id: 'a"]' } }, ['fields', 'id', 'column', 0]],
    [
      'an option of another transform',
      { fields: { id: 'Nr', name: { column: 'a', transform: 'trim', order: 'dmy' } } },
      ['fields', 'name', 'order'],
    ],
    [
      'prices in both ways',
      { fields: { id: 'Nr', 'prices.EUR': 'a', 'prices[].amount': 'b' } },
      ['fields', 'prices.EUR'],
    ],
    ['a default that does not fit', { fields: { id: 'Nr' }, defaults: { active: 'maybe' } }, ['defaults', 'active']],
    ['an unknown character set', { encoding: 'ebcdic' }, ['encoding']],
    ['a name that is none', { name: 'Prices 1' }, ['name']],
    ['an unknown key', { feilds: {} }, []],
  ])('refuse %s and say where', (_name, changes, path) => {
    const result = profile.safeParse({ ...valid, files: [{ ...layout, ...changes }] });
    expect(result.error?.issues.map((issue) => issue.path)).toContainEqual(['files', 0, ...path]);
  });

  test('have names of their own', () => {
    expect(profile.safeParse({ ...valid, files: [layout, layout] }).success).toBe(false);
  });

  test('go before the one that each type has', () => {
    const { files } = profile.parse({ ...valid, files: [{ name: 'stock', type: 'stock', delimiter: ';' }] });
    expect(findLayout(files, 'stock')).toBe(files[0]);
    expect(findLayout(files, 'product')).toBe(defaultLayout('product'));
    expect(findLayout(files, 'none')).toBeNull();
  });

  test('have another version when what they make of a row changes, and not for another pattern', () => {
    const version = (changes: object) =>
      layoutVersion(profile.parse({ ...valid, files: [{ ...layout, ...changes }] }).files[0] ?? defaultLayout('stock'));
    expect(version({ pattern: 'a*' })).toBe(version({}));
    expect(version({ numbers: { decimal: ',' } })).not.toBe(version({}));
  });
});

const mapped = (type: RecordType, rows: Record<string, string>[], changes: object = {}) => {
  const compiled = compileLayout({ ...defaultLayout(type), ...changes }, Object.keys(rows[0] ?? {}));
  return mapRows(compiled, rows);
};

test.each<[string, RecordType, Record<string, string>[], object]>([
  [
    'a stock count by its SKU and place',
    'stock',
    [{ sku: 'A', location: 'M', quantity: '1' }],
    { id: 'A@M', sku: 'A', location: 'M', quantity: '1' },
  ],
  ['one without a place', 'stock', [{ sku: 'A', location: '', quantity: '1' }], { id: 'A', sku: 'A', quantity: '1' }],
  ['an id of its own', 'stock', [{ id: '7', sku: 'A', quantity: '1' }], { id: '7', sku: 'A', quantity: '1' }],
  [
    'prices that are there',
    'product',
    [{ sku: 'A', 'prices.EUR': '1', 'prices.USD': '' }],
    { id: 'A', sku: 'A', prices: [{ id: 'EUR', currency: 'EUR', amount: '1' }] },
  ],
  ['no prices at all', 'product', [{ sku: 'A', 'prices.EUR': '' }], { id: 'A', sku: 'A' }],
  [
    'prices by quantity',
    'product',
    [
      { id: 'A', 'prices[].currency': 'EUR', 'prices[].amount': '2' },
      { id: 'A', 'prices[].currency': 'EUR', 'prices[].amount': '1' },
    ],
    {
      id: 'A',
      prices: [
        { id: '1', currency: 'EUR', amount: '2' },
        { id: '2', currency: 'EUR', amount: '1' },
      ],
    },
  ],
  [
    'no line where a row has none',
    'order',
    [{ id: '1', status: 'new', 'lines[].sku': '' }],
    { id: '1', status: 'new' },
  ],
  [
    'attributes of any name',
    'product',
    [{ sku: 'A', 'attributes.a-b': '=1+1', 'attributes["c"]': '2' }],
    { id: 'A', sku: 'A', attributes: { 'a-b': '=1+1' } },
  ],
  [
    'keys that objects have',
    'product',
    [{ sku: 'A', constructor: 'x', toString: 'y' } as unknown as Record<string, string>],
    { id: 'A', sku: 'A' },
  ],
])('headers that are canonical paths give %s', (_name, type, rows, expected) => {
  expect(mapped(type, rows)).toEqual(expected);
});

test.each<[string, RecordType, Record<string, string>, RegExp]>([
  ['a number that is none', 'stock', { sku: 'A', quantity: '1,5' }, /^quantity is not a decimal number$/],
  ['a price that is none', 'product', { sku: 'A', 'prices.EUR': 'x' }, /^prices.EUR is not a decimal number$/],
  ['a flag that is none', 'product', { sku: 'A', active: 'perhaps' }, /^active is neither yes nor no$/],
])('%s is refused by the name of its column', (_name, type, row, message) => {
  expect(() => mapped(type, [row])).toThrow(
    expect.objectContaining({ code: 'mapping_failed', message: expect.stringMatching(message) }),
  );
});

test('an empty cell clears what may be empty, and is refused where it may not', () => {
  const clears = { emptyCells: 'clear' };
  expect(mapped('product', [{ sku: 'A', name: '', active: '' }], clears)).toEqual({
    id: 'A',
    sku: 'A',
    name: null,
    active: true,
  });
  expect(() => mapped('stock', [{ sku: 'A', quantity: '' }], clears)).toThrow(/quantity is empty/);
});
