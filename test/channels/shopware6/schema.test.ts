import { shopware6 } from '../../../src/channels/shopware6/index.js';
import {
  registrationSecretNames,
  shopwareSettings,
  webhookSecretNames,
} from '../../../src/channels/shopware6/schema.js';

const minimal = { baseUrl: 'https://shop.example/shop' };
const EURO = 'b7d2554b0ce847cd82f3ac9bd1c0dfca';

describe('the settings of a Shopware profile', () => {
  test('are an address, and defaults', () => {
    expect(shopwareSettings.parse(minimal)).toEqual({ ...minimal, currencies: {}, prices: 'gross' });
  });

  test.each<[string, object]>([
    ['http on a public host', { baseUrl: 'http://shop.example' }],
    ['credentials in the address', { baseUrl: 'https://a:b@shop.example' }],
    ['a query in the address', { baseUrl: 'https://shop.example/?a=1' }],
    ['a currency by its code', { ...minimal, currencies: { EUR: 'EUR' } }],
    ['a currency that is none', { ...minimal, currencies: { [EURO]: 'XXX' } }],
    ['a sales channel by its name', { ...minimal, salesChannels: ['Storefront'] }],
    ['an app without a name', { ...minimal, webhooks: { from: 'app' } }],
    ['an age without end', { ...minimal, webhooks: { from: 'secret', maxAge: 'P2D' } }],
    ['what nobody knows', { ...minimal, apiKey: 'x' }],
  ])('are refused with %s', (_, settings) => {
    expect(shopwareSettings.safeParse(settings).success).toBe(false);
  });

  const until = { previousSecretUntil: '2026-12-01T00:00:00Z' };
  const app = { from: 'app', appName: 'Tributary' };

  test.each<[string, object | undefined, string[], string[]]>([
    ['no webhooks', undefined, [], []],
    ['webhooks of an app', app, ['shopSecret'], ['appSecret']],
    ['an app whose secret changes', { ...app, ...until }, ['shopSecret'], ['appSecret', 'appSecretPrevious']],
    ['a secret that changes', { from: 'secret', ...until }, ['webhookSecret', 'webhookSecretPrevious'], []],
  ])('with %s call for their secrets', (_, webhooks, ofWebhooks, ofRegistration) => {
    const settings = shopwareSettings.parse(webhooks === undefined ? minimal : { ...minimal, webhooks });
    expect(shopware6.secretNames(settings)).toEqual(['clientId', 'clientSecret']);
    expect(webhookSecretNames(settings)).toEqual(ofWebhooks);
    expect(registrationSecretNames(settings)).toEqual(ofRegistration);
  });
});

test('every type of record has one resource, and those that come with orders are not pulled', () => {
  const resources = Object.entries(shopware6.resources);
  expect(resources.map(([name, { type }]) => `${name}: ${type}`)).toEqual([
    'orders: order',
    'shipments: shipment',
    'invoices: invoice',
    'refunds: refund',
    'customers: customer',
    'products: product',
  ]);
  expect(resources.filter(([, { list }]) => list !== undefined).map(([name]) => name)).toEqual([
    'orders',
    'customers',
    'products',
  ]);
});
