import { magentoSecretNames, magentoSettings, webhookSecretNames } from '../../../src/channels/magento2/schema.js';

const paths = (input: unknown) =>
  magentoSettings.safeParse(input).error?.issues.map(({ path }) => path.join('/')) ?? [];

describe('the settings of a Magento profile', () => {
  test.each([
    'https://m.test/',
    'https://m.test/index.php',
    'https://shop.example:8443',
    'http://127.0.0.1:8080',
    'http://localhost',
    'http://[::1]:81/',
  ])('take the base URL %s', (baseUrl) => {
    expect(paths({ baseUrl, auth: 'oauth1' })).toEqual([]);
  });

  test.each([
    'http://shop.example/',
    'http://127.0.0.1.evil.test/',
    'https://user:pw@shop.example/',
    'https://shop.example/?x=1',
    'https://shop.example/#x',
    'https://shop.example/?',
    'shop.example',
    '//shop.example',
    '',
    7,
  ])('refuse the base URL %p by its path', (baseUrl) => {
    expect(paths({ baseUrl, auth: 'oauth1' })).toEqual(['baseUrl']);
  });

  test.each([
    [{ storeCode: 'de' }, []],
    [{ storeCode: 'all' }, []],
    [{ storeCode: '../V1' }, ['storeCode']],
    [{ storeCode: '' }, ['storeCode']],
    [{ auth: 'basic' }, ['auth']],
    [{ colour: 'red' }, ['']],
    [{ currency: 'EUR', stores: [1, 2], statuses: ['complete'] }, []],
    [{ currency: 'euro' }, ['currency']],
    [{ stores: [] }, ['stores']],
    [{ stores: ['1'] }, ['stores/0']],
    [{ statuses: [''] }, ['statuses/0']],
    [{ webhooks: ['commerce', 'tracking'] }, []],
    [{ webhooks: ['sms'] }, ['webhooks/0']],
    [{ webhooks: ['events'] }, ['eventsClientId']],
    [{ webhooks: ['events'], eventsClientId: 'client-1' }, []],
  ])('%j', (changes, expected) => {
    expect(paths({ baseUrl: 'https://m.test', auth: 'bearer', ...changes })).toEqual(expected);
  });

  test('name the secrets that their kind of authorization needs', () => {
    const baseUrl = 'https://m.test';
    expect(magentoSecretNames({ baseUrl, auth: 'bearer' })).toEqual(['accessToken']);
    expect(magentoSecretNames({ baseUrl, auth: 'oauth1' })).toEqual([
      'consumerKey',
      'consumerSecret',
      'accessToken',
      'accessTokenSecret',
    ]);
  });

  test('name the secrets that their webhooks need', () => {
    const settings = { baseUrl: 'https://m.test', auth: 'bearer' as const };
    expect(webhookSecretNames(settings)).toEqual([]);
    expect(webhookSecretNames({ ...settings, webhooks: ['tracking', 'events', 'tracking'] })).toEqual([
      'webhookSecret',
      'eventsPublicKey1',
      'eventsPublicKey2',
    ]);
    expect(webhookSecretNames({ ...settings, webhooks: ['commerce'] })).toEqual(['webhookPublicKey']);
  });
});
