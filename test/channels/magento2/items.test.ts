import { Big } from 'big.js';
import type { JsonObject } from '../../../src/diff/json.js';
import { mapped, sampleItem, sampleOrder } from './sample-order.js';

type Amounts = [id: string, unitPrice: string, discount: string, tax: string, total: string, parentId: string | null];

interface Case {
  header: JsonObject;
  items: JsonObject[];
  expected: Amounts[];
}

const item = (id: number, fields: JsonObject) => sampleItem({ item_id: id, ...fields });
const part = (id: number, fields: JsonObject) => item(id, { parent_item_id: 1, ...fields });

const cases: [string, Case][] = [
  [
    'a configurable product counts once, by its parent',
    {
      header: { subtotal: 40, discount_amount: -4, tax_amount: 6.84, grand_total: 42.84 },
      items: [
        item(1, { product_type: 'configurable', price: 20, qty_ordered: 2, discount_amount: 4, tax_amount: 6.84 }),
        part(2, { price: 0, qty_ordered: 2 }),
      ],
      expected: [
        ['1', '20', '4', '6.84', '42.84', null],
        ['2', '0', '0', '0', '0', '1'],
      ],
    },
  ],
  [
    'a configurable product whose variant repeats the price counts once too',
    {
      header: { subtotal: 20, grand_total: 20 },
      items: [item(1, { product_type: 'configurable', price: 20 }), part(2, { price: 20 })],
      expected: [
        ['1', '20', '0', '0', '20', null],
        ['2', '0', '0', '0', '0', '1'],
      ],
    },
  ],
  [
    'a dynamic bundle carries the amounts of its parts',
    {
      header: { subtotal: 68, discount_amount: -6.8, tax_amount: 12.24, grand_total: 73.44 },
      items: [
        item(1, { product_type: 'bundle', price: 68 }),
        part(2, { price: 27, discount_amount: 2.7, tax_amount: 4.86 }),
        part(3, { price: 5, discount_amount: 0.5, tax_amount: 0.9 }),
        part(4, { price: 8.5, qty_ordered: 2, discount_amount: 1.7, tax_amount: 3.06 }),
        part(5, { price: 19, discount_amount: 1.9, tax_amount: 3.42 }),
      ],
      expected: [
        ['1', '68', '6.8', '12.24', '73.44', null],
        ['2', '0', '0', '0', '0', '1'],
        ['3', '0', '0', '0', '0', '1'],
        ['4', '0', '0', '0', '0', '1'],
        ['5', '0', '0', '0', '0', '1'],
      ],
    },
  ],
  [
    'a dynamic bundle that repeats tax and discount on its parent counts them once',
    {
      header: { subtotal: 20, discount_amount: -2, tax_amount: 3.42, grand_total: 21.42 },
      items: [
        item(1, { product_type: 'bundle', price: 10, qty_ordered: 2, discount_amount: 2, tax_amount: 3.42 }),
        part(2, { price: 10, qty_ordered: 2, discount_amount: 2, tax_amount: 3.42 }),
      ],
      expected: [
        ['1', '10', '2', '3.42', '21.42', null],
        ['2', '0', '0', '0', '0', '1'],
      ],
    },
  ],
  [
    'a dynamic bundle whose parent alone carries tax and discount, and no price',
    {
      header: { subtotal: 20, discount_amount: -2, tax_amount: 3.42, grand_total: 21.42 },
      items: [
        item(1, { product_type: 'bundle', price: 0, qty_ordered: 2, discount_amount: 2, tax_amount: 3.42 }),
        part(2, { price: 10, qty_ordered: 2 }),
      ],
      expected: [
        ['1', '10', '2', '3.42', '21.42', null],
        ['2', '0', '0', '0', '0', '1'],
      ],
    },
  ],
  [
    'a fixed bundle carries its own amounts',
    {
      header: { subtotal: 59, discount_amount: -5.9, tax_amount: 10.09, grand_total: 63.19 },
      items: [
        item(1, { product_type: 'bundle', price: 59, discount_amount: 5.9, tax_amount: 10.09 }),
        part(2, { price: 0 }),
        part(3, { price: 0, qty_ordered: 2 }),
      ],
      expected: [
        ['1', '59', '5.9', '10.09', '63.19', null],
        ['2', '0', '0', '0', '0', '1'],
        ['3', '0', '0', '0', '0', '1'],
      ],
    },
  ],
  [
    'a rounded price that is off by as much on one item as on another gives way to the row totals',
    {
      header: { order_currency_code: 'JPY', subtotal: 14944, grand_total: 14944 },
      items: [
        item(1, { price: 3744.9167, qty_ordered: 3, row_total: 11235 }),
        item(2, { price: 1854.625, qty_ordered: 2, row_total: 3709 }),
      ],
      expected: [
        ['1', '3744.9167', '0', '0', '11235', null],
        ['2', '1854.625', '0', '0', '3709', null],
      ],
    },
  ],
  [
    'the items of a grouped product stand for themselves, also with one SKU',
    {
      header: { subtotal: 100, grand_total: 100 },
      items: [
        item(1, { product_type: 'grouped', price: 20, qty_ordered: 2 }),
        item(2, { product_type: 'grouped', price: 20, qty_ordered: 3 }),
      ],
      expected: [
        ['1', '20', '0', '0', '40', null],
        ['2', '20', '0', '0', '60', null],
      ],
    },
  ],
  [
    'a decimal quantity',
    {
      header: { subtotal: 34.73, grand_total: 34.73 },
      items: [item(1, { price: 23.15, qty_ordered: 1.5, is_qty_decimal: 1 })],
      expected: [['1', '23.15', '0', '0', '34.73', null]],
    },
  ],
  [
    'prices that include tax: the discount is taken without its tax',
    {
      header: {
        subtotal: 100,
        discount_amount: -11.9,
        discount_tax_compensation_amount: 1.9,
        tax_amount: 17.1,
        grand_total: 107.1,
      },
      items: [item(1, { price: 100, discount_amount: 11.9, discount_tax_compensation_amount: 1.9, tax_amount: 17.1 })],
      expected: [['1', '100', '10', '17.1', '107.1', null]],
    },
  ],
  [
    'a rounded unit price: the row total is used where it adds up to the subtotal',
    {
      header: { subtotal: 84.03, tax_amount: 15.97, grand_total: 100 },
      items: [item(1, { price: 0.84, qty_ordered: 100, tax_amount: 15.97, row_total: 84.03 })],
      expected: [['1', '0.84', '0', '15.97', '100', null]],
    },
  ],
  [
    'a rounded unit price where the row total is less the discount',
    {
      header: { subtotal: 84.03, discount_amount: -8.4, tax_amount: 14.37, grand_total: 90 },
      items: [item(1, { price: 0.84, qty_ordered: 100, discount_amount: 8.4, tax_amount: 14.37, row_total: 75.63 })],
      expected: [['1', '0.84', '8.4', '14.37', '90', null]],
    },
  ],
  [
    'a row total that is wrong is not used',
    {
      header: { subtotal: 196, discount_amount: -19.6, grand_total: 176.4 },
      items: [item(1, { price: 98, qty_ordered: 2, discount_amount: 19.6, row_total: 88.2 })],
      expected: [['1', '98', '19.6', '0', '176.4', null]],
    },
  ],
  [
    'a part whose parent is not in the order counts by itself',
    {
      header: { subtotal: 20, grand_total: 20 },
      items: [item(7, { parent_item_id: 99, price: 20 })],
      expected: [['7', '20', '0', '0', '20', null]],
    },
  ],
  [
    'an item that names itself as its parent counts by itself',
    {
      header: { subtotal: 20, grand_total: 20 },
      items: [part(1, { price: 20 })],
      expected: [['1', '20', '0', '0', '20', null]],
    },
  ],
];

describe('the lines of an order', () => {
  test.each(cases)('%s', (_, { header, items, expected }) => {
    const { order, warnings } = mapped(sampleOrder({ ...header, items }));
    const lines = order.lines.map((line): Amounts => {
      const { id, unitPrice, discount, tax, total, parentId } = line;
      return [id, unitPrice, discount, tax, total, parentId];
    });
    expect(lines).toEqual(expected);
    expect(warnings).toEqual([]);
    const counted = order.lines.filter((line) => line.parentId === null);
    const total = (field: 'discount' | 'tax') =>
      counted.reduce((sum, line) => sum.plus(line[field]), new Big(0)).toFixed();
    expect([total('discount'), total('tax')]).toEqual([order.totals.discount, order.totals.tax]);
  });

  test('keep the SKU of the shop, and one without a SKU with a warning', () => {
    const items = [
      item(1, { price: 20, sku: ' Ä/1 #7' }),
      item(2, { price: 0, sku: '' }),
      item(3, { price: 0, sku: null }),
    ];
    const { order, warnings } = mapped(sampleOrder({ items }));
    expect(order.lines.map((line) => line.sku)).toEqual([' Ä/1 #7', '', null]);
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([
      ['sku_missing', '/lines/1/sku'],
      ['sku_missing', '/lines/2/sku'],
    ]);
  });

  test('keep ids that are unique, whatever the shop sends', () => {
    const items = [item(5, { price: 20 }), item(5, { price: 0 }), sampleItem({ item_id: null, price: 0 })];
    expect(mapped(sampleOrder({ items })).order.lines.map((line) => line.id)).toEqual(['5', '5#2', 'row-3']);
  });

  test('keep what else is known of them in their attributes', () => {
    const option = { configurable_item_options: [{ option_id: '252', option_value: 537 }] };
    const items = [
      item(1, { product_type: 'configurable', qty_shipped: 1, product_option: { extension_attributes: option } }),
      part(2, { price: 3, is_virtual: 1, extension_attributes: { engraving: 'Ä', gift_message: [] } }),
      item(3, { price: 0, parent_item_id: 77 }),
    ];
    const [first, second, third] = mapped(sampleOrder({ items })).order.lines;
    expect(first?.attributes).toMatchObject({ productType: 'configurable', qtyShipped: '1', options: option });
    expect(second?.attributes).toMatchObject({ price: '3', isVirtual: true, 'extension.engraving': 'Ä' });
    expect(second?.attributes).not.toHaveProperty('extension.gift_message');
    expect(third?.attributes).toMatchObject({ parentItemId: '77' });
  });

  test('of two thousand items are mapped, each to a line', () => {
    const items = Array.from({ length: 2_000 }, (_, index) => item(index, { price: 0.01 }));
    const { order, warnings } = mapped(sampleOrder({ subtotal: 20, grand_total: 20, items }));
    expect([order.lines.length, warnings]).toEqual([2_000, []]);
  });
});
