import { existsSync, readFileSync } from 'node:fs';
import { parseCriteria } from '../../../../../src/local/sandbox/shopware/dal/criteria.js';
import { load } from '../../../../../src/local/sandbox/shopware/dal/load.js';
import { toPlainJson } from '../../../../../src/local/sandbox/shopware/dal/plain-json.js';
import type { Json } from '../api-client.js';
import { createHandClock, createTestShop } from '../sandbox-shop.js';

const PATH = '../shared/fixtures/shopware/app-php-sdk_payment.json';
const isThere = existsSync(PATH);
const theirs: Json = isThere ? JSON.parse(readFileSync(PATH, 'utf8')).order : null;

function ours(): Json {
  const shop = createTestShop(createHandClock(), 20);
  const reader = shop.read();
  const wanted = ['lineItems', 'deliveries', 'transactions', 'orderCustomer', 'billingAddress'];
  const associations = Object.fromEntries(wanted.map((name) => [name, {}]));
  const { id } = shop.change({ kind: 'ship' }).order;
  const row = reader.find('order', id);
  return row && toPlainJson(load(reader, parseCriteria('order', { associations }, 0), row));
}

(isThere ? describe : describe.skip)(`beside a real order (${PATH})`, () => {
  test.each<[string, (order: Json) => Json]>([
    ['an order', (order) => order],
    ['its price', (order) => order.price],
    ['its shipping costs', (order) => order.shippingCosts],
    ['its customer', (order) => order.orderCustomer],
    ['its address', (order) => order.billingAddress],
    ['a line', (order) => order.lineItems[0]],
    ['the price of a line', (order) => order.lineItems[0].price],
    ['a delivery', (order) => order.deliveries[0]],
    ['a transaction', (order) => order.transactions[0]],
  ])('%s lacks no field, and each is of the same kind', (_what, part) => {
    const kinds = (value: Json) =>
      Object.fromEntries(
        Object.entries(part(value)).map(([name, one]) => [name, Array.isArray(one) ? 'array' : typeof one]),
      );
    const [real, shown] = [kinds(theirs), kinds(ours())];
    expect(Object.keys(real).filter((name) => shown[name] === undefined)).toEqual([]);
    const plain = ['string', 'number', 'boolean'];
    const both = Object.keys(real).filter(
      (name) => plain.includes(real[name] ?? '') && plain.includes(shown[name] ?? ''),
    );
    expect(both.map((name) => [name, shown[name]])).toEqual(both.map((name) => [name, real[name]]));
  });
});
