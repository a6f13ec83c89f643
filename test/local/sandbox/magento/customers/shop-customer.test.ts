import { createHandClock, createTestShop } from '../sandbox-shop.js';

const clock = createHandClock();
const shop = createTestShop(clock);
const customers = shop.customers();

test('every customer of an order is a customer of the shop, with the same name and e-mail', () => {
  for (const order of shop.orders().filter((one) => one.customer_is_guest === 0)) {
    expect(customers.find(({ id }) => id === order.customer_id)).toMatchObject({
      email: order.customer_email,
      firstname: order.customer_firstname,
      lastname: order.customer_lastname,
      group_id: order.customer_group_id,
    });
  }
});

test('guests are no customers, and some customers have not bought anything', () => {
  const guests = shop.orders().filter((one) => one.customer_is_guest === 1);
  const buyers = new Set(shop.orders().map((one) => one.customer_id));
  expect(customers.filter(({ email }) => guests.some((one) => one.customer_email === email))).toEqual([]);
  expect(customers.filter(({ id }) => !buyers.has(id)).map(({ id }) => id)).toEqual([16, 17, 18]);
});

test('customers have two addresses, one, or none, the default ones marked', () => {
  expect([...new Set(customers.map(({ addresses }) => addresses.length))]).toEqual([2, 1, 0]);
  const two = customers.find(({ addresses }) => addresses.length === 2);
  expect(two).toMatchObject({
    default_billing: '110',
    default_shipping: '111',
    addresses: [
      { id: 110, customer_id: 11, default_billing: true, country_id: 'DE' },
      { id: 111, customer_id: 11, default_shipping: true },
    ],
  });
  expect(customers.find(({ addresses }) => addresses.length === 0)?.default_billing).toBeUndefined();
});

test('custom attributes are texts or lists, and not everybody has them', () => {
  const withAttributes = customers.filter((customer) => customer.custom_attributes !== undefined);
  expect(withAttributes.length).toBeLessThan(customers.length);
  expect(withAttributes[0]?.custom_attributes).toEqual([
    { attribute_code: 'loyalty_tier', value: 'gold' },
    { attribute_code: 'interests', value: ['12', '15'] },
    { attribute_code: 'erp_number', value: 'K-11/ä' },
  ]);
});

test('a change is seen, and moves the time of update on', () => {
  const own = createTestShop(clock, 0);
  clock.advance(60_000);
  for (let change = 0; change < 12; change += 1) {
    const before = own.customers().find(({ id }) => id === 13);
    const after = own.changeCustomer(13);
    expect({ ...after, updated_at: '' }).not.toEqual({ ...before, updated_at: '' });
    expect(after.updated_at).toBe('2026-11-20 10:01:00');
  }
  expect(new Set(own.customers().flatMap(({ addresses }) => addresses.map(({ id }) => id))).size).toBe(
    own.customers().flatMap(({ addresses }) => addresses).length,
  );
  expect(() => own.changeCustomer(1)).toThrow(RangeError);
});
