import type { Json, JsonObject } from '../../../src/diff/json.js';
import { mapComplete, resourceOf, settingsOf, thrownBy } from './shop-context.js';

const product = (changes: JsonObject = {}): JsonObject => ({
  id: 21,
  sku: 'TEE/M+BLUE',
  name: 'Tee',
  attribute_set_id: 4,
  price: 19.9,
  status: 1,
  visibility: 4,
  type_id: 'simple',
  created_at: '2026-11-01 10:00:00',
  updated_at: '2026-11-20 10:05:00',
  weight: 0.2,
  custom_attributes: [
    { attribute_code: 'description', value: '<p>Soft</p>' },
    { attribute_code: 'category_ids', value: ['3', '5'] },
    { attribute_code: 'special_price', value: '14.900000' },
    { attribute_code: 'materials', value: ['33', '35'] },
  ],
  ...changes,
});

const inEuro = (changes: JsonObject = {}) => mapComplete('products', product(changes), { currency: 'EUR' });

describe('a product', () => {
  test('has its SKU verbatim, its price in the currency of the settings, and its attributes', () => {
    const { record, warnings } = inEuro();
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: '21',
      sku: 'TEE/M+BLUE',
      name: 'Tee',
      description: '<p>Soft</p>',
      active: true,
      prices: [{ id: 'base', currency: 'EUR', amount: '19.9', minQuantity: '1' }],
      categories: ['3', '5'],
      updatedAt: '2026-11-20T10:05:00Z',
      attributes: {
        typeId: 'simple',
        weight: '0.2',
        'custom.special_price': '14.900000',
        'custom.materials': ['33', '35'],
      },
    });
    expect(Object.keys(record.attributes as JsonObject)).not.toContain('custom.description');
  });

  test('without a currency in the settings has no price and a warning, and without a price no warning', () => {
    const { map } = resourceOf('products');
    const priced = map(product(), settingsOf('https://m.test'));
    expect(Object.keys(priced.record as JsonObject)).not.toContain('prices');
    expect(priced.warnings).toEqual([expect.objectContaining({ code: 'price_currency_unknown', path: '/prices' })]);
    expect(map(product({ price: null }), settingsOf('https://m.test')).warnings).toEqual([]);
  });

  test('has a price for each tier, known by its group, its website and its quantity', () => {
    const tier_prices = [
      { customer_group_id: 32000, qty: 10, value: 15 },
      { customer_group_id: 2, qty: 1, value: 12.5, extension_attributes: { website_id: 0 } },
      { customer_group_id: 2, qty: '2.5', value: '11.0000', extension_attributes: { website_id: 3 } },
    ];
    expect(inEuro({ price: 0, tier_prices }).record.prices).toEqual([
      { id: 'base', currency: 'EUR', amount: '0', minQuantity: '1' },
      { id: 'tier:all:10', currency: 'EUR', amount: '15', minQuantity: '10' },
      { id: 'tier:group-2:1', currency: 'EUR', amount: '12.5', minQuantity: '1' },
      { id: 'tier:group-2:website-3:2.5', currency: 'EUR', amount: '11', minQuantity: '2.5' },
    ]);
  });

  test('that is configurable has its options, and its variants by their ids', () => {
    const extension_attributes = {
      configurable_product_options: [
        { id: 7, attribute_id: '93', label: 'Color', values: [{ value_index: 50 }, { value_index: 51 }] },
      ],
      configurable_product_links: [22, 23, 22],
      category_links: [{ position: 0, category_id: '9' }],
      website_ids: [1],
    };
    const { record } = inEuro({ type_id: 'configurable', price: null, extension_attributes });
    expect(record).toMatchObject({
      prices: [],
      options: [{ id: '7', name: 'Color', values: ['50', '51'] }],
      variants: [{ id: '22' }, { id: '23' }],
      categories: ['9'],
      attributes: { 'extension.website_ids': [1] },
    });
    expect(Object.keys(record.attributes as JsonObject).filter((key) => key.includes('configurable'))).toEqual([]);
  });

  test('has the pictures that are shown', () => {
    const media_gallery_entries = [
      { id: 1, media_type: 'image', disabled: false, file: '/t/e/tee.jpg' },
      { id: 2, media_type: 'image', disabled: true, file: '/t/e/old.jpg' },
      { id: 3, media_type: 'external-video', disabled: false, file: '/t/e/film.jpg' },
      { id: 4, media_type: 'image', disabled: false, file: null },
    ];
    expect(inEuro({ media_gallery_entries }).record.images).toEqual(['/t/e/tee.jpg']);
  });

  test.each<[JsonObject, boolean]>([
    [{ status: 1 }, true],
    [{ status: 2 }, false],
    [{ status: '2' }, false],
    [{ status: null }, true],
  ])('%j is active: %s', (changes, active) => {
    expect(inEuro(changes).record.active).toBe(active);
  });

  test.each<[Json, boolean | undefined]>([
    [{ stock_item: { manage_stock: true, qty: 5 } }, true],
    [{ stock_item: { manage_stock: false } }, false],
    [{ stock_item: {} }, undefined],
    [{}, undefined],
    [[], undefined],
    [null, undefined],
  ])('with %j is tracked: %s', (extension_attributes, expected) => {
    const { record } = resourceOf('products').map(product({ extension_attributes }), settingsOf('https://m.test'));
    expect((record as JsonObject).stockTracked).toBe(expected);
  });

  test.each<[string, Json, string]>([
    ['no id', product({ id: null }), 'record_id_missing'],
    ['a price that is no number', product({ price: 'free' }), 'mapping_failed'],
    ['a SKU that is an object', product({ sku: {} }), 'mapping_failed'],
    ['tier prices that are a text', product({ tier_prices: 'none' }), 'mapping_failed'],
    [
      'options that are a text',
      product({ extension_attributes: { configurable_product_options: 'x' } }),
      'mapping_failed',
    ],
    ['an array', [product()], 'mapping_failed'],
  ])('with %s is refused', (_, raw, code) => {
    const { map } = resourceOf('products');
    expect(thrownBy(() => map(raw, settingsOf('https://m.test', { currency: 'EUR' })))).toMatchObject({ code });
  });
});
