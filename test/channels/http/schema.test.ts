import { httpSecretNames, httpSettings } from '../../../src/channels/http/schema.js';
import { settingsOf } from './http-context.js';

const good = { baseUrl: 'https://pos.example.com', resources: { orders: { path: 'orders' } } };
const endpoint = (changes: Record<string, unknown>) => ({ resources: { orders: { path: 'orders', ...changes } } });

test('two lines make a profile', () => {
  expect(httpSettings.parse(good)).toMatchObject({
    numbers: { decimal: '.', thousands: ',' },
    dates: { order: 'day-month', zone: 'UTC' },
    prices: 'net',
    refundStatuses: ['104', '106'],
    resources: { orders: { paging: { by: 'none' } } },
    webhooks: false,
  });
});

test('the secret of the key is needed where the settings name a header', () => {
  expect(httpSecretNames(settingsOf())).toEqual([]);
  expect(httpSecretNames(settingsOf({ auth: { header: 'X-Api-Key' } }))).toEqual(['apiKey']);
});

test.each<[string, Record<string, unknown>, string]>([
  ['plain http', { baseUrl: 'http://pos.example.com' }, 'https'],
  ['an address with credentials', { baseUrl: 'https://a:b@pos.example.com' }, 'without credentials'],
  ['an address with a query', { baseUrl: 'https://pos.example.com?key=1' }, 'query'],
  ['a path that is a whole URL', endpoint({ path: 'https://other.example.com/orders' }), 'below baseUrl'],
  ['a path to another host', endpoint({ path: '//other.example.com' }), 'below baseUrl'],
  ['a path that leads upwards', endpoint({ path: 'a/../../admin' }), 'upwards'],
  ['a header of the connection', { auth: { header: 'Host' } }, 'connection itself'],
  ['a header that is none', { auth: { header: 'X Key\r\n' } }, 'name of a header'],
  ['one sign for both', { numbers: { decimal: ',', thousands: ',' } }, 'must not be the sign of the decimals'],
  ['a zone that is none', { dates: { zone: 'Mars/Base' } }, 'Asia/Riyadh'],
  ['a field that nobody knows', { fields: { Total: 'total' } }, 'Unrecognized key: "Total"'],
  ['a path of several values', { fields: { OrderID: 'orders[].id' } }, 'one value'],
  ['a path that is none', endpoint({ itemsPath: 'a..b' }), 'data.orders'],
  ['a cursor without its place', endpoint({ since: { parameter: 'since', format: 'cursor' } }), 'go on from'],
  ['an unknown way of paging', endpoint({ paging: { by: 'magic' } }), 'none, page, offset, cursor or link'],
  [
    'short pages of no size',
    endpoint({ paging: { by: 'page', parameter: 'p', last: 'short' } }),
    'must be given where last is short',
  ],
  ['one order without its id', endpoint({ one: 'orders' }), '{id}'],
  ['webhooks without a way to read', { webhooks: true }, 'must be given for webhooks'],
  ['a currency that is none', { currency: 'EURO' }, 'ISO 4217'],
  ['a setting that nobody knows', { apiKey: 'secret' }, 'Unrecognized key'],
])('%s is refused, and the message says why', (_, changes, message) => {
  const { success, error } = httpSettings.safeParse({ ...good, ...changes });
  expect({ success, message: error?.issues.map((issue) => issue.message).join('; ') }).toEqual({
    success: false,
    message: expect.stringContaining(message),
  });
});
