import type { JsonObject } from '../../../../src/diff/json.js';
import { checkArithmetic } from '../../../../src/model/arithmetic.js';
import { order as orderSchema } from '../../../../src/model/order.js';
import { cart, delivery, idOf, line, price, sampleOrder } from '../sample-order.js';
import { mapComplete } from '../shop-context.js';

/** The order, its warnings of the mapping and of the arithmetic together. */
function mapped(changes: JsonObject = {}) {
  const { record, warnings } = mapComplete('orders', sampleOrder(changes));
  const checked = checkArithmetic(orderSchema.parse(record));
  return { order: record, codes: [...warnings, ...checked].map(({ code }) => code) };
}

const promotion = (name: string, changes: JsonObject) =>
  line(name, { type: 'promotion', good: false, productId: null, payload: { code: 'TEN' }, ...changes });

describe('the amounts of an order', () => {
  test('with tax in the prices are without it', () => {
    const { order, codes } = mapped();
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      currency: 'EUR',
      lines: [{ sku: 'SKU-A', quantity: '1', unitPrice: '10', discount: '0', tax: '1.9', total: '11.9' }],
      shippingLines: [{ code: 'shipping_standard', name: 'Standard', amount: '5', tax: '0.95', total: '5.95' }],
      taxes: [{ id: '19%', rate: '19', amount: '2.85' }],
      discounts: [],
      totals: { subtotal: '10', discount: '0', shipping: '5', tax: '2.85', grand: '17.85', paid: '0', due: '17.85' },
    });
    expect((order.lines as JsonObject[])[0]?.attributes).toMatchObject({ unitPriceWithTax: '11.9', taxRate: '19' });
  });

  test('without tax in the prices have it added', () => {
    const { order, codes } = mapped({
      taxStatus: 'net',
      price: cart('net', 17.85, [[19, 2.85, 15]]),
      lineItems: [line('A', { quantity: 4, unitPrice: 2.5, totalPrice: 10, price: price(10, [[19, 1.9, 10]]) })],
      deliveries: [delivery('D', { shippingCosts: price(5, [[19, 0.95, 5]]) })],
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      lines: [{ quantity: '4', unitPrice: '2.5', tax: '1.9', total: '11.9' }],
      shippingLines: [{ amount: '5', tax: '0.95', total: '5.95' }],
      totals: { subtotal: '10', shipping: '5', tax: '2.85', grand: '17.85' },
    });
  });

  test('that are free of tax have none, whatever their parts say', () => {
    const { order, codes } = mapped({ taxStatus: 'tax-free', price: cart('tax-free', 17.85, []) });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      lines: [{ unitPrice: '11.9', tax: '0', total: '11.9' }],
      shippingLines: [{ amount: '5.95', tax: '0', total: '5.95' }],
      taxes: [],
      totals: { subtotal: '11.9', shipping: '5.95', tax: '0', grand: '17.85' },
    });
  });

  test.each([
    ['a list', [{ tax: 2.85, taxRate: 19, price: 17.85 }]],
    ['an object, as PHP spells a list with keys', { '19': { tax: 2.85, taxRate: 19, price: 17.85 } }],
  ])('are read from taxes in %s', (_, calculatedTaxes) => {
    const { order, codes } = mapped({
      price: { totalPrice: 17.85, rawTotal: 17.85, taxStatus: 'gross', calculatedTaxes },
    });
    expect(codes).toEqual([]);
    expect(order.totals).toMatchObject({ subtotal: '10', tax: '2.85' });
  });

  test('are rounded by the order, so that the noise of floats is gone', () => {
    const { order, codes } = mapped({
      price: cart('gross', '17.849999999999998', [[19, '2.8499999999999996', 17.85]]),
      lineItems: [
        line('A', { totalPrice: '11.900000000000002', price: price('11.900000000000002', [[19, 1.9, 11.9]]) }),
      ],
      deliveries: [
        delivery('D', {
          shippingCosts: price(5.95, [
            [19, '0.9500000000000001', 5.95],
            [7, '-9.094947017729282e-13', 0],
          ]),
        }),
      ],
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      lines: [{ total: '11.9' }],
      shippingLines: [{ tax: '0.95', total: '5.95' }],
      totals: { subtotal: '10', shipping: '5', tax: '2.85', grand: '17.85' },
    });
  });

  test('of a currency without decimals are whole', () => {
    const rounding = { decimals: 0, interval: 1, roundForNet: true };
    const { order, codes } = mapped({
      currency: { isoCode: 'JPY' },
      itemRounding: rounding,
      totalRounding: rounding,
      price: cart('gross', 1100, [[10, '99.99999999999999', 1100]]),
      lineItems: [line('A', { totalPrice: 1100, price: price(1100, [[10, 100, 1100]]) })],
      deliveries: [],
      shippingCosts: price(0, []),
      shippingTotal: 0,
    });
    expect(codes).toEqual([]);
    expect(order.totals).toMatchObject({ subtotal: '1000', tax: '100', grand: '1100' });
  });

  test('may be rounded to the coins there are: the rounding is a discount of its own, also where it adds something', () => {
    const down = mapped({
      price: cart('gross', 17.85, [[19, 2.85, 17.87]], { rawTotal: 17.87 }),
      lineItems: [line('A', { totalPrice: 11.92, price: price(11.92, [[19, 1.9, 11.92]]) })],
    });
    expect(down.codes).toEqual([]);
    expect(down.order).toMatchObject({
      discounts: [{ id: 'rounding', amount: '0.02' }],
      totals: { subtotal: '10.02', discount: '0.02', grand: '17.85' },
    });
    const up = mapped({
      price: cart('gross', 17.85, [[19, 2.85, 17.83]], { rawTotal: 17.83 }),
      lineItems: [line('A', { totalPrice: 11.88, price: price(11.88, [[19, 1.9, 11.88]]) })],
    });
    expect(up.codes).toEqual([]);
    expect(up.order).toMatchObject({ discounts: [{ amount: '-0.02' }], totals: { discount: '-0.02', grand: '17.85' } });
  });

  test('may have a tax that was calculated once from the total: the subtotal takes the difference', () => {
    // Three lines of 9.99 with 1.60 of tax each; 19 % in 29.97 is 4.79.
    const one = { totalPrice: 9.99, price: price(9.99, [[19, 1.6, 9.99]]) };
    const { order, codes } = mapped({
      price: cart('gross', 29.97, [[19, 4.79, 29.97]]),
      lineItems: [line('A', one), line('B', one), line('C', one)],
      deliveries: [],
      shippingTotal: 0,
      shippingCosts: price(0, []),
    });
    expect(codes).toEqual([]);
    expect(order.totals).toMatchObject({ subtotal: '25.18', tax: '4.79', grand: '29.97' });
  });

  test('hold what no field explains as a residual, with a warning and no guess', () => {
    const { order, codes } = mapped({ price: cart('gross', 20, [[19, 2.85, 17.85]]) });
    expect(codes).toContain('residual');
    expect(order.totals).toMatchObject({ subtotal: '10', grand: '20' });
    expect(order.attributes).toMatchObject({ residual: '2.15' });
  });

  test('whose parts have other taxes than the order say so', () => {
    const taxed = price(11.9, [[19, 9.9, 11.9]]);
    expect(mapped({ lineItems: [line('A', { price: taxed })] }).codes).toEqual(['tax_mismatch']);
  });

  test('are read from the columns of the order where its price is missing', () => {
    const { order, codes } = mapped({ price: null });
    expect(codes).toEqual([]);
    expect(order.totals).toMatchObject({ subtotal: '10', shipping: '5', tax: '2.85', grand: '17.85' });
  });

  test.each([
    ['no total', { price: null, amountTotal: null }, 'mapping_failed'],
    ['a total that is no number', { price: { totalPrice: 'much' } }, 'mapping_failed'],
    ['no lines', { lineItems: null }, 'mapping_failed'],
    ['no currency', { currency: null }, 'currency_unknown'],
    ['a currency that is none', { currency: { isoCode: 'XXX' } }, 'currency_unknown'],
    ['no id', { id: null }, 'record_id_missing'],
  ])('are not made up: %s is a failure', (_, changes, code) => {
    expect(() => mapComplete('orders', sampleOrder(changes))).toThrow(expect.objectContaining({ code }));
  });

  test('take the currency from the settings where the order names it by its id alone', () => {
    const raw = sampleOrder({ currency: null, currencyId: idOf('usd') });
    const { record } = mapComplete('orders', raw, { currencies: { [idOf('usd')]: 'USD' } });
    expect(record.currency).toBe('USD');
  });
});

describe('a discount', () => {
  test('on the cart is taken off the lines by their prices, tax included, and adds up to the cent', () => {
    // 10 % of 30.00 in three lines of 10.00 with 1.60 of tax each: 3.00 with 0.48 of tax.
    const one = { totalPrice: 10, price: price(10, [[19, 1.6, 10]]) };
    const { order, codes } = mapped({
      price: cart('gross', 26.99, [[19, 4.31, 26.99]]),
      lineItems: [
        line('A', one),
        line('B', one),
        line('C', one),
        promotion('P', { totalPrice: -3.01, price: price(-3.01, [[19, -0.49, -3.01]]) }),
      ],
      deliveries: [],
      shippingTotal: 0,
      shippingCosts: price(0, []),
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      // 2.52 of 3 × 8.40: 0.84 each; of the 0.49 of tax 0.16, 0.17, 0.16.
      lines: [
        { discount: '0.84', tax: '1.44', total: '9' },
        { discount: '0.84', tax: '1.43', total: '8.99' },
        { discount: '0.84', tax: '1.44', total: '9' },
      ],
      discounts: [{ code: 'TEN', name: 'P', amount: '2.52', attributes: { type: 'promotion', tax: '0.49' } }],
      totals: { subtotal: '25.2', discount: '2.52', tax: '4.31', grand: '26.99' },
    });
  });

  test('on some lines is taken off those that the shop noted', () => {
    const { order, codes } = mapped({
      price: cart('gross', 21.8, [[19, 3.48, 21.8]]),
      lineItems: [
        line('A'),
        line('B'),
        promotion('P', {
          totalPrice: -2,
          price: price(-2, [[19, -0.32, -2]]),
          payload: { code: '', composition: [{ id: idOf('B-i'), quantity: 1, discount: 2 }] },
        }),
      ],
      deliveries: [],
      shippingTotal: 0,
      shippingCosts: price(0, []),
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      lines: [
        { discount: '0', total: '11.9' },
        { discount: '1.68', tax: '1.58', total: '9.9' },
      ],
      discounts: [{ code: null, amount: '1.68' }],
    });
  });

  test('that takes nothing off is kept for its code', () => {
    const free = promotion('P', { totalPrice: 0, price: price(0, []) });
    const { order, codes } = mapped({ lineItems: [line('A'), free] });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({ lines: [{ total: '11.9' }], discounts: [{ code: 'TEN', amount: '0' }] });
    expect(order.lines).toHaveLength(1);
  });

  test('that a merchant credits is one as well', () => {
    const credit = line('K', {
      type: 'credit',
      productId: null,
      payload: [],
      totalPrice: -1.19,
      price: price(-1.19, [[19, -0.19, -1.19]]),
    });
    const { order, codes } = mapped({
      price: cart('gross', 16.66, [[19, 2.66, 16.66]]),
      lineItems: [line('A'), credit],
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      lines: [{ discount: '1', tax: '1.71', total: '10.71' }],
      discounts: [{ name: 'K', amount: '1', attributes: { type: 'credit' } }],
      totals: { subtotal: '10', discount: '1', grand: '16.66' },
    });
  });

  test('in an order of nothing else stays a line', () => {
    const { order, codes } = mapped({
      price: cart('gross', -11.9, [[19, -1.9, -11.9]]),
      lineItems: [line('K', { type: 'credit', totalPrice: -11.9, price: price(-11.9, [[19, -1.9, -11.9]]) })],
      deliveries: [],
      shippingTotal: 0,
      shippingCosts: price(0, []),
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      lines: [{ total: '-11.9' }],
      discounts: [],
      totals: { subtotal: '-10', grand: '-11.9' },
    });
  });

  test('on the shipping is a delivery that sends nothing', () => {
    const { order, codes } = mapped({
      price: cart('gross', 14.88, [[19, 2.38, 14.88]]),
      deliveries: [delivery('D'), delivery('X', { shippingCosts: price(-2.97, [[19, -0.47, -2.97]]) })],
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      shippingLines: [{ id: idOf('D'), amount: '5', discount: '2.5', tax: '0.48', total: '2.98' }],
      discounts: [{ id: idOf('X'), amount: '2.5', attributes: { type: 'shipping' } }],
      totals: { subtotal: '10', discount: '2.5', shipping: '5', tax: '2.38', grand: '14.88' },
    });
    expect(order.shippingLines).toHaveLength(1);
  });
});

describe('the lines of an order', () => {
  const part = (name: string, changes: JsonObject = {}) => line(name, { parentId: idOf('SET'), ...changes });

  test('that stand in another count once, with it', () => {
    const set = line('SET', {
      type: 'container',
      totalPrice: 20,
      quantity: 2,
      payload: [],
      price: price(20, [
        [19, 1.6, 10],
        [7, 0.65, 10],
      ]),
    });
    const { order, codes } = mapped({
      price: cart('gross', 20, [
        [19, 1.6, 10],
        [7, 0.65, 10],
      ]),
      lineItems: [
        set,
        part('A', { totalPrice: 10, price: price(10, [[19, 1.6, 10]]) }),
        part('B', { totalPrice: 10, price: price(10, [[7, 0.65, 10]]) }),
      ],
      deliveries: [],
      shippingTotal: 0,
      shippingCosts: price(0, []),
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      lines: [
        { id: idOf('SET'), sku: null, quantity: '2', unitPrice: '8.875', tax: '2.25', total: '20', parentId: null },
        { sku: 'SKU-A', unitPrice: '0', tax: '0', total: '0', parentId: idOf('SET'), attributes: { price: '10' } },
        { sku: 'SKU-B', total: '0', parentId: idOf('SET') },
      ],
      totals: { subtotal: '17.75', grand: '20' },
    });
  });

  test('that come nested as well as in the list are one line each', () => {
    const set = line('SET', { children: [part('A')] });
    const { order } = mapped({ lineItems: [set, part('A')] });
    expect((order.lines as JsonObject[]).map(({ id }) => id)).toEqual([idOf('SET'), idOf('A')]);
  });

  test('whose parent is not in the order count by themselves', () => {
    const { order, codes } = mapped({ lineItems: [part('A')] });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({ lines: [{ parentId: null, total: '11.9' }] });
  });

  test('keep the number of a product that is gone, and what was chosen of it', () => {
    const gone = line('A', {
      productId: null,
      payload: { productNumber: 'OLD-1', options: [{ group: 'Farbe', option: 'rot' }] },
      customFields: { engraving: 'Für Ömchen' },
    });
    expect(mapped({ lineItems: [gone] }).order).toMatchObject({
      lines: [{ sku: 'OLD-1', attributes: { options: { Farbe: 'rot' }, 'custom.engraving': 'Für Ömchen' } }],
    });
  });

  test('of a product without any number say so; what the merchant wrote in needs none', () => {
    const blank = { productId: null, payload: [] };
    expect(mapped({ lineItems: [line('A', blank)] }).codes).toEqual(['sku_missing']);
    expect(mapped({ lineItems: [line('A', { ...blank, type: 'custom' })] }).codes).toEqual([]);
  });

  test('of drafts are left out', () => {
    const draft = line('B', { versionId: idOf('draft') });
    const { order, codes } = mapped({ lineItems: [line('A'), draft] });
    expect(codes).toEqual([]);
    expect(order.lines).toHaveLength(1);
  });
});

describe('the shipping of an order', () => {
  test.each([
    ['none of them was loaded', null],
    ['there is none', []],
  ])('is that of the order where %s of the deliveries', (_, deliveries) => {
    const { order, codes } = mapped({ deliveries });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({ shippingLines: [{ id: 'shipping', total: '5.95' }], totals: { shipping: '5' } });
  });

  test('is none where nothing is sent and nothing paid for it', () => {
    const { order } = mapped({
      price: cart('gross', 11.9, [[19, 1.9, 11.9]]),
      deliveries: [],
      shippingTotal: 0,
      shippingCosts: price(0, []),
    });
    expect(order).toMatchObject({ shippingLines: [], fulfilmentStatus: null, shippingAddress: null });
  });
});
