import type { Json, JsonObject } from '../../../src/diff/json.js';
import { mapComplete, orders, payload, sale, settingsOf, thrownBy } from './http-context.js';

const item = (Price: Json, Quantity: Json, more: JsonObject = {}): JsonObject => ({
  ItemID: 7,
  ItemName: 'Oil',
  Price,
  Quantity,
  ...more,
});
const paidBy = (...amounts: Json[]) =>
  amounts.map((AmountPaid, at) => ({ AmountPaid, CardType: at === 0 ? 'Cash' : 'Card' }));
const codeOf = (raw: JsonObject, changes = {}) => thrownBy(() => mapComplete(raw, settingsOf(changes)));

describe('the samples of the format', () => {
  test('one item with 15 % tax is consistent, and its tax is the tax of its line', () => {
    const { order, codes } = mapComplete({
      OrderID: 'TEST-001',
      AmountPaid: '92.0',
      AmountTotal: 80,
      GrandTotal: 92,
      Tax: 12,
      TaxPercent: 15,
      OrderDate: '2025-08-10T17:16:43+00:00',
      OrderItems: [item(80, 1)],
      CheckoutDetails: [{ AmountPaid: '92.0', CardType: 'Cash', PaymentMode: 1 }],
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      id: 'TEST-001',
      number: 'TEST-001',
      status: 'complete',
      paymentStatus: 'paid',
      currency: 'SAR',
      placedAt: '2025-08-10T17:16:43Z',
      lines: [{ id: '1', sku: '7', name: 'Oil', quantity: '1', unitPrice: '80', tax: '12', total: '92' }],
      taxes: [{ id: 'tax', rate: '15', amount: '12' }],
      payments: [{ id: '1', method: 'Cash', amount: '92', attributes: { paymentMode: '1' } }],
      totals: { subtotal: '80', discount: '0', tax: '12', grand: '92', paid: '92', due: '0' },
      attributes: { amountTotal: '80' },
    });
  });

  test('the other spelling is read as well, with its date that begins with the day', () => {
    const { order, codes } = mapComplete({
      OrderID: 40_521,
      OrderStatus: 103,
      AmountDiscount: 6.25,
      GrandTotal: 18.75,
      AmountPaid: '18.75',
      CheckoutDate: '10-08-2025 05:16:43 PM',
      OrderDetails: [{ ItemID: 12, Name: 'Engine oil', Price: 25, Quantity: 1, DiscountAmount: 6.25 }],
      OrderCheckoutDetails: [{ PaymentMode: 1, AmountPaid: '18.75', CardType: 'Cash' }],
    });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      id: '40521',
      placedAt: '2025-08-10T17:16:43Z',
      lines: [
        {
          name: 'Engine oil',
          unitPrice: '25',
          discount: '6.25',
          total: '18.75',
          attributes: { discountPercent: '25', productId: '12' },
        },
      ],
      payments: [{ amount: '18.75' }],
      totals: { subtotal: '25', discount: '6.25', grand: '18.75' },
      attributes: { orderStatus: '103' },
    });
  });
});

test.each<[string, JsonObject, JsonObject]>([
  ['10 of 100', item(100, 1, { DiscountAmount: 10 }), { discount: '10', total: '90', discountPercent: '10' }],
  ['10 of 2 × 50', item(50, 2, { DiscountAmount: 10 }), { discount: '10', total: '90', discountPercent: '10' }],
  ['6.25 of 25', item(25, 1, { AmountDiscount: '6.25' }), { discount: '6.25', total: '18.75', discountPercent: '25' }],
  ['20 of 2 × 100', item(100, 2, { DiscountAmount: 20 }), { discount: '20', total: '180', discountPercent: '10' }],
  ['nothing of nothing', item(0, 1, { DiscountAmount: 0 }), { discount: '0', total: '0' }],
])('a discount of %s is that of the whole line', (_, one, { discountPercent, ...expected }) => {
  const { order, codes } = mapComplete(
    sale({ OrderItems: [one], GrandTotal: expected.total as string, AmountPaid: null, CheckoutDetails: [] }),
  );
  expect(codes).toEqual([]);
  expect(order.lines[0]).toMatchObject(expected);
  expect(order.lines[0]?.attributes.discountPercent).toBe(discountPercent);
});

test.each<[string, Json[], Json, string[]]>([
  ['100 × 1 and 50 × 2', [item(100, 1), item(50, 2)], 200, ['100', '100']],
  ['100 × 2 and 50 × 1', [item(100, 2), item(50, 1)], '250.0', ['200', '50']],
])('%s are two lines', (_, OrderItems, GrandTotal, totals) => {
  const { order, codes } = mapComplete(
    sale({ OrderItems, GrandTotal, AmountPaid: GrandTotal, CheckoutDetails: paidBy(GrandTotal) }),
  );
  expect(codes).toEqual([]);
  expect(order.lines.map(({ total }) => total)).toEqual(totals);
  expect(order.totals.paid).toBe(order.totals.grand);
});

describe('payments', () => {
  const pay = (changes: JsonObject) => {
    const { order, codes } = mapComplete(sale(changes));
    return {
      codes,
      status: order.paymentStatus,
      paid: order.totals.paid,
      due: order.totals.due,
      payments: order.payments,
    };
  };

  test.each<[string, JsonObject, [string, string | null, string][], JsonObject]>([
    [
      'half in cash and half by card',
      { CheckoutDetails: paidBy(50, 50) },
      [
        ['1', 'Cash', '50'],
        ['2', 'Card', '50'],
      ],
      { paid: '100', status: 'paid' },
    ],
    [
      'of nothing are left out',
      { CheckoutDetails: paidBy('0.0', '100.0') },
      [['2', 'Card', '100']],
      { paid: '100', status: 'paid' },
    ],
    [
      'of a part leave the rest due',
      { AmountPaid: 40, CheckoutDetails: paidBy(40) },
      [['1', 'Cash', '40']],
      { paid: '40', due: '60', status: 'partially_paid' },
    ],
    [
      'that are not listed are one, of which no more is known',
      { CheckoutDetails: null },
      [['1', null, '100']],
      { paid: '100', status: 'paid' },
    ],
    [
      'that are not there leave all due',
      { AmountPaid: null, CheckoutDetails: [] },
      [],
      { paid: '0', due: '100', status: 'pending' },
    ],
    [
      'in cash with change',
      { AmountPaid: 100, Change: 20, CheckoutDetails: paidBy(120) },
      [
        ['1', 'Cash', '120'],
        ['change', 'Cash', '-20'],
      ],
      { paid: '100', status: 'paid' },
    ],
    [
      'with change that is taken off already',
      { Change: 20, CheckoutDetails: paidBy(100) },
      [['1', 'Cash', '100']],
      { paid: '100', status: 'paid' },
    ],
    [
      'by card and cash give change in cash',
      {
        AmountPaid: 120,
        Change: '20.00',
        CheckoutDetails: [
          { AmountPaid: 60, CardType: 'Visa' },
          { AmountPaid: 60, CardType: 'CASH' },
        ],
      },
      [
        ['1', 'Visa', '60'],
        ['2', 'CASH', '60'],
        ['change', 'CASH', '-20'],
      ],
      { paid: '100', status: 'paid' },
    ],
    [
      'with a gift card are what they are',
      {
        CheckoutDetails: [
          { PaymentID: 'p9', AmountPaid: 30, CardType: 'Gift Card', Reference: 'GC-1' },
          { PaymentID: 'p8', AmountPaid: 70, CardType: 'Cash' },
        ],
      },
      [
        ['p9', 'Gift Card', '30'],
        ['p8', 'Cash', '70'],
      ],
      { paid: '100' },
    ],
  ])('%s', (_, changes, expected, facts) => {
    const paid = pay(changes);
    expect(paid.codes).toEqual([]);
    expect(paid.payments.map(({ id, method, amount }) => [id, method, amount])).toEqual(expected);
    expect(paid).toMatchObject(facts);
  });

  test('in cash that only its code tells give change with that code', () => {
    const { order } = mapComplete(
      sale({
        AmountPaid: 100,
        Change: 20,
        CheckoutDetails: [{ AmountPaid: 120, CardType: 'Espèces', PaymentMode: 1 }],
      }),
    );
    expect(order.payments.map(({ method, amount, attributes }) => [method, amount, attributes])).toEqual([
      ['Espèces', '120', { paymentMode: '1' }],
      ['Espèces', '-20', { paymentMode: '1', kind: 'change' }],
    ]);
  });

  test('in rounded cash settle the order: what it was rounded by is kept apart', () => {
    const { order, codes } = mapComplete(
      sale({
        GrandTotal: 9.98,
        OrderItems: [item('9.98', 1)],
        AmountPaid: 10,
        CashRounding: 0.02,
        CheckoutDetails: paidBy(10),
      }),
    );
    expect(codes).toEqual([]);
    expect(order.payments.map(({ id, amount, attributes }) => [id, amount, attributes.kind])).toEqual([
      ['1', '10', undefined],
      ['rounding', '-0.02', 'rounding'],
    ]);
    expect(order).toMatchObject({ paymentStatus: 'paid', totals: { paid: '9.98', due: '0' } });
  });
});

describe('numbers', () => {
  test.each<[Json, string, JsonObject]>([
    ['1,000.0', '1000', {}],
    ['92.0', '92', {}],
    [' 1,234,567.89 ', '1234567.89', {}],
    [1000, '1000', {}],
    ['1.000,50', '1000.5', { decimal: ',', thousands: '.' }],
    ['1 000,50', '1000.5', { decimal: ',', thousands: ' ' }],
    ["1'000.50", '1000.5', { thousands: "'" }],
    ['1000,50', '1000.5', { decimal: ',', thousands: '' }],
    [1000.5, '1000.5', { decimal: ',', thousands: '.' }],
  ])('%j is %s under %j', (GrandTotal, expected, numbers) => {
    const { order } = mapComplete(sale({ GrandTotal }), settingsOf({ numbers }));
    expect(order.totals.grand).toBe(expected);
  });

  test.each<[Json, JsonObject]>([
    ['1,00', {}],
    ['1.000,00', {}],
    ['1,0000', {}],
    ['12 SAR', {}],
    ['1000.5', { decimal: ',', thousands: '.' }],
    ['1.000', { decimal: ',', thousands: '' }],
    ['1,000.5', { thousands: '' }],
    ['1e999', {}],
    ['NaN', {}],
    [true, {}],
    ['9'.repeat(30), {}],
  ])('%j under %j is an error that names its place, and is never guessed at', (Price, numbers) => {
    const raw = sale({ OrderItems: [item(Price, 1)] });
    const error = codeOf(raw, { numbers });
    expect(error).toMatchObject({ code: 'mapping_failed', path: '/OrderItems/0/Price' });
  });

  test('of many digits stay exact', () => {
    const raw = payload('{"OrderID":1,"GrandTotal":0.30000000000000004,"OrderItems":[{"Price":0.1,"Quantity":3}]}');
    expect(mapComplete(raw).order.lines[0]?.total).toBe('0.3');
    const digits =
      '{"OrderID":1,"GrandTotal":12345678901234.567891,"OrderItems":[{"Price":12345678901234.567891,"Quantity":1}]}';
    expect(mapComplete(payload(digits)).order.totals.grand).toBe('12345678901234.567891');
  });
});

describe('what contradicts itself', () => {
  test('items of 100 and a total of 200 are data_inconsistency', () => {
    const { order, warnings } = mapComplete(sale({ GrandTotal: 200, AmountPaid: 200, CheckoutDetails: paidBy(200) }));
    expect(warnings[0]).toEqual({
      code: 'data_inconsistency',
      message: 'The items with discounts and tax come to 100, but GrandTotal is 200 SAR',
      path: '/totals/grand',
    });
    expect(order.totals).toMatchObject({ subtotal: '100', grand: '200' });
  });

  test('payments of 50 and 100 paid are payment_inconsistency', () => {
    const { codes } = mapComplete(sale({ CheckoutDetails: paidBy(50) }));
    expect(codes).toEqual(['payment_inconsistency']);
  });

  test('a cent for each item is none', () => {
    const OrderItems = [item(33.33, 1), item(33.33, 1), item(33.33, 1)];
    expect(mapComplete(sale({ OrderItems })).codes).toEqual([]);
    expect(mapComplete(sale({ OrderItems, Currency: 'JPY' })).codes).toEqual([]);
    expect(mapComplete(sale({ OrderItems: [item(99.97, 1)] })).codes).toContain('data_inconsistency');
  });

  test('an order without a total has that of its items, with a warning', () => {
    const { order, codes } = mapComplete(sale({ GrandTotal: null }));
    expect([order.totals.grand, codes]).toEqual(['100', ['grand_total_missing']]);
  });
});

describe('an order that cannot be booked', () => {
  test.each<[string, JsonObject, string, Record<string, unknown>]>([
    ['has no items', { OrderItems: null }, 'order_items_missing', {}],
    ['has an empty list of items', { OrderItems: [] }, 'order_items_missing', {}],
    ['has a list of items that is none', { OrderItems: 'none' }, 'mapping_failed', {}],
    ['has an item that is none', { OrderItems: [7] }, 'mapping_failed', {}],
    ['has an item without a price', { OrderItems: [item(null, 1)] }, 'mapping_failed', {}],
    ['has an item without a quantity', { OrderItems: [item(1, null)] }, 'mapping_failed', {}],
    ['has no id', { OrderID: null }, 'record_id_missing', {}],
    ['has an object for an id', { OrderID: {} }, 'record_id_missing', {}],
    ['names no currency, like its profile', {}, 'currency_unknown', { currency: undefined }],
    ['names a currency that is none', { Currency: 'XYZ' }, 'currency_unknown', {}],
    [
      'has a status that the profile does not take',
      { OrderStatus: 104 },
      'order_status_invalid',
      { validStatuses: [103] },
    ],
  ])('%s', (_, changes, code, settings) => {
    expect(codeOf(sale(changes), settings)).toMatchObject({ code });
  });

  test.each([null, ''])('is not one whose status is %j', (OrderStatus) => {
    expect(mapComplete(sale({ OrderStatus }), settingsOf({ validStatuses: ['103'] })).codes).toEqual([]);
  });
});

test.each<[Json, string | null, string[]]>([
  ['2025-11-27T15:30:45', '2025-11-27T15:30:45Z', []],
  ['2025-08-10T17:16:43+00:00', '2025-08-10T17:16:43Z', []],
  ['yesterday', null, ['date_invalid']],
  ['31-02-2025 10:00', null, ['date_invalid']],
  [null, null, ['date_missing']],
  ['', null, ['date_missing']],
])('an order of the date %j is accepted', (OrderDate, placedAt, expected) => {
  const { order, codes } = mapComplete(sale({ OrderDate }));
  expect([order.placedAt, codes]).toEqual([placedAt, expected]);
});

describe('a refund', () => {
  const refund = (changes: JsonObject = {}) => sale({ OrderID: 'ORDER-123', OrderStatus: 104, ...changes });
  const below = { quantity: '-1', unitPrice: '100', total: '-100' };

  test.each<[string, JsonObject]>([
    ['above zero', refund()],
    [
      'below zero',
      refund({ GrandTotal: -100, AmountPaid: -100, OrderItems: [item(100, -1)], CheckoutDetails: paidBy(-100) }),
    ],
    ['with its goods above and its money below zero', refund({ AmountPaid: -100, CheckoutDetails: paidBy(-100) })],
    ['of the other status', refund({ OrderStatus: '106' })],
  ])('%s is a record of its own beside its order, below zero', (_, raw) => {
    expect(orders.identify(raw, settingsOf())).toEqual({ recordId: 'ORDER-123:REFUND', sourceVersion: null });
    expect(orders.identify(refund({ OrderStatus: 103 }), settingsOf()).recordId).toBe('ORDER-123');
    const { order, codes } = mapComplete(raw);
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      id: 'ORDER-123:REFUND',
      number: 'ORDER-123',
      status: 'refunded',
      paymentStatus: 'paid',
      lines: [below],
      payments: [{ amount: '-100' }],
      totals: { subtotal: '-100', grand: '-100', paid: '-100', due: '0' },
      attributes: { refundOf: 'ORDER-123' },
    });
  });

  test('with a discount and tax gives back what was paid', () => {
    const { order, codes } = mapComplete(
      refund({
        OrderItems: [item(100, 1, { DiscountAmount: 10 })],
        Tax: 9,
        GrandTotal: 99,
        AmountPaid: 99,
        CheckoutDetails: paidBy(99),
      }),
    );
    expect(codes).toEqual([]);
    expect(order.lines).toMatchObject([{ quantity: '-1', discount: '-10', tax: '-9', total: '-99' }]);
  });

  test('that is an exchange keeps its mixed signs', () => {
    const OrderItems = [item(100, -1), item(30, 1)];
    const { order } = mapComplete(
      refund({ OrderItems, GrandTotal: -70, AmountPaid: -70, CheckoutDetails: paidBy(-70) }),
    );
    expect(order.lines.map(({ total }) => total)).toEqual(['-100', '30']);
  });

  test('may name the order that it belongs to', () => {
    expect(mapComplete(refund({ OriginalOrderID: 'ORDER-9' })).order.attributes.refundOf).toBe('ORDER-9');
    expect(mapComplete(sale({ OriginalOrderID: 'ORDER-9' })).order).toMatchObject({
      id: 'ORDER-1',
      attributes: { refundOf: 'ORDER-9' },
    });
  });

  test('is none under other statuses of the profile', () => {
    const settings = settingsOf({ refundStatuses: [9] });
    expect(mapComplete(refund(), settings).order).toMatchObject({ id: 'ORDER-123', totals: { grand: '100' } });
  });
});

describe('a sale', () => {
  test('that takes something back in exchange has mixed signs, and a discount that follows them', () => {
    const OrderItems = [item(50, -1, { DiscountAmount: 5 }), item(80, 1)];
    const { order, codes } = mapComplete(
      sale({ OrderItems, GrandTotal: 35, AmountPaid: 35, CheckoutDetails: paidBy(35) }),
    );
    expect(codes).toEqual([]);
    expect(order.lines.map(({ quantity, discount, total }) => [quantity, discount, total])).toEqual([
      ['-1', '-5', '-45'],
      ['1', '0', '80'],
    ]);
  });

  test.each([
    ['is marked so', { Voided: true }, {}],
    ['has a status of the setting', { OrderStatus: 'void' }, { cancelledStatuses: ['void'] }],
    ['has no items any more', { Voided: 'yes', OrderItems: [], GrandTotal: 0 }, {}],
  ] as const)('that was voided (%s) is cancelled', (_, changes, settings) => {
    const { order } = mapComplete(
      sale({ AmountPaid: 0, CheckoutDetails: [], ...changes } as JsonObject),
      settingsOf(settings),
    );
    expect(order).toMatchObject({ status: 'cancelled', paymentStatus: 'voided' });
  });

  test('with prices that hold the tax has lines that add up to its total', () => {
    const { order, codes } = mapComplete(
      sale({
        OrderItems: [item(115, 1), item('57.50', 2)],
        Tax: 30,
        GrandTotal: 230,
        AmountPaid: 230,
        CheckoutDetails: paidBy(230),
      }),
      settingsOf({ prices: 'gross' }),
    );
    expect(codes).toEqual([]);
    expect(order).toMatchObject({
      lines: [
        { unitPrice: '100', tax: '15', total: '115', attributes: { unitPriceWithTax: '115' } },
        { unitPrice: '50', quantity: '2', tax: '15', total: '115' },
      ],
      totals: { subtotal: '200', tax: '30', grand: '230' },
    });
  });

  test.each<[string, JsonObject, JsonObject, string[]]>([
    ['by a rate in Tax', { Tax: 15 }, { tax: 'percent' }, ['15', '15']],
    ['by TaxPercent', { TaxPercent: 15 }, {}, ['15', '15']],
    [
      'of its own in each item',
      { Tax: 30, OrderItems: [item(100, 1, { Tax: 10 }), item(100, 1, { Tax: 20 })] },
      {},
      ['10', '20'],
    ],
    [
      'of items that are not those of the order',
      { Tax: 30, OrderItems: [item(100, 1, { Tax: 1 }), item(100, 1)] },
      {},
      ['15', '15'],
    ],
    ['that no whole cents share', { Tax: 30.01 }, {}, ['15.01', '15']],
  ])('has tax %s', (_, changes, settings, taxes) => {
    const raw = sale({
      OrderItems: [item(100, 1), item(100, 1)],
      GrandTotal: 230,
      AmountPaid: null,
      CheckoutDetails: null,
      ...changes,
    });
    const { order, codes } = mapComplete(raw, settingsOf(settings));
    expect(codes).toEqual([]);
    expect(order.lines.map(({ tax }) => tax)).toEqual(taxes);
  });

  test('with a discount of the whole order shares it among its lines', () => {
    const raw = sale({
      OrderItems: [item(75, 1, { DiscountAmount: 5 }), item(30, 1)],
      AmountDiscount: 15,
      GrandTotal: 90,
      AmountPaid: 90,
      CheckoutDetails: paidBy(90),
    });
    const { order, codes } = mapComplete(raw);
    expect(codes).toEqual([]);
    expect(order.lines.map(({ discount }) => discount)).toEqual(['12', '3']);
    expect(order.totals).toMatchObject({ subtotal: '105', discount: '15' });
  });

  test('keeps the ids of its lines, and counts them where these are no ids', () => {
    const ids = (...LineIDs: Json[]) =>
      mapComplete(
        sale({
          OrderItems: LineIDs.map((LineID) => item(0, 1, { LineID })),
          GrandTotal: 0,
          AmountPaid: 0,
          CheckoutDetails: null,
        }),
      ).order.lines.map(({ id }) => id);
    expect(ids('a', 'b')).toEqual(['a', 'b']);
    expect(ids('a', 'a')).toEqual(['1', '2']);
    expect(ids('a', null)).toEqual(['1', '2']);
  });

  test('has the SKU that it names, and the id of the product beside it', () => {
    const { order } = mapComplete(
      sale({ OrderItems: [item(100, 1, { SKU: 'OIL-1' }), { ItemName: 'Free', Price: 0, Quantity: 1 }] }),
    );
    expect(order.lines).toMatchObject([
      { sku: 'OIL-1', attributes: { productId: '7' } },
      { sku: null, name: 'Free' },
    ]);
  });

  test('knows its register, its day and its customer', () => {
    const { order } = mapComplete(
      sale({
        RegisterID: 'R1',
        StoreID: 4,
        BusinessDate: '2025-11-26',
        ReceiptNumber: 'R1-0042',
        CustomerID: 9,
        CustomerName: 'Ada B',
        CustomerEmail: 'a@example.com',
        Currency: 'eur',
      }),
    );
    expect(order).toMatchObject({
      number: 'R1-0042',
      currency: 'EUR',
      customer: { id: '9', lastName: 'Ada B', email: 'a@example.com' },
      attributes: { registerId: 'R1', locationId: '4', businessDate: '2025-11-26' },
    });
    expect(mapComplete(sale()).order.customer).toBeNull();
  });
});

test('another format is read by the names of the profile', () => {
  const settings = settingsOf({
    fields: {
      OrderID: 'sale.id',
      OrderItems: 'sale.rows',
      'OrderItems.Price': 'unit.price',
      'OrderItems.Quantity': 'qty',
      'OrderItems.SKU': 'code',
      GrandTotal: 'sale.total',
      CheckoutDetails: 'tenders',
      'CheckoutDetails.CardType': 'type',
      'CheckoutDetails.AmountPaid': 'value',
      OrderDate: 'sale.at',
    },
  });
  const raw = {
    sale: {
      id: 'S-1',
      total: '20.00',
      at: '2026-11-20T09:00:00Z',
      rows: [{ code: 'A', qty: 2, unit: { price: '10.00' } }],
    },
    tenders: [{ type: 'Visa', value: 20 }],
  };
  expect(orders.identify(raw, settings).recordId).toBe('S-1');
  const { order, codes } = mapComplete(raw, settings);
  expect(codes).toEqual([]);
  expect(order).toMatchObject({
    lines: [{ sku: 'A', quantity: '2', total: '20' }],
    payments: [{ method: 'Visa', amount: '20' }],
  });
});

test.each<[JsonObject, string | null]>([
  [{}, null],
  [{ UpdatedAt: '2026-11-20T09:00:00Z' }, '2026-11-20T09:00:00Z'],
  [{ UpdatedAt: '2026-11-20T09:00:00Z', Version: 17 }, '17'],
  [{ UpdatedAt: 'soon', Version: 'x' }, null],
])('%j gives an order the version %j', (changes, sourceVersion) => {
  expect(orders.identify(sale(changes), settingsOf()).sourceVersion).toBe(sourceVersion);
});

test('hostile texts are only texts', () => {
  const evil = "<script>alert(1)</script>\u202e'; DROP TABLE orders; --";
  const { order } = mapComplete(
    sale({
      OrderID: `../../${evil}`,
      Note: evil,
      constructor: 'x',
      OrderItems: [item(100, 1, { ItemName: evil, toString: 'y' })],
    }),
  );
  expect([order.id, order.note, order.lines[0]?.name]).toEqual([`../../${evil}`, evil, evil]);
});
