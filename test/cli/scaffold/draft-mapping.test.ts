import { mapFields } from '../../../src/channels/kit/field-mapping.js';
import { draftMapping } from '../../../src/cli/scaffold/draft-mapping.js';
import type { JsonObject } from '../../../src/diff/json.js';
import { flatOrder, hostileOrder, tillPage, webShopList, wrappedOrder } from './samples.js';

const draftOf = (...orders: unknown[]) => draftMapping(orders as JsonObject[]);

function rulesOf(...orders: unknown[]) {
  const { fields } = draftOf(...orders);
  return Object.fromEntries(
    fields.map(({ canonical, sources, reading }) => [canonical, [sources.map(({ text }) => text).join(' '), reading]]),
  );
}

/** What the drafted mapping makes of the order. */
function mapped(order: unknown) {
  const { fields, defaults } = draftOf(order);
  const rules = fields.map(({ canonical, sources, reading }) => [
    canonical,
    { from: sources.map(({ text }) => text), ...reading },
  ]);
  return mapFields({ type: 'order', fields: Object.fromEntries(rules), defaults })(order as JsonObject, {});
}

describe('fields are found by what they are called', () => {
  test.each<[string, unknown, Record<string, unknown>]>([
    [
      'of a till',
      tillPage.orders[0],
      {
        id: '5',
        number: 'P-5',
        status: 'N',
        paymentStatus: 'paid',
        currency: 'EUR',
        placedAt: '2026-11-19T10:00:00Z',
        updatedAt: '2026-11-20T10:00:00Z',
        customer: { email: 'real@person.test', lastName: 'Real Person' },
        totals: { grand: '1000' },
        lines: [{ id: '1', sku: 'X', quantity: '2', total: '1000', attributes: { weight: 3 } }],
      },
    ],
    [
      'of a web shop',
      webShopList[0],
      {
        id: '7',
        customer: { id: '3', email: 'r@p.test' },
        billingAddress: { firstName: 'Real', street: ['Street 1', ''] },
        shippingAddress: { city: 'Town', country: 'DE', phone: null },
        totals: { grand: '50', tax: '1', discount: '0' },
        lines: [
          {
            id: '1',
            sku: 'A',
            name: 'A',
            quantity: '2',
            unitPrice: '22.5',
            total: '45',
            attributes: { subtotal: '45.00' },
          },
        ],
      },
    ],
    [
      'that stand beside each other',
      flatOrder,
      {
        id: 'ORD-1',
        number: '1',
        status: '3',
        currency: 'EUR',
        updatedAt: '2025-11-20T10:00:00Z',
        customer: { email: 'a@b.test' },
        billingAddress: { city: 'X', street: ['Y', 'Z'] },
        totals: { grand: '12.5' },
        lines: [{ id: '1', sku: 'A', quantity: '1.5', unitPrice: '3', attributes: { Barcode: true } }],
        payments: [{ id: 't', amount: '12.5', status: 'captured' }],
      },
    ],
  ])('%s', (_what, order, expected) => {
    const { record, warnings } = mapped(order);
    expect(warnings).toEqual([]);
    expect(record).toMatchObject(expected);
  });
});

describe('values tell how they are read', () => {
  const base = { id: 1, status: 'new', currency: 'EUR', updated_at: '2026-11-20T10:00:00Z', total: '10.00' };
  test.each<[string, Record<string, unknown>, string, unknown]>([
    ['an amount with a point', { total: '12.50' }, 'totals.grand', {}],
    ['a number', { total: 12.5 }, 'totals.grand', {}],
    ['a comma before the decimals', { total: '12,50' }, 'totals.grand', { thousands: '.' }],
    ['commas between thousands', { total: '1,234.50' }, 'totals.grand', { thousands: ',' }],
    ['apostrophes between thousands', { total: "1'234.50" }, 'totals.grand', { thousands: "'" }],
    ['a grouping that another amount tells', { total: '1,234', subtotal: '12,50' }, 'totals.grand', { thousands: '.' }],
    ['a time with a zone', { updated_at: '2026-11-20T10:00:00+01:00' }, 'updatedAt', {}],
    ['a time without one', { updated_at: '2026-11-20 10:00' }, 'updatedAt', { zone: 'utc' }],
    ['seconds', { updated_at: 1_763_632_800 }, 'updatedAt', { epoch: 's' }],
    ['milliseconds', { updated_at: '1763632800000' }, 'updatedAt', { epoch: 'ms' }],
    ['a currency in lower case', { currency: 'eur' }, 'currency', { values: { eur: 'EUR' } }],
    [
      'a state of payment',
      { payment_status: 'Partially refunded' },
      'paymentStatus',
      { values: { 'Partially refunded': 'partially_refunded' } },
    ],
    ['a state of delivery', { shipping_status: 'SHIPPED' }, 'fulfilmentStatus', { values: { SHIPPED: 'fulfilled' } }],
  ])('%s', (_what, changes, canonical, reading) => {
    expect(rulesOf({ ...base, ...changes })[canonical]?.[1]).toEqual(reading);
  });

  test('a field that is mapped is not mapped again', () => {
    expect(rulesOf(flatOrder)).toMatchObject({ 'payments[].id': ['Transactions[].TransactionId', {}] });
    expect(rulesOf(flatOrder)['payments[].reference']).toBeUndefined();
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['an amount in words', { total: 'ten', amount: '10.00' }, 'amount'],
    ['a name that holds an object', { total: { a: 1 }, grand_total: '1.00' }, 'grand_total'],
  ])('%s is passed over', (_what, changes, path) => {
    expect(rulesOf({ ...base, ...changes })['totals.grand']?.[0]).toBe(path);
  });
});

describe('what is not clear is told', () => {
  test('what an order needs and the sample does not show is taken to stand where nothing stands', () => {
    const { assumed } = draftOf({ number: 'A', id: null, currency: 'Taler', lines: 'none' });
    expect(assumed).toEqual(
      expect.arrayContaining([
        { field: 'updatedAt', path: 'updated_at' },
        { field: 'currency', path: 'currency_2' },
        { field: 'totals.grand', path: 'grand_total' },
        { field: 'lines[].id', path: 'lines_2[].id' },
      ]),
    );
  });

  test('what is left out has its reason, and what is private is left out', () => {
    expect(draftOf(tillPage.orders[0]).leftOut).toEqual([
      { path: 'session_token', why: 'private by its name' },
      { path: 'extra', why: 'no single value' },
      { path: 'buyer.loyalty', why: 'no field for it' },
    ]);
  });

  test('what was guessed is to be checked', () => {
    expect(draftOf(tillPage.orders[0]).check).toEqual(
      expect.arrayContaining([
        'changed has no time zone and is taken for UTC',
        'buyer.full_name seems to be a whole name; it stands in customer.lastName',
        'payment_state has in its table for paymentStatus only the values of the sample',
      ]),
    );
    expect(draftOf(wrappedOrder.order).check).toEqual(expect.arrayContaining([expect.stringContaining('the status')]));
    expect(draftOf({ ...flatOrder, OrderTotal: '1,234' }).check).toEqual(
      expect.arrayContaining([expect.stringContaining('OrderTotal is read with ,')]),
    );
  });

  test('an attribute too many is left out, and of thousands of fields the first are looked at', () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`field${at}`, 'x']));
    const draft = draftOf({ ...flatOrder, ...many });
    expect(draft.fields.filter(({ canonical }) => canonical.startsWith('attributes'))).toHaveLength(30);
    expect(draft.check).toEqual(expect.arrayContaining([expect.stringContaining('first 300 fields')]));
  });
});

test('a mapping is drafted and works, whatever the fields are called', () => {
  const { record, warnings } = mapped(hostileOrder);
  expect(warnings).toEqual([]);
  expect(record).toMatchObject({ id: '1', attributes: { "a'b": expect.any(String) } });
});
