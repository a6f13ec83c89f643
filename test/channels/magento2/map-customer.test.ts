import type { Json, JsonObject } from '../../../src/diff/json.js';
import { mapComplete, resourceOf, settingsOf, thrownBy } from './shop-context.js';

const address = (changes: JsonObject = {}): JsonObject => ({
  id: 2,
  firstname: 'Jane',
  lastname: 'Doe',
  street: ['123 Oak Ave', 'Back door'],
  city: 'Purchase',
  postcode: '10755',
  country_id: 'US',
  region: { region_code: 'NY', region: 'New York', region_id: 43 },
  telephone: '512-555-1111',
  default_billing: true,
  ...changes,
});

const account = (changes: JsonObject = {}): JsonObject => ({
  id: 42,
  group_id: 1,
  default_billing: '2',
  email: 'jdoe@example.com',
  firstname: 'Jane',
  lastname: 'Doe',
  store_id: 1,
  created_at: '2026-11-01 10:00:00',
  updated_at: '2026-11-20 10:05:00',
  addresses: [address()],
  ...changes,
});

describe('a customer account', () => {
  test('has its names, its group, its addresses by id and the phone of the billing address', () => {
    const { record, warnings } = mapComplete('customers', account());
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: '42',
      email: 'jdoe@example.com',
      firstName: 'Jane',
      lastName: 'Doe',
      phone: '512-555-1111',
      guest: false,
      groups: ['1'],
      updatedAt: '2026-11-20T10:05:00Z',
      addresses: [
        {
          id: '2',
          street: ['123 Oak Ave', 'Back door'],
          region: 'New York',
          country: 'US',
          attributes: { regionCode: 'NY', defaultBilling: true },
        },
      ],
      attributes: { defaultBilling: '2', storeId: '1' },
    });
  });

  test.each<[Json, Json, string | null]>([
    ['3', null, '777'],
    [null, null, '512-555-1111'],
    ['99', null, '512-555-1111'],
    ['3', '888', '888'],
  ])('has the phone of its billing address %j, unless it has its own %j: %s', (default_billing, telephone, phone) => {
    const addresses = [address(), address({ id: 3, telephone: '777' })];
    const { record } = mapComplete('customers', account({ default_billing, telephone, addresses }));
    expect(record.phone).toBe(phone);
  });

  test('keeps its custom and extension attributes by their names', () => {
    const custom_attributes = [
      { attribute_code: 'erp_number', value: 'K-7' },
      { attribute_code: 'interests', value: ['1', '2'] },
      { attribute_code: 'empty', value: '' },
      { attribute_code: 7, value: 'x' },
      'strange',
    ];
    const { record } = mapComplete(
      'customers',
      account({ custom_attributes, extension_attributes: { is_subscribed: false } }),
    );
    expect(record.attributes).toMatchObject({
      'custom.erp_number': 'K-7',
      'custom.interests': ['1', '2'],
      'extension.is_subscribed': false,
    });
    expect(Object.keys(record.attributes as JsonObject)).not.toContain('custom.empty');
  });

  test.each<[string, JsonObject, string[]]>([
    ['no street', { street: [' '] }, ['address_incomplete /addresses/0/street']],
    ['no city', { city: null }, ['address_incomplete /addresses/0/city']],
    ['no country', { country_id: null }, ['country_unknown /addresses/0/country']],
    ['a country that is none', { country_id: 'USA' }, ['country_unknown /addresses/0/country']],
    ['all it needs', { region: null, telephone: null }, []],
  ])('whose address has %s is kept, with a warning', (_, changes, expected) => {
    const { record, warnings } = mapComplete('customers', account({ addresses: [address(changes)] }));
    expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
    expect(record.addresses).toHaveLength(1);
  });

  test('without addresses in the answer leaves them out, and with an empty list has none', () => {
    const { map } = resourceOf('customers');
    const keys = (raw: Json) => Object.keys(map(raw, settingsOf('https://m.test')).record as JsonObject);
    expect(keys(account({ addresses: null }))).not.toContain('addresses');
    expect(keys(account({ addresses: [] }))).toContain('addresses');
  });

  test.each<[string, Json, string]>([
    ['no id', account({ id: null }), 'record_id_missing'],
    ['an id that is a path', account({ id: '../1' }), 'record_id_missing'],
    ['an e-mail address that is an object', account({ email: {} }), 'mapping_failed'],
    ['an address that is a text', account({ addresses: ['Main St'] }), 'mapping_failed'],
    ['null', null, 'mapping_failed'],
  ])('with %s is refused', (_, raw, code) => {
    const { map } = resourceOf('customers');
    expect(thrownBy(() => map(raw, settingsOf('https://m.test')))).toMatchObject({ code });
  });
});
