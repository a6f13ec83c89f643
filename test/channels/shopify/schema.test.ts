import { shopDomainOf, shopifySecretNames, shopifySettings } from '../../../src/channels/shopify/schema.js';

const accepts = (settings: Record<string, unknown>) =>
  shopifySettings.safeParse({ baseUrl: 'https://example.myshopify.com', ...settings }).success;

describe('the settings of a profile', () => {
  test('need no more than the address of the shop', () => {
    expect(shopifySettings.parse({ baseUrl: 'https://example.myshopify.com' })).toMatchObject({
      auth: 'token',
      apiVersion: '2026-10',
      money: 'shop',
      testOrders: 'skip',
      bulk: 'auto',
      metafields: { orders: [], customers: [], products: [], variants: [] },
    });
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ['an address without https', { baseUrl: 'http://example.myshopify.com' }, false],
    ['this machine without https', { baseUrl: 'http://127.0.0.1:4000' }, true],
    ['an address with a path', { baseUrl: 'https://example.myshopify.com/admin' }, false],
    ['an address with credentials', { baseUrl: 'https://a:b@example.myshopify.com' }, false],
    ['a version that is none', { apiVersion: '2026-09' }, false],
    ['a metafield', { metafields: { orders: ['custom.gift_note'] } }, true],
    ['a metafield that is a piece of a query', { metafields: { orders: ['a.b") { id }'] } }, false],
    ['a setting that nobody knows', { shop: 'x' }, false],
  ])('are checked: %s', (_, settings, isAccepted) => {
    expect(accepts(settings)).toBe(isAccepted);
  });

  test('call for the secrets that they need', () => {
    const secretsOf = (settings: Record<string, unknown>) =>
      shopifySecretNames(shopifySettings.parse({ baseUrl: 'https://example.myshopify.com', ...settings }));
    expect(secretsOf({})).toEqual(['accessToken']);
    expect(secretsOf({ auth: 'client-credentials', webhooks: true })).toEqual([
      'clientId',
      'clientSecret',
      'webhookSecret',
    ]);
    expect(secretsOf({ webhooks: true, webhookSecretRotating: true })).toEqual([
      'accessToken',
      'webhookSecret',
      'webhookSecretPrevious',
    ]);
  });

  test('name the shop as its webhooks do', () => {
    const settings = shopifySettings.parse({ baseUrl: 'https://example.myshopify.com' });
    expect(shopDomainOf(settings)).toBe('example.myshopify.com');
    expect(shopDomainOf({ ...settings, shopDomain: 'other.myshopify.com' })).toBe('other.myshopify.com');
  });
});
