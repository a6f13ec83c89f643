import { mapOrder } from '../../../src/channels/magento2/map-order.js';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import { mapped, sampleItem, sampleOrder } from './sample-order.js';

function thrown(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

const address = (fields: JsonObject = {}): JsonObject => ({
  firstname: 'Jane',
  lastname: 'Doe',
  country_id: 'DE',
  ...fields,
});

describe('a Magento order', () => {
  test('has its ids, its instants in UTC and the status of the merchant', () => {
    const { order, warnings } = mapped(sampleOrder({ status: 'closed_exchange_success', state: 'closed' }));
    expect(order).toMatchObject({
      id: '123',
      number: '000000123',
      status: 'closed_exchange_success',
      currency: 'EUR',
      placedAt: '2026-11-20T10:00:00Z',
      updatedAt: '2026-11-20T10:05:00Z',
      attributes: { state: 'closed', baseCurrencyCode: 'EUR' },
    });
    expect(warnings).toEqual([]);
  });

  test('maps the same with nulls and without the fields', () => {
    const optional = [
      'customer_id',
      'total_paid',
      'shipping_amount',
      'tax_amount',
      'discount_amount',
      'increment_id',
      'status',
    ];
    const nulls = sampleOrder(Object.fromEntries(optional.map((key) => [key, null])));
    const absent = Object.fromEntries(Object.entries(nulls).filter(([, value]) => value !== null));
    expect(mapOrder(nulls)).toEqual(mapOrder(absent));
    expect(mapped(nulls).order).toMatchObject({ status: 'processing', number: null, totals: { paid: '0', due: '0' } });
  });

  test('maps the same whether numbers are numbers or texts', () => {
    const items = [sampleItem({ item_id: '9', price: '20.0000', qty_ordered: '1.0000' })];
    const texts = {
      entity_id: '123',
      subtotal: '20.0000',
      grand_total: '20.0000',
      total_paid: '20',
      total_due: '0.0000',
    };
    expect(mapped(sampleOrder({ ...texts, customer_id: '42', items })).order).toEqual(mapped(sampleOrder()).order);
  });

  test('is not troubled by fields that nobody knows', () => {
    const strange = { x_new: { deep: [1, { a: null }] }, totals: 'text', items_extra: null, __proto__x: [] };
    expect(mapped(sampleOrder(strange)).order).toEqual(mapped(sampleOrder()).order);
  });

  test('is mapped from frozen input, to the same result each time', () => {
    const raw = JSON.stringify(sampleOrder());
    const freeze = (_: string, value: unknown) => (typeof value === 'object' ? Object.freeze(value) : value);
    const frozen = JSON.parse(raw, freeze) as Json;
    expect(mapOrder(frozen)).toEqual(mapOrder(frozen));
    expect(JSON.stringify(frozen)).toBe(raw);
  });

  test.each<[string, Json, string]>([
    ['no currency', sampleOrder({ order_currency_code: null }), 'currency_unknown'],
    ['a currency that is none', sampleOrder({ order_currency_code: 'EURO' }), 'currency_unknown'],
    ['the code for no currency', sampleOrder({ order_currency_code: 'XXX' }), 'currency_unknown'],
    ['no entity id', sampleOrder({ entity_id: null }), 'record_id_missing'],
    ['an entity id that is an object', sampleOrder({ entity_id: {} }), 'record_id_missing'],
    ['no items', sampleOrder({ items: null }), 'mapping_failed'],
    ['items that are a text', sampleOrder({ items: 'none' }), 'mapping_failed'],
    ['an item that is null', sampleOrder({ items: [null] }), 'mapping_failed'],
    ['no grand total', sampleOrder({ grand_total: null }), 'mapping_failed'],
    ['a grand total that is no number', sampleOrder({ grand_total: '19,99' }), 'mapping_failed'],
    ['a price that is no number', sampleOrder({ items: [sampleItem({ price: 'free' })] }), 'mapping_failed'],
    ['an e-mail address that is an object', sampleOrder({ customer_email: {} }), 'mapping_failed'],
    ['an address that is a text', sampleOrder({ billing_address: 'Main St' }), 'mapping_failed'],
    ['an array', [sampleOrder()], 'mapping_failed'],
    ['a text', 'order', 'mapping_failed'],
    ['null', null, 'mapping_failed'],
  ])('with %s is refused', (_, raw, code) => {
    expect(thrown(() => mapOrder(raw))).toMatchObject({ name: 'PipelineError', code, disposition: 'park' });
  });

  test('with a date that is none is kept, with a warning', () => {
    const { order, warnings } = mapped(sampleOrder({ created_at: '0000-00-00 00:00:00' }));
    expect(order.placedAt).toBeNull();
    expect(warnings).toEqual([expect.objectContaining({ code: 'instant_invalid', path: '/placedAt' })]);
  });

  test('with neither status nor state is kept, with a warning', () => {
    const { order, warnings } = mapped(sampleOrder({ status: null, state: null }));
    expect([order.status, warnings[0]?.code]).toEqual(['unknown', 'status_missing']);
  });
});

describe('the amounts of an order', () => {
  test('have a positive discount where Magento has a negative one', () => {
    const items = [sampleItem({ price: 100, discount_amount: 15.5 })];
    const { order, warnings } = mapped(
      sampleOrder({ subtotal: 100, discount_amount: -15.5, grand_total: 84.5, items }),
    );
    expect([order.totals.discount, warnings]).toEqual(['15.5', []]);
  });

  test('spread a discount that reaches shipping, with tax inside', () => {
    const shipping = {
      shipping_amount: 10,
      shipping_tax_amount: 1.52,
      shipping_discount_amount: 2.38,
      shipping_discount_tax_compensation_amount: 0.38,
      shipping_description: 'Best Way',
    };
    const header = { discount_amount: -2.38, tax_amount: 1.52, grand_total: 29.52 };
    const { order, warnings } = mapped(sampleOrder({ ...header, ...shipping }));
    expect(warnings).toEqual([]);
    expect(order.totals).toMatchObject({ subtotal: '20', discount: '2', shipping: '10', tax: '1.52', grand: '29.52' });
    expect(order.shippingLines).toEqual([
      expect.objectContaining({
        id: 'shipping',
        name: 'Best Way',
        amount: '10',
        discount: '2',
        tax: '1.52',
        total: '9.52',
      }),
    ]);
  });

  test('are in the currency of the order; those in the base currency are attributes', () => {
    const base = { base_currency_code: 'USD', base_grand_total: 5.33, base_to_order_rate: 3.75 };
    const { order } = mapped(sampleOrder({ order_currency_code: 'SAR', ...base }));
    expect([order.currency, order.totals.grand]).toEqual(['SAR', '20']);
    expect(order.attributes).toMatchObject({
      baseCurrencyCode: 'USD',
      baseGrandTotal: '5.33',
      baseToOrderRate: '3.75',
    });
  });

  test('hold a surcharge that no field explains as a residual, with a warning', () => {
    const money = { order_currency_code: 'SAR', subtotal: 2996.25, grand_total: 3001.58 };
    const { order, warnings } = mapped(sampleOrder({ ...money, items: [sampleItem({ price: 2996.25 })] }));
    expect([order.totals.grand, order.attributes.residual]).toEqual(['3001.58', '5.33']);
    expect(warnings.map(({ code }) => code)).toEqual(['residual', 'totals_mismatch', 'lines_mismatch']);
    expect(warnings[0]?.message).toContain('5.33 SAR');
  });

  test.each([
    ['EUR', 20.01, undefined],
    ['EUR', 20.02, '0.02'],
    ['JPY', 21, undefined],
    ['JPY', 22, '2'],
    ['KWD', 20.001, undefined],
    ['KWD', 20.002, '0.002'],
  ])('in %s with a grand total of %p for 20 have the residual %p', (currency, grand, expected) => {
    const { order } = mapped(sampleOrder({ order_currency_code: currency, grand_total: grand }));
    expect(order.attributes.residual).toBe(expected);
  });

  test('owe nothing once the order is cancelled, though Magento says so', () => {
    const cancelled = { state: 'canceled', total_paid: null, total_due: 20, total_canceled: 20 };
    const { order } = mapped(sampleOrder(cancelled));
    expect([order.totals.due, order.attributes.totalCanceled, order.paymentStatus]).toEqual(['0', '20', 'voided']);
  });

  test('owe what is not paid where Magento leaves the due amount out', () => {
    expect(mapped(sampleOrder({ total_paid: 5, total_due: null })).order.totals.due).toBe('15');
  });

  test('count a gift card, store credit and points as payment, not as a residual', () => {
    const extension_attributes = {
      gift_cards_amount: 5,
      customer_balance_amount: '2.5000',
      reward_currency_amount: 0,
      gw_price: '0.0000',
    };
    const { order, warnings } = mapped(sampleOrder({ grand_total: 12.5, total_paid: 12.5, extension_attributes }));
    expect(warnings).toEqual([]);
    expect(order.totals).toMatchObject({ grand: '20', paid: '20', due: '0' });
    expect(order.payments.map(({ id, amount, status }) => [id, amount, status])).toEqual([
      ['gift-cards', '5', 'paid'],
      ['store-credit', '2.5', 'paid'],
    ]);
    expect(order.paymentStatus).toBe('paid');
  });
});

describe('coupons and taxes', () => {
  test('a coupon is one discount, also when it takes nothing off', () => {
    const coupon = { coupon_code: 'SHIPFREE', discount_description: 'Free delivery' };
    expect(mapped(sampleOrder(coupon)).order.discounts).toEqual([
      { id: 'discount', code: 'SHIPFREE', name: 'Free delivery', amount: '0', attributes: {} },
    ]);
    expect(mapped(sampleOrder()).order.discounts).toEqual([]);
  });

  test('taxes keep their rates, and two of one code stay two', () => {
    const applied_taxes = [
      { code: 'DE', title: 'MwSt 19 %', percent: 19, amount: 3.8 },
      { code: 'DE', percent: '7.0000', amount: '0.70' },
      { amount: 0 },
    ];
    const { order } = mapped(sampleOrder({ extension_attributes: { applied_taxes } }));
    expect(order.taxes.map(({ id, name, rate, amount }) => [id, name, rate, amount])).toEqual([
      ['DE', 'MwSt 19 %', '19', '3.8'],
      ['DE#2', 'DE', '7', '0.7'],
      ['tax-3', null, null, '0'],
    ]);
  });
});

describe('people and places', () => {
  const shippingAt = (street: Json) => ({
    shipping_assignments: [{ shipping: { method: 'flatrate_flatrate', address: address({ street }) }, items: [] }],
  });

  test('a guest takes the name of the billing address', () => {
    const billing_address = address({
      telephone: '123',
      region: 'Bayern',
      region_code: 'BAY',
      street: ['XYZ', '17', null],
    });
    const guest = { customer_id: null, customer_is_guest: 1, billing_address };
    const { order } = mapped(sampleOrder(guest));
    expect(order.customer).toEqual({
      id: null,
      email: 'a@example.com',
      firstName: 'Jane',
      lastName: 'Doe',
      phone: '123',
      guest: true,
    });
    expect(order.billingAddress).toMatchObject({
      street: ['XYZ', '17'],
      region: 'Bayern',
      attributes: { regionCode: 'BAY' },
    });
  });

  test('a customer keeps the id and the own name', () => {
    const own = { customer_firstname: 'John', customer_lastname: 'Roe', billing_address: address() };
    expect(mapped(sampleOrder(own)).order.customer).toMatchObject({
      id: '42',
      firstName: 'John',
      lastName: 'Roe',
      guest: false,
    });
  });

  test('the shipping address is in the shipping assignment alone, and its street may be one text', () => {
    const { order } = mapped(sampleOrder({ extension_attributes: shippingAt('Main St 1\nFlat 2') }));
    expect(order.shippingAddress?.street).toEqual(['Main St 1', 'Flat 2']);
    expect(order.shippingLines[0]?.code).toBe('flatrate_flatrate');
    expect(order.attributes).not.toHaveProperty('extension.shipping_assignments');
  });

  test('an order of virtual things has no shipping address and no shipping line', () => {
    const { order } = mapped(sampleOrder({ is_virtual: 1, extension_attributes: [] }));
    expect([order.shippingAddress, order.shippingLines, order.attributes.isVirtual]).toEqual([null, [], true]);
  });
});

describe('payments', () => {
  const payment = (fields: JsonObject) => ({ entity_id: 7, method: 'checkmo', amount_ordered: 20, ...fields });
  test.each<[JsonObject, string, string]>([
    [{}, 'pending', '20'],
    [{ amount_authorized: 20 }, 'authorized', '20'],
    [{ amount_paid: 20, amount_authorized: 20 }, 'paid', '20'],
    [{ amount_paid: 5 }, 'partially_paid', '5'],
    [{ amount_paid: 20, amount_refunded: 5 }, 'partially_refunded', '20'],
    [{ amount_paid: 20, amount_refunded: 20 }, 'refunded', '20'],
    [{ amount_canceled: 20 }, 'voided', '20'],
  ])('%j is %s', (fields, status, amount) => {
    const [own] = mapped(sampleOrder({ payment: payment(fields) })).order.payments;
    expect([own?.id, own?.method, own?.status, own?.amount, own?.currency]).toEqual([
      '7',
      'checkmo',
      status,
      amount,
      'EUR',
    ]);
  });

  test('keep the title of the method and the reference, not what else the method noted', () => {
    const noted = { additional_information: ['Check', 'secret'], last_trans_id: 'T-1', cc_last4: '1111' };
    const [own] = mapped(sampleOrder({ payment: payment(noted) })).order.payments;
    expect([own?.reference, own?.attributes]).toEqual([
      'T-1',
      { title: 'Check', cardLast4: '1111', amountOrdered: '20' },
    ]);
  });
});

describe('the note', () => {
  const comment = (created_at: string, text: string | null, visible: number) => ({
    created_at,
    comment: text,
    is_visible_on_front: visible,
  });
  const histories = [
    comment('2026-11-20 10:00:00', 'older', 1),
    comment('2026-11-20 12:00:00', 'newest', 1),
    comment('2026-11-20 13:00:00', 'internal', 0),
    comment('2026-11-20 14:00:00', null, 1),
  ];

  test.each<[string, JsonObject, string | null]>([
    ['what the customer wrote', { customer_note: 'Ring twice', status_histories: histories }, 'Ring twice'],
    ['else the newest comment that the customer may see', { customer_note: '', status_histories: histories }, 'newest'],
    ['else nothing', { status_histories: histories.slice(2) }, null],
  ])('is %s', (_, fields, expected) => {
    expect(mapped(sampleOrder(fields)).order.note).toBe(expected);
  });
});

describe('the attributes', () => {
  test('tell how an edited order hangs together', () => {
    const relation = { original_increment_id: '000000003', relation_parent_real_id: '000000003', edit_increment: 1 };
    expect(mapped(sampleOrder(relation)).order.attributes).toMatchObject({
      originalIncrementId: '000000003',
      relationParentRealId: '000000003',
      editIncrement: '1',
    });
  });

  test('hold the extension attributes of the shop by their names, and leave empty ones out', () => {
    const extension_attributes = {
      delivery_slot: { from: 9 },
      coupon_codes: ['A', 'B'],
      gift_cards: [],
      gw_id: '',
      erp_id: 7,
    };
    const { attributes } = mapped(sampleOrder({ extension_attributes })).order;
    expect(attributes).toMatchObject({
      'extension.delivery_slot': { from: 9 },
      'extension.coupon_codes': ['A', 'B'],
      'extension.erp_id': 7,
    });
    expect(Object.keys(attributes).filter((key) => key.startsWith('extension.'))).toHaveLength(3);
  });

  test('never hold an IP address or the access code of a guest', () => {
    const secret = { remote_ip: '203.0.113.9', x_forwarded_for: '203.0.113.9', protect_code: '61f76d' };
    expect(JSON.stringify(mapped(sampleOrder(secret)).order)).not.toMatch(/203\.0\.113\.9|61f76d/);
  });
});
