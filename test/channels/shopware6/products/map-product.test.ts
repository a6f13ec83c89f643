import type { JsonObject } from '../../../../src/diff/json.js';
import { idOf } from '../sample-order.js';
import { EURO, mapComplete, resourceOf, settingsOf } from '../shop-context.js';

const option = (group: string, name: string): JsonObject => ({
  id: idOf(name),
  name,
  group: { id: idOf(group), name: group },
});
const media = (name: string): JsonObject => ({ media: { url: `https://cdn.example/${name}.jpg` } });
const product = (changes: JsonObject = {}): JsonObject => ({
  id: idOf('p'),
  versionId: '0fa91ce3e96a4bc2be4bd9ce752c3425',
  autoIncrement: 1,
  parentId: null,
  productNumber: 'SW1',
  name: 'Mug',
  translated: { name: 'Becher', description: '<p>Schön</p>' },
  active: true,
  stock: 9,
  availableStock: 8,
  isCloseout: true,
  states: ['is-physical'],
  price: [{ currencyId: EURO, gross: 11.9, net: 10.000000000000002, linked: true }],
  prices: [],
  tax: { taxRate: 19 },
  manufacturer: { name: 'Fjord' },
  categoryIds: [idOf('cat')],
  createdAt: '2026-11-01T00:00:00.000+00:00',
  updatedAt: null,
  ...changes,
});
const currencies = { [EURO]: 'EUR' };

describe('a product', () => {
  test('has its number, its texts in the language of the answer, and its stock', () => {
    const { record, warnings } = mapComplete('products', product(), { currencies });
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: idOf('p'),
      sku: 'SW1',
      name: 'Becher',
      description: '<p>Schön</p>',
      active: true,
      prices: [{ id: 'EUR', currency: 'EUR', amount: '11.9', minQuantity: '1' }],
      categories: [idOf('cat')],
      stockTracked: true,
      updatedAt: '2026-11-01T00:00:00Z',
      attributes: { stock: '9', availableStock: '8', isCloseout: true, taxRate: '19', manufacturer: 'Fjord' },
    });
  });

  test('has the prices without tax where the profile says so, without the noise of floats', () => {
    const { record } = mapComplete('products', product(), { currencies, prices: 'net' });
    expect(record.prices).toMatchObject([{ amount: '10' }]);
  });

  test('has prices of rules and larger quantities', () => {
    const prices = [{ id: idOf('r'), quantityStart: 10, price: [{ currencyId: EURO, gross: 9.9, net: 8.32 }] }];
    const { record } = mapComplete('products', product({ prices }), { currencies });
    expect(record.prices).toMatchObject([{ id: 'EUR' }, { id: `${idOf('r')}:EUR`, amount: '9.9', minQuantity: '10' }]);
  });

  test('leaves out a price whose currency nobody knows, and says which', () => {
    const { record, warnings } = mapComplete('products', product());
    expect(record.prices).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'price_currency_unknown', message: expect.stringContaining(EURO) }]);
  });

  test('has its variants, what they are chosen by, and what else is said of it', () => {
    const { record } = mapComplete(
      'products',
      product({
        children: [
          {
            id: idOf('v1'),
            productNumber: 'SW1.1',
            options: [option('Farbe', 'rot'), option('Größe', 'M')],
            stock: 2,
            ean: '400',
            customFields: { shelf: 'A1' },
          },
          { id: idOf('v2'), productNumber: 'SW1.2', options: [option('Farbe', 'blau')], active: false },
          { id: idOf('v3'), productNumber: 'SW1.3', versionId: idOf('draft') },
        ],
        configuratorSettings: [
          { option: option('Farbe', 'rot') },
          { option: option('Farbe', 'blau') },
          { option: option('Größe', 'M') },
        ],
        properties: [option('Material', 'Ton')],
        cover: media('b'),
        media: [media('a'), media('b')],
      }),
      { currencies },
    );
    expect(record).toMatchObject({
      variants: [
        {
          id: idOf('v1'),
          sku: 'SW1.1',
          options: { Farbe: 'rot', Größe: 'M' },
          attributes: { stock: '2', ean: '400', 'custom.shelf': 'A1' },
        },
        { sku: 'SW1.2', options: { Farbe: 'blau' }, attributes: { inactive: true } },
      ],
      options: [
        { id: 'Farbe', name: 'Farbe', values: ['rot', 'blau'] },
        { id: 'Größe', values: ['M'] },
      ],
      facets: { Material: ['Ton'] },
      images: ['https://cdn.example/b.jpg', 'https://cdn.example/a.jpg'],
    });
    expect(record.variants).toHaveLength(2);
  });

  test('that is downloaded has no stock', () => {
    expect(mapComplete('products', product({ states: ['is-download'] })).record.stockTracked).toBe(false);
  });

  test('says nothing of what was not loaded', () => {
    const bare = { id: idOf('p'), productNumber: 'SW1' };
    const { record } = resourceOf('products').map(bare, settingsOf('https://s.test'));
    expect(Object.keys(record as JsonObject).sort()).toEqual(['attributes', 'id', 'sku']);
  });

  test('changes with its variants and its prices, and is no draft', () => {
    const late = { updatedAt: '2026-11-20T07:00:00.000+00:00' };
    for (const hanging of [{ children: [late] }, { prices: [late] }])
      expect(resourceOf('products').identify(product(hanging), settingsOf('https://shop.test')).sourceVersion).toBe(
        '2026-11-20T07:00:00.000Z',
      );
    const accepts = (changes: JsonObject) =>
      resourceOf('products').accept?.(product(changes), settingsOf('https://s.test'));
    expect([accepts({}), accepts({ versionId: idOf('draft') })]).toEqual([true, false]);
  });
});
