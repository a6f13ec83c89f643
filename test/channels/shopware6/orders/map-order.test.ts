import type { JsonObject } from '../../../../src/diff/json.js';
import { delivery, idOf, line, price, sampleOrder, state, transaction } from '../sample-order.js';
import { mapComplete, resourceOf, settingsOf } from '../shop-context.js';

const map = (changes: JsonObject) => mapComplete('orders', sampleOrder(changes));

const address = (name: string, changes: JsonObject = {}): JsonObject => ({
  id: idOf(name),
  firstName: 'Åsa',
  lastName: name,
  company: 'Fjord A/S',
  street: 'Hovedgade 1',
  additionalAddressLine1: '2. sal',
  additionalAddressLine2: '',
  zipcode: '01099',
  city: 'Dresden',
  phoneNumber: '+49 351 1',
  country: { iso: 'DE', name: 'Germany', translated: { name: 'Deutschland' } },
  countryState: { shortCode: 'DE-SN', name: 'Saxony', translated: { name: 'Sachsen' } },
  salutation: { salutationKey: 'mr' },
  vatId: 'DE1',
  ...changes,
});

describe('an order', () => {
  test('has its number, its state, its dates and its note', () => {
    const { record, warnings } = map({
      stateMachineState: state('in_production'),
      customerComment: 'ring twice',
      tags: [{ name: 'b2b' }, { name: 'vip' }],
      updatedAt: '2026-11-20T08:00:00.500+00:00',
    });
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: idOf('order'),
      number: '10007',
      status: 'in_production',
      placedAt: '2026-11-19T09:59:59Z',
      updatedAt: '2026-11-20T08:00:00.500Z',
      note: 'ring twice',
      tags: ['b2b', 'vip'],
    });
  });

  test('that came without its state is told as unknown, with a warning', () => {
    const { record, warnings } = map({ stateMachineState: null });
    expect(record.status).toBe('unknown');
    expect(warnings.map(({ code }) => code)).toEqual(['status_missing']);
  });

  test('with a date that is none says so', () => {
    const { record, warnings } = map({ orderDateTime: 'yesterday' });
    expect(record.placedAt).toBeNull();
    expect(warnings).toMatchObject([{ code: 'instant_invalid', path: '/placedAt' }]);
  });

  test('has its two addresses, the second from the delivery that the shop names', () => {
    const { record } = map({
      billingAddress: address('Bill'),
      primaryOrderDeliveryId: idOf('E'),
      deliveries: [
        delivery('D', { shippingCosts: price(0, []), shippingOrderAddress: address('Other') }),
        delivery('E', { shippingOrderAddress: address('Ship', { countryState: null, additionalAddressLine1: null }) }),
      ],
    });
    expect(record.billingAddress).toEqual({
      firstName: 'Åsa',
      lastName: 'Bill',
      company: 'Fjord A/S',
      street: ['Hovedgade 1', '2. sal'],
      city: 'Dresden',
      postcode: '01099',
      region: 'Sachsen',
      country: 'DE',
      phone: '+49 351 1',
      attributes: { salutation: 'mr', vatId: 'DE1', regionCode: 'DE-SN' },
    });
    expect(record.shippingAddress).toMatchObject({ lastName: 'Ship', street: ['Hovedgade 1'], region: null });
  });

  test('sends to the first delivery that is no discount', () => {
    const discount = delivery('X', {
      shippingCosts: price(-1, [[19, -0.16, -1]]),
      shippingOrderAddress: address('Nobody'),
    });
    const { record } = map({ deliveries: [discount, delivery('D', { shippingOrderAddress: address('Ship') })] });
    expect(record.shippingAddress).toMatchObject({ lastName: 'Ship' });
  });

  test('finds its billing address in the list of all where it does not come by itself', () => {
    const { record } = map({ billingAddressId: idOf('Bill'), addresses: [address('Ship'), address('Bill')] });
    expect(record.billingAddress).toMatchObject({ lastName: 'Bill' });
  });

  test.each([
    ['an account', { customerId: idOf('c'), customer: { guest: false } }, { id: idOf('c'), guest: false }],
    ['a guest', { customerId: idOf('c'), customer: { guest: true } }, { id: null, guest: true }],
    ['a customer who was deleted', { customerId: null, customer: null }, { id: null, guest: false }],
  ])('of %s says so', (_, who, expected) => {
    const { record } = map({
      orderCustomer: { email: 'a@example.com', firstName: 'A', lastName: 'B', ...who },
      billingAddress: address('Bill'),
    });
    expect(record.customer).toEqual({
      email: 'a@example.com',
      firstName: 'A',
      lastName: 'B',
      phone: '+49 351 1',
      ...expected,
    });
  });

  test('keeps in its attributes what has no field of its own, and no secrets', () => {
    const { record } = map({
      salesChannelId: idOf('sc'),
      salesChannel: { id: idOf('sc'), name: 'Storefront', translated: { name: 'Laden' } },
      languageId: idOf('de'),
      language: { name: 'Deutsch' },
      orderCustomer: { email: 'a@example.com', customerNumber: '10005', vatIds: ['DE1'], remoteAddress: '10.0.0.1' },
      deepLinkCode: 'secret-link',
      affiliateCode: 'partner',
      customFields: { erp_id: 7, gift: false, nothing: null },
    });
    expect(record.attributes).toEqual({
      salesChannelId: idOf('sc'),
      salesChannel: 'Laden',
      languageId: idOf('de'),
      language: 'Deutsch',
      taxStatus: 'gross',
      currencyFactor: '1',
      customerNumber: '10005',
      vatIds: ['DE1'],
      affiliateCode: 'partner',
      'custom.erp_id': 7,
      'custom.gift': false,
    });
  });
});

test('an order is the same in whatever order the shop gives what it is made of', () => {
  const one = { totalPrice: 10, price: price(10, [[19, 1.6, 10]]) };
  const off = { type: 'promotion', totalPrice: -1, price: price(-1, [[19, -0.16, -1]]) };
  const lists: JsonObject = {
    lineItems: [
      line('B', { ...one, position: 1 }),
      line('A', { ...one, position: 2 }),
      line('A1', { parentId: idOf('A'), position: 1 }),
      line('C', { ...one, position: 3 }),
      line('P', { ...off, position: 4 }),
    ],
    deliveries: [delivery('D'), delivery('E'), delivery('X', { shippingCosts: price(-1, [[19, -0.16, -1]]) })],
    transactions: [transaction('T', 'paid'), transaction('U', 'paid')],
    tags: [{ name: 'a' }, { name: 'b' }],
  };
  const turned = Object.fromEntries(
    Object.entries(lists).map(([key, rows]) => [key, (rows as JsonObject[]).toReversed()]),
  );
  const { record } = map(turned);
  expect(record).toEqual(map(lists).record);
  expect((record.lines as JsonObject[]).map(({ name }) => name)).toEqual(['B', 'A', 'A1', 'C']);
});

describe('the version of an order', () => {
  const version = (changes: JsonObject) =>
    resourceOf('orders').identify(sampleOrder(changes), settingsOf('https://shop.test')).sourceVersion;

  test('is when it was made, as long as nothing has changed', () => {
    expect(version({})).toBe('2026-11-19T10:00:00.000Z');
  });

  test('is when it was changed, or anything that hangs on it', () => {
    expect(version({ updatedAt: '2026-11-19T12:00:00.000+00:00' })).toBe('2026-11-19T12:00:00.000Z');
    const late = { createdAt: '2026-11-19T10:00:00.000+00:00', updatedAt: '2026-11-20T07:00:00.250+00:00' };
    for (const hanging of [
      { transactions: [late] },
      { deliveries: [late] },
      { documents: [late] },
      { transactions: [{ captures: [{ refunds: [late] }] }] },
    ])
      expect(version({ updatedAt: '2026-11-19T12:00:00.000+00:00', ...hanging })).toBe('2026-11-20T07:00:00.250Z');
  });

  test('is the date of the order where nothing else is known', () => {
    expect(version({ createdAt: null, deliveries: null, transactions: null })).toBe('2026-11-19T09:59:59.000Z');
  });
});

describe('an order is taken', () => {
  const accepts = (changes: JsonObject, settings = {}) =>
    resourceOf('orders').accept?.(sampleOrder(changes), {
      baseUrl: 'https://shop.test',
      currencies: {},
      prices: 'gross',
      ...settings,
    });

  test('unless it is a draft', () => {
    expect(accepts({})).toBe(true);
    expect(accepts({ versionId: null })).toBe(true);
    expect(accepts({ versionId: idOf('draft') })).toBe(false);
  });

  test('by the sales channels and the states of the profile', () => {
    const salesChannels = [idOf('sc')];
    expect(accepts({ salesChannelId: idOf('sc') }, { salesChannels })).toBe(true);
    expect(accepts({ salesChannelId: idOf('other') }, { salesChannels })).toBe(false);
    expect(accepts({}, { statuses: ['open'] })).toBe(true);
    expect(accepts({}, { statuses: ['completed'] })).toBe(false);
    expect(accepts({ stateMachineState: null }, { statuses: ['completed'] })).toBe(true);
  });
});
