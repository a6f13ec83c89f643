import type { JsonObject } from '../../../../../src/local/sandbox/kit/json-object.js';
import { createHandClock, createTestShop } from '../sandbox-shop.js';

const clock = createHandClock();
const shop = createTestShop(clock);
const products = shop.products();
const bySku = (sku: string) => products.find((product) => product.sku === sku);
const custom = (product: JsonObject | undefined, code: string) => {
  const attributes = (product?.custom_attributes ?? []) as JsonObject[];
  return attributes.find((one) => one.attribute_code === code)?.value;
};

describe('the catalogue', () => {
  test('holds the SKU of nearly every line that was ordered', () => {
    const skus = new Set(products.map((product) => product.sku));
    const lines = shop.orders().flatMap((order) => order.items.map((item) => String(item.sku)));
    const lost = lines.filter((sku) => !skus.has(sku));
    expect([...new Set(lost)]).toEqual(['LAMP-E27']);
    expect(lost.length).toBeLessThan(lines.length / 10);
  });

  test('names each product once, by id and by SKU', () => {
    expect(new Set(products.map(({ id }) => id)).size).toBe(products.length);
    expect(new Set(products.map(({ sku }) => sku)).size).toBe(products.length);
  });

  test.each(['simple', 'configurable', 'bundle', 'grouped', 'virtual', 'downloadable', 'giftcard'])(
    'holds a product of type %s',
    (type) => {
      expect(products.some((product) => product.type_id === type)).toBe(true);
    },
  );

  test('shows what a product is chosen or made from', () => {
    const shirt = bySku('LIN-SHIRT')?.extension_attributes as JsonObject;
    expect(shirt.configurable_product_options).toMatchObject([
      { attribute_id: '93', values: [{ value_index: 59 }, { value_index: 53 }] },
      { attribute_id: '144', values: [{ value_index: 167 }, { value_index: 169 }] },
    ]);
    const variants = (shirt.configurable_product_links as number[]).map((id) => products.find((one) => one.id === id));
    expect(variants.map((one) => [one?.sku, one?.visibility])).toContainEqual(['LIN-SHIRT-M-Grün', 1]);
    expect(bySku('BREW-KIT')?.extension_attributes.bundle_product_options).toHaveLength(4);
    expect(bySku('EBOOK-BREW')?.extension_attributes.downloadable_product_links).toHaveLength(2);
    expect(bySku('DINING-SET')?.product_links).toMatchObject([
      { linked_product_sku: 'CHAIR-OAK' },
      { linked_product_sku: 'TABLE-OAK' },
    ]);
  });

  test('has attributes that are texts or lists, prices by quantity, and one product switched off', () => {
    expect(custom(bySku('MUG-BLUE'), 'category_ids')).toEqual(['2', '4']);
    expect(custom(bySku('MUG-BLUE'), 'url_key')).toBe('mug-blue');
    expect(custom(bySku('LIN-SHIRT-XL-White'), 'size')).toBe('169');
    expect(bySku('MUG-BLUE')).toMatchObject({
      price: 12.95,
      tier_prices: [
        { customer_group_id: 32000, qty: 10, value: 11.66 },
        { customer_group_id: 2, qty: 50, value: 10.36 },
      ],
    });
    expect(products.filter((product) => product.status === 2).map(({ sku }) => sku)).toEqual(['CHEESE-AGED']);
    expect(bySku('FABRIC-WOOL')?.extension_attributes.stock_item).toMatchObject({ is_qty_decimal: true, qty: 15.25 });
  });
});

describe('what happens to products', () => {
  test('a change is seen, and moves the time of update on', () => {
    const own = createTestShop(clock, 0);
    clock.advance(60_000);
    for (let change = 0; change < 8; change += 1) {
      const before = own.products().find(({ sku }) => sku === 'MUG-BLUE');
      const after = own.changeProduct('MUG-BLUE');
      expect({ ...after, updated_at: '' }).not.toEqual({ ...before, updated_at: '' });
      expect(after.updated_at).toBe('2026-11-20 10:01:00');
    }
    expect(() => own.changeProduct('NOPE')).toThrow(RangeError);
  });

  test('one can be deleted, and the lost one comes back as a new one', () => {
    const own = createTestShop(clock, 0);
    own.deleteProduct('MUG-BLUE');
    expect(own.products().some(({ sku }) => sku === 'MUG-BLUE')).toBe(false);
    const lamp = own.restoreProduct('LAMP-E27');
    expect(own.products()).toContainEqual(lamp);
    expect([lamp.id, lamp.created_at]).toEqual([104, '2026-11-20 10:01:00']);
    expect(() => own.restoreProduct('NOPE')).toThrow(RangeError);
  });
});
