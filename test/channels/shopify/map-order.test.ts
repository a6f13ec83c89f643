import { acceptsOrder } from '../../../src/channels/shopify/accept.js';
import type { JsonObject } from '../../../src/diff/json.js';
import { checkArithmetic } from '../../../src/model/arithmetic.js';
import { allocation, eur, eurUsd, line, nodes, refundOf, sampleOrder, tax, transaction } from './sample-order.js';
import { mapOrder, resourceOf, settingsOf, thrownBy } from './shop-context.js';

/** The order with these changes, and whether it adds up. */
function mapped(changes: JsonObject = {}, settings: Record<string, unknown> = {}) {
  const { order, warnings } = mapOrder(sampleOrder(changes), settings);
  return { order, codes: [...warnings, ...checkArithmetic(order)].map(({ code }) => code) };
}

describe('the money of an order', () => {
  test('adds up where prices are without tax, with discounts and delivery', () => {
    const { order, codes } = mapped({
      lineItems: nodes(line(1, 3, '9.99', { discountAllocations: [allocation('2.97')], taxLines: [tax('5.13')] })),
      shippingLines: nodes({
        ...{ id: 'gid://shopify/ShippingLine/7', title: 'Parcel', code: 'DHL', originalPriceSet: eur('4.9') },
        ...{ discountedPriceSet: eur('3.9'), discountAllocations: [allocation('1.0')], taxLines: [tax('0.74')] },
      }),
      totalTaxSet: eur('5.87'),
      totalPriceSet: eur('36.77'),
    });
    expect(codes).toEqual([]);
    expect(order.totals).toMatchObject({
      subtotal: '29.97',
      discount: '3.97',
      shipping: '4.9',
      tax: '5.87',
      grand: '36.77',
    });
    expect(order.lines).toMatchObject([{ unitPrice: '9.99', discount: '2.97', tax: '5.13', total: '32.13' }]);
    expect(order.shippingLines).toMatchObject([
      { id: '7', code: 'DHL', amount: '4.9', discount: '1', tax: '0.74', total: '4.64' },
    ]);
    expect(order.discounts).toMatchObject([{ id: '0', code: 'SAVE', amount: '3.97' }]);
    expect(order.taxes).toMatchObject([{ name: 'VAT', rate: '0.19', amount: '5.87' }]);
  });

  test('is without tax also where prices hold it: 119 less a half is 100 less 50 and 9.50 tax', () => {
    const { order, codes } = mapped({
      taxesIncluded: true,
      lineItems: nodes(line(1, 1, '119.0', { discountAllocations: [allocation('59.5')], taxLines: [tax('9.5')] })),
      totalTaxSet: eur('9.5'),
      totalPriceSet: eur('59.5'),
    });
    expect(codes).toEqual([]);
    expect(order.lines).toMatchObject([
      { unitPrice: '100', discount: '50', tax: '9.5', total: '59.5', attributes: { price: '119' } },
    ]);
    expect(order.totals).toMatchObject({ subtotal: '100', discount: '50', tax: '9.5', grand: '59.5' });
  });

  test.each([
    [
      'duties',
      { lineItems: nodes(line(1, 2, '10.0', { duties: [{ id: 'gid://shopify/Duty/1', price: eur('3.5') }] })) },
      'duties',
      '3.5',
    ],
    ['fees', { originalTotalAdditionalFeesSet: eur('3.5') }, 'fees', '3.5'],
    ['a tip that the lines do not hold', { totalTipReceivedSet: eur('3.5') }, 'tip', '3.5'],
  ])('holds %s as a line of their own', (_, changes, id, amount) => {
    const { order, codes } = mapped({ ...changes, totalPriceSet: eur('23.5') });
    expect(codes).toEqual([]);
    expect(order.lines.map((one) => [one.id, one.total])).toEqual([
      ['1', '20'],
      [id, amount],
    ]);
    expect(order.totals.subtotal).toBe('23.5');
  });

  test('holds a tip once that is among the lines already', () => {
    const { order, codes } = mapped({
      lineItems: nodes(line(1, 2, '10.0'), line(2, 1, '3.5', { title: 'Tip', sku: null })),
      totalTipReceivedSet: eur('3.5'),
      totalPriceSet: eur('23.5'),
    });
    expect(codes).toEqual(['sku_missing']);
    expect(order.lines).toHaveLength(2);
  });

  test('keeps what no field explains as a residual', () => {
    const { order, codes } = mapped({ totalPriceSet: eur('21.5') });
    expect(codes).toEqual(['residual', 'totals_mismatch', 'lines_mismatch']);
    expect(order.attributes.residual).toBe('1.5');
  });

  test('is told in the currency of the settings, with the other one beside it', () => {
    const changes = {
      presentmentCurrencyCode: 'USD',
      lineItems: nodes({ ...line(1, 2, '10.0'), originalUnitPriceSet: eurUsd('10.0', '11.0') }),
      totalPriceSet: eurUsd('20.0', '22.0'),
      totalTaxSet: eurUsd('0.0', '0.0'),
    };
    const shop = mapped(changes).order;
    expect([shop.currency, shop.totals.grand, shop.lines[0]?.unitPrice]).toEqual(['EUR', '20', '10']);
    expect(shop.attributes.presentmentMoney).toMatchObject({ currency: 'USD', grand: '22' });
    expect(shop.lines[0]?.attributes.presentmentMoney).toMatchObject({ currency: 'USD', total: '22' });
    const customer = mapped(changes, { money: 'presentment' }).order;
    expect([customer.currency, customer.totals.grand, customer.lines[0]?.unitPrice]).toEqual(['USD', '22', '11']);
    expect(customer.attributes.shopMoney).toMatchObject({ currency: 'EUR', grand: '20' });
  });

  test('of a yen order has no decimals, of a dinar order three', () => {
    const inCurrency = (amount: string, currencyCode: string) => {
      const money = { amount, currencyCode };
      return { shopMoney: money, presentmentMoney: money };
    };
    for (const [currency, amount, spelled] of [
      ['JPY', '1746.0', '1746'],
      ['KWD', '1.234', '1.234'],
    ] as const) {
      const bag = inCurrency(amount, currency);
      const changes = {
        ...{ currencyCode: currency, presentmentCurrencyCode: currency, totalPriceSet: bag, totalTaxSet: null },
        lineItems: nodes({ ...line(1, 1, '0'), originalUnitPriceSet: bag }),
      };
      expect(mapped(changes)).toMatchObject({ codes: [], order: { currency, totals: { grand: spelled } } });
    }
  });
});

describe('an order that was edited or refunded', () => {
  const three = (currentQuantity: number, more: JsonObject = {}) =>
    nodes(
      line(1, 3, '10.0', {
        currentQuantity,
        discountAllocations: [allocation('3.0')],
        taxLines: [tax('5.13')],
        ...more,
      }),
    );
  const whole = { totalPriceSet: eur('32.13'), totalTaxSet: eur('5.13') };

  test('holds no longer what an edit took out, and says what there was', () => {
    const { order, codes } = mapped({ ...whole, lineItems: three(2), currentTotalPriceSet: eur('21.42') });
    expect(codes).toEqual([]);
    expect(order.lines).toMatchObject([
      { quantity: '2', discount: '2', tax: '3.42', total: '21.42', attributes: { originalQuantity: '3' } },
    ]);
    expect(order.totals).toMatchObject({ subtotal: '20', discount: '2', tax: '3.42', grand: '21.42' });
  });

  test('keeps a line that an edit took out altogether, with nothing in it', () => {
    const { order, codes } = mapped({ ...whole, lineItems: three(0) });
    expect(codes).toEqual([]);
    expect(order.lines).toMatchObject([{ id: '1', sku: 'SKU-1', quantity: '0', unitPrice: '10', total: '0' }]);
    expect(order.totals.grand).toBe('0');
  });

  test('holds what a refund gave back, as the refund is a record of its own', () => {
    const refunds = [refundOf(9, 1, 1, '10.71')];
    const { order, codes } = mapped({ ...whole, lineItems: three(2), refunds, totalRefundedSet: eur('10.71') });
    expect(codes).toEqual([]);
    expect(order.lines).toMatchObject([{ quantity: '3', total: '32.13', attributes: { currentQuantity: '2' } }]);
    expect(order.totals).toMatchObject({ grand: '32.13', refunded: '10.71' });
  });

  test('tells pieces that were refunded from pieces that were taken out', () => {
    const refunds = [refundOf(9, 1, 1, '10.71')];
    const { order } = mapped({ ...whole, lineItems: three(1), refunds });
    expect(order.lines).toMatchObject([{ quantity: '2', attributes: { originalQuantity: '3', currentQuantity: '1' } }]);
  });

  test('takes a refund that moved no money and explains nothing for an edit', () => {
    const edit = refundOf(9, 1, 1, '10.71', { totalRefundedSet: eur('0.0'), transactions: nodes() });
    expect(mapped({ ...whole, lineItems: three(2), refunds: [edit] }).order.lines[0]?.quantity).toBe('2');
    const kept = {
      ...edit,
      orderAdjustments: nodes({ reason: 'REFUND_DISCREPANCY', amountSet: eur('10.71'), taxAmountSet: eur('0.0') }),
    };
    expect(mapped({ ...whole, lineItems: three(2), refunds: [kept] }).order.lines[0]?.quantity).toBe('3');
  });

  test('stays what it was when it is cancelled', () => {
    const cancelled = { cancelledAt: '2026-11-21T10:00:00Z', cancelReason: 'CUSTOMER' };
    const { order, codes } = mapped({ ...whole, ...cancelled, lineItems: three(0) });
    expect(codes).toEqual([]);
    expect(order).toMatchObject({ status: 'cancelled', paymentStatus: 'voided', totals: { grand: '32.13', due: '0' } });
    expect(order.lines[0]?.quantity).toBe('3');
  });

  test('is left as it was ordered when the payload does not say what was refunded', () => {
    expect(mapped({ ...whole, lineItems: three(2), refunds: null }).order.lines[0]?.quantity).toBe('3');
  });
});

describe('the payments of an order', () => {
  const paying = (...transactions: JsonObject[]) => mapped({ transactions }).order;
  const listed = (...transactions: JsonObject[]) =>
    paying(...transactions).payments.map(({ id, status, amount }) => `${id} ${status} ${amount}`);

  test('are what succeeded, and an authorization with its capture is one', () => {
    const parentTransaction = { id: 'gid://shopify/OrderTransaction/1' };
    expect(listed(transaction(1, 'AUTHORIZATION', '20.0'))).toEqual(['1 authorized 20']);
    expect(
      listed(transaction(1, 'AUTHORIZATION', '20.0'), transaction(2, 'CAPTURE', '20.0', { parentTransaction })),
    ).toEqual(['2 paid 20']);
    expect(
      listed(transaction(1, 'AUTHORIZATION', '20.0'), transaction(2, 'VOID', '20.0', { parentTransaction })),
    ).toEqual([]);
    expect(listed(transaction(1, 'SALE', '20.0', { status: 'FAILURE' }), transaction(2, 'SALE', '20.0'))).toEqual([
      '2 paid 20',
    ]);
    expect(listed(transaction(1, 'SALE', '20.0', { status: 'PENDING' }))).toEqual([]);
  });

  test('hold the change that was given back', () => {
    const order = paying(transaction(1, 'SALE', '25.0'), transaction(2, 'CHANGE', '5.0'));
    expect(order.payments.map(({ amount }) => amount)).toEqual(['25', '-5']);
    expect(order.totals.paid).toBe('20');
  });

  const sale = (amount: string) => transaction(1, 'SALE', amount);
  const back = (amount: string) => transaction(2, 'REFUND', amount);
  test.each<[string, JsonObject, string]>([
    ['paid in full', { transactions: [sale('20.0')] }, 'paid'],
    ['paid in part', { transactions: [sale('8.0')] }, 'partially_paid'],
    ['not paid', {}, 'pending'],
    ['free of charge', { totalPriceSet: eur('0.0'), lineItems: nodes(line(1, 2, '0.0')) }, 'paid'],
    ['authorized', { transactions: [transaction(1, 'AUTHORIZATION', '20.0')] }, 'authorized'],
    [
      'refunded in part',
      { transactions: [sale('20.0'), back('5.0')], totalRefundedSet: eur('5.0') },
      'partially_refunded',
    ],
    ['refunded in full', { transactions: [sale('20.0'), back('20.0')], totalRefundedSet: eur('20.0') }, 'refunded'],
    ['cancelled before it was paid', { cancelledAt: '2026-11-21T10:00:00Z' }, 'voided'],
    [
      'voided',
      {
        transactions: [
          transaction(1, 'AUTHORIZATION', '20.0'),
          transaction(2, 'VOID', '20.0', { parentTransaction: { id: 'gid://shopify/OrderTransaction/1' } }),
        ],
      },
      'voided',
    ],
    ['paid in cash, which was rounded', { transactions: [sale('19.98')], totalOutstandingSet: eur('0.0') }, 'paid'],
  ])('of an order that is %s tell so', (_, changes, status) => {
    expect(mapped(changes).order.paymentStatus).toBe(status);
  });

  test('are reckoned in the currency of the customer, as the rate of another day pays less in that of the shop', () => {
    const changes = {
      presentmentCurrencyCode: 'USD',
      lineItems: nodes({ ...line(1, 2, '10.0'), originalUnitPriceSet: eurUsd('10.0', '11.0') }),
      totalPriceSet: eurUsd('20.0', '22.0'),
      totalTaxSet: eurUsd('0.0', '0.0'),
      transactions: [{ ...transaction(1, 'SALE', '0'), amountSet: eurUsd('19.2', '22.0') }],
    };
    expect(mapped(changes).order).toMatchObject({ paymentStatus: 'paid', totals: { paid: '19.2' } });
  });
});

describe('an order', () => {
  test.each([
    ['UNFULFILLED', 'unfulfilled'],
    ['ON_HOLD', 'unfulfilled'],
    ['PARTIALLY_FULFILLED', 'partially_fulfilled'],
    ['FULFILLED', 'fulfilled'],
    ['RESTOCKED', 'returned'],
    [null, null],
  ])('that is %s is %s', (displayFulfillmentStatus, status) => {
    expect(mapped({ displayFulfillmentStatus }).order.fulfilmentStatus).toBe(status);
  });

  test('of a guest names a guest, whose record comes with it', () => {
    const raw = sampleOrder({
      email: ' Guest@Example.COM ',
      billingAddress: { firstName: 'G', lastName: 'H', phone: '1' },
    });
    expect(mapOrder(raw).order.customer).toMatchObject({ id: null, firstName: 'G', lastName: 'H', guest: true });
    const settings = settingsOf('https://s.test');
    const inside = resourceOf('orders').embedded?.(raw, settings) ?? [];
    expect(inside.map(({ type, recordId, sourceVersion }) => [type, recordId, sourceVersion])).toEqual([
      ['customer', 'guest:guest@example.com', '2026-11-20T10:05:00Z'],
    ]);
    const guest = JSON.parse(inside[0]?.raw ?? '');
    expect(resourceOf('customers').identify(guest, settingsOf('https://shop.test')).recordId).toBe(
      'guest:guest@example.com',
    );
    expect(resourceOf('customers').map(guest, settings).record).toMatchObject({
      email: 'guest@example.com',
      guest: true,
    });
  });

  test('keeps note attributes, chosen metafields and where it was made', () => {
    const { order } = mapped({
      customAttributes: [
        { key: 'Gift', value: 'yes' },
        { key: 'Gift', value: 'twice' },
      ],
      metafield0: { namespace: 'custom', key: 'level', type: 'json', value: '{"a":1}' },
      metafield1: null,
      metafield2: { namespace: 'app', key: 'x', type: 'single_line_text_field', value: 'y' },
      retailLocation: { id: 'gid://shopify/Location/5', name: 'Shop 5' },
      sourceName: 'pos',
    });
    expect(order.attributes).toMatchObject({
      'custom.Gift': 'yes',
      'custom.Gift#2': 'twice',
      'metafield.custom.level': '{"a":1}',
      'metafield.app.x': 'y',
      locationId: '5',
      locationName: 'Shop 5',
      sourceName: 'pos',
    });
  });

  test('with products that are gone keeps its lines and their names', () => {
    const bare = line(1, 2, '10.0', { product: null, variant: null, sku: null });
    const { order, codes } = mapped({ lineItems: nodes(bare) });
    expect(codes).toEqual(['sku_missing']);
    expect(order.lines).toMatchObject([{ id: '1', sku: null, name: 'Article 1', quantity: '2' }]);
  });

  test('without a known currency, a total or an id is refused', () => {
    const none = { shopMoney: { amount: '1', currencyCode: 'XXX' }, presentmentMoney: null };
    expect(thrownBy(() => mapped({ totalPriceSet: none }))).toMatchObject({ code: 'currency_unknown' });
    expect(thrownBy(() => mapped({ totalPriceSet: null }))).toMatchObject({
      code: 'mapping_failed',
      path: '/totalPriceSet',
    });
    expect(thrownBy(() => mapped({ id: null, legacyResourceId: null }))).toMatchObject({ code: 'record_id_missing' });
    expect(thrownBy(() => mapped({ totalTaxSet: eur('1e3') }))).toMatchObject({ code: 'mapping_failed' });
  });

  test('that is a test is taken only where the settings say so', () => {
    const test = sampleOrder({ test: true });
    expect(acceptsOrder(test, settingsOf('https://s.test', { testOrders: 'skip' }))).toBe(false);
    expect(acceptsOrder(test, settingsOf('https://s.test'))).toBe(true);
    expect(acceptsOrder(sampleOrder(), settingsOf('https://s.test', { testOrders: 'skip' }))).toBe(true);
  });
});
