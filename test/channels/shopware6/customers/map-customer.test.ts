import type { JsonObject } from '../../../../src/diff/json.js';
import { idOf } from '../sample-order.js';
import { mapComplete, resourceOf, settingsOf } from '../shop-context.js';

const address = (name: string, changes: JsonObject = {}): JsonObject => ({
  id: idOf(name),
  firstName: 'Ada',
  lastName: name,
  street: 'Main St 1',
  zipcode: '1000',
  city: 'Town',
  country: { iso: 'AT' },
  createdAt: '2026-11-01T00:00:00.000+00:00',
  ...changes,
});
const customer = (changes: JsonObject = {}): JsonObject => ({
  id: idOf('c'),
  autoIncrement: 3,
  customerNumber: '10003',
  email: 'Ada@example.com',
  firstName: 'Ada',
  lastName: 'L',
  guest: false,
  active: true,
  password: 'hash',
  groupId: idOf('g'),
  group: { name: 'Dealers', translated: { name: 'Händler' } },
  defaultBillingAddressId: idOf('B'),
  defaultShippingAddressId: idOf('A'),
  addresses: [address('A'), address('B', { phoneNumber: '+43 1' })],
  salesChannelId: idOf('sc'),
  birthday: '1815-12-10T00:00:00.000+00:00',
  tags: [{ name: 'vip' }],
  customFields: { erp: 'X1' },
  createdAt: '2026-11-01T00:00:00.000+00:00',
  updatedAt: null,
  ...changes,
});

describe('a customer', () => {
  test('has addresses, of which two are for bills and parcels, and the phone number of the first', () => {
    const { record, warnings } = mapComplete('customers', customer());
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: idOf('c'),
      email: 'Ada@example.com',
      firstName: 'Ada',
      lastName: 'L',
      phone: '+43 1',
      guest: false,
      addresses: [
        { id: idOf('A'), country: 'AT', attributes: { defaultShipping: true } },
        { id: idOf('B'), phone: '+43 1', attributes: { defaultBilling: true } },
      ],
      groups: ['Händler'],
      updatedAt: '2026-11-01T00:00:00Z',
    });
    expect(record.attributes).toEqual({
      customerNumber: '10003',
      salesChannelId: idOf('sc'),
      birthday: '1815-12-10',
      tags: ['vip'],
      'custom.erp': 'X1',
    });
  });

  test('changes with an address of theirs', () => {
    const changed = customer({ addresses: [address('A', { updatedAt: '2026-11-20T07:00:00.000+00:00' })] });
    expect(resourceOf('customers').identify(changed, settingsOf('https://shop.test')).sourceVersion).toBe(
      '2026-11-20T07:00:00.000Z',
    );
  });

  test('says nothing of addresses that were not loaded', () => {
    const { record } = resourceOf('customers').map(
      customer({ addresses: null, group: null }),
      settingsOf('https://s.test'),
    );
    expect(record).not.toHaveProperty('addresses');
    expect(record).toMatchObject({ groups: [idOf('g')] });
  });

  test('with an address that no parcel could be sent to is a warning', () => {
    const { warnings } = mapComplete(
      'customers',
      customer({ addresses: [address('A', { street: ' ', country: null })] }),
    );
    expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'address_incomplete /addresses/0/street',
      'country_unknown /addresses/0/country',
    ]);
  });

  test('is taken by the sales channels of the profile; a guest comes with their order', () => {
    const accepts = (changes: JsonObject, settings = {}) =>
      resourceOf('customers').accept?.(customer(changes), settingsOf('https://s.test', settings));
    expect(accepts({})).toBe(true);
    expect(accepts({ guest: true })).toBe(false);
    expect(accepts({}, { salesChannels: [idOf('sc')] })).toBe(true);
    expect(accepts({}, { salesChannels: [idOf('other')] })).toBe(false);
  });

  test('needs an id', () => {
    expect(() => mapComplete('customers', customer({ id: 7 }))).toThrow(
      expect.objectContaining({ code: 'record_id_missing' }),
    );
  });
});
