import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../../../src/diff/json.js';
import { checkArithmetic } from '../../../src/model/arithmetic.js';
import { parseJson } from '../../../src/model/json-text.js';
import { order as orderSchema } from '../../../src/model/order.js';
import { cart, idOf } from './sample-order.js';
import { EURO, mapComplete, mapEmbedded } from './shop-context.js';

const folder = join(process.cwd(), '../shared/fixtures/shopware');
const found = existsSync(folder);
if (!found) process.stderr.write(`skipped: the public payloads are not in ${folder}\n`);

function read(name: string): JsonObject {
  const value = parseJson(readFileSync(join(folder, name), 'utf8'));
  if (!isJsonObject(value)) throw new Error(`${name} is no object`);
  return value;
}

const currencies = { [EURO]: 'EUR', '18b930393f8b41bd92bb7ca3e8ef5429': 'USD' };
const arithmetic = (record: Json) => checkArithmetic(orderSchema.parse(record)).map(({ code }) => code);

(found ? describe : describe.skip)('public payloads of real shops', () => {
  test('the order of a payment app: its own tax counts, and a line that says otherwise is flagged', () => {
    const { order: raw = null } = read('app-php-sdk_payment.json');
    const { record, warnings } = mapComplete('orders', raw);
    // The line says 50 % of tax, 197.505; the order says 0 % and none, and 395.01 is what is paid.
    expect(warnings.map(({ code }) => code)).toEqual(['tax_mismatch']);
    expect(arithmetic(record)).toEqual([]);
    expect(record).toMatchObject({
      id: '8f69d4874c53486a95383b2126161738',
      number: '10077',
      status: 'open',
      paymentStatus: 'pending',
      fulfilmentStatus: 'unfulfilled',
      currency: 'EUR',
      placedAt: '2023-05-04T13:36:26.557Z',
      // The order was never updated itself; its transaction was.
      updatedAt: '2023-05-04T13:36:54.209Z',
      customer: { id: '5e5d6cd8917c45839b2f6aa7b4bf1425', email: 'test@example.com', firstName: 'Max', guest: false },
      billingAddress: { street: ['Bahnhofstraße 27'], city: 'Berlin', postcode: '10332', country: 'GP' },
      shippingAddress: { street: ['Ebbinghoff 10'], city: 'Schöppingen', country: 'SR' },
      lines: [{ sku: 'f3b92a7a618544308094cb4713b3ed84', quantity: '1', tax: '197.51', total: '395.01' }],
      shippingLines: [{ id: 'ae11f8bd3291451289919b55ed65a321', amount: '0', total: '0' }],
      taxes: [],
      payments: [{ id: '55e858b413b54f8a97c64a040610b359', method: 'foo_sync', status: 'pending', amount: '395.01' }],
      totals: { subtotal: '395.01', discount: '0', shipping: '0', tax: '0', grand: '395.01', paid: '0', due: '395.01' },
    });
    expect(mapEmbedded(raw)).toMatchObject({ shipments: [{ record: { state: 'pending', tracks: [] } }] });
  });

  test.each(['01-HappyCase', '02-WithoutMedia'])(
    'an order without tax in its prices and with two rates: %s',
    (name) => {
      const raw = read(`migration-assistant_sw6_order_${name}.json`);
      const { record, warnings } = mapComplete('orders', raw, { currencies });
      expect(warnings).toEqual([]);
      expect(arithmetic(record)).toEqual([]);
      // 659.62 + 590.50 + 2,883.18 = 4,133.30; 0 + 41.33 + 201.82 = 243.15; together 4,376.45.
      expect(record).toMatchObject({
        number: '10012',
        status: 'open',
        currency: 'EUR',
        placedAt: '2020-10-14T15:07:42.651Z',
        lines: [
          { quantity: '1', unitPrice: '590.4953', tax: '41.33', total: '631.83' },
          { quantity: '5', unitPrice: '576.6355', tax: '201.82', total: '3085' },
          { quantity: '2', unitPrice: '329.81', tax: '0', total: '659.62' },
        ],
        taxes: [
          { id: '7%', rate: '7', amount: '243.15' },
          { id: '0%', rate: '0', amount: '0' },
        ],
        payments: [{ status: 'pending', amount: '4376.45' }],
        totals: {
          subtotal: '4133.3',
          discount: '0',
          shipping: '0',
          tax: '243.15',
          grand: '4376.45',
          paid: '0',
          refunded: '0',
          due: '4376.45',
        },
        billingAddress: { lastName: 'Murphy', street: ['Eve Extension'], postcode: '18586-5037' },
        shippingAddress: { street: ['Williamson Square'], postcode: '99658' },
      });
    },
  );

  test('an order whose currency is only an id is a failure without the setting', () => {
    const raw = read('migration-assistant_sw6_order_01-HappyCase.json');
    expect(() => mapComplete('orders', raw)).toThrow(expect.objectContaining({ code: 'currency_unknown' }));
  });

  test('an order as it is created, once the shop has given it an id and its lines', () => {
    const created = read('shopware_e2e_order.json');
    const one = { totalPrice: 570, price: cart('gross', 570, [[19, 91.01, 570]]) };
    const lineItems = [{ id: idOf('line'), quantity: 1, label: 'x', type: 'custom', ...one }];
    const { record, warnings } = mapComplete(
      'orders',
      { id: idOf('o'), currencyId: EURO, lineItems, ...created },
      { currencies },
    );
    expect(warnings.map(({ code }) => code)).toEqual(['status_missing']);
    expect(arithmetic(record)).toEqual([]);
    // 570 with 91.01 of tax in it: 478.99, which is what the payload says as well.
    expect(record).toMatchObject({
      number: '11001',
      placedAt: '2020-02-02T01:02:03Z',
      totals: { subtotal: '478.99', shipping: '0', tax: '91.01', grand: '570' },
    });
  });

  test.each(['01-HappyCase', '02-WithAdminUserFlag'])('a customer with three addresses: %s', (name) => {
    const { record, warnings } = mapComplete('customers', read(`migration-assistant_sw6_customer_${name}.json`));
    expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set(['country_unknown']));
    expect(record).toMatchObject({
      id: '54c4e247509f44d183e2ef48c012f3c3',
      email: '54c4e247509f44d183e2ef48c012f3c3madelyn94@example.org',
      firstName: 'Dorian',
      guest: false,
      groups: ['cfbd5018d38d41d8adca10d94fc8bdd6'],
      addresses: [
        { street: ['Nikolaus Trace'], attributes: { defaultShipping: true } },
        { street: ['Zola Burg'], attributes: { defaultBilling: true } },
        { street: ['Marcel Path'] },
      ],
      attributes: { customerNumber: '10037', title: 'Dr.' },
    });
    expect(JSON.stringify(record)).not.toContain('$2y$');
  });

  test('a product with prices in two currencies, and a variant', () => {
    const product = read('migration-assistant_sw6_product_01-HappyCaseContainer.json');
    const { record, warnings } = mapComplete('products', product, { currencies, prices: 'net' });
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      id: '6313d15a735a4fd08508dd349ad010f9',
      sku: 'SW10000',
      name: 'MyProductNeu',
      prices: [
        { id: 'EUR', amount: '91.73' },
        { id: 'USD', amount: '183.49' },
      ],
      attributes: { stock: '99' },
    });
    const variant = mapComplete('products', read('migration-assistant_sw6_product_02-HappyCaseVariant.json'));
    expect(variant.record).toMatchObject({ sku: 'SW10000.2', attributes: { parentId: product.id } });
  });
});
