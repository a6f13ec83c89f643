import { answerRegistration, readConfirmation } from '../../../../src/channels/shopware6/webhooks/registration.js';
import { shopSecretOf } from '../../../../src/channels/shopware6/webhooks/signature.js';
import { thrownBy } from '../shop-context.js';
import { bodyOf, hmac, read, signed, webhookContext } from './delivery.js';

const SECONDS = 1_795_168_800;
const raw = `shop-id=shop1&shop-url=https://shop.example&timestamp=${SECONDS}`;
const confirmationUrl = 'https://tributary.example/api/webhooks/p/confirm';
const context = (changes: object = {}, secrets: Record<string, string> = { appSecret: 'app' }) =>
  webhookContext({ from: 'app', appName: 'Tributary', ...changes }, secrets);

const register = (rawQuery: string, signature: string, at = context()) =>
  JSON.parse(answerRegistration({ rawQuery, signature, confirmationUrl }, at).body) as Record<string, string>;

describe('a registration', () => {
  test('is answered with the proof, the secret of the shop and the address of the confirmation', () => {
    expect(
      answerRegistration({ rawQuery: raw, signature: hmac(raw, 'app'), confirmationUrl }, context()),
    ).toMatchObject({
      status: 200,
      contentType: 'application/json',
    });
    expect(register(raw, hmac(raw, 'app'))).toEqual({
      proof: hmac('shop1https://shop.exampleTributary', 'app'),
      secret: shopSecretOf('app', 'shop1'),
      confirmation_url: confirmationUrl,
    });
  });

  test('gives a secret that is long enough, and another one to each shop and app', () => {
    const secrets = [shopSecretOf('app', 'shop1'), shopSecretOf('app', 'shop2'), shopSecretOf('app2', 'shop1')];
    expect(new Set(secrets).size).toBe(3);
    expect(secrets.every((secret) => secret.length >= 64 && secret.length <= 255)).toBe(true);
  });

  test('gives the secret that its webhooks are then checked with', () => {
    const { secret = '' } = register(raw, hmac(raw, 'app'));
    expect(read(signed(bodyOf('order.written', []), secret), context()).hints).toEqual([]);
  });

  test('is signed over the query as it came', () => {
    const encoded = raw.replace('https://shop.example', 'https%3A%2F%2Fshop.example');
    expect(register(encoded, hmac(encoded, 'app')).proof).toBe(hmac('shop1https://shop.exampleTributary', 'app'));
    // A host on the way may spell the query otherwise than the shop, which signs it so.
    expect(register(encoded, hmac(raw, 'app')).proof).toBeDefined();
  });

  test('may be signed with the secret before, within its time of grace, and gets the shop secret of that one', () => {
    const at = context({ previousSecretUntil: '2026-11-21T00:00:00Z' }, { appSecret: 'new', appSecretPrevious: 'app' });
    expect(register(raw, hmac(raw, 'app'), at).secret).toBe(shopSecretOf('app', 'shop1'));
    expect(register(raw, hmac(raw, 'new'), at).secret).toBe(shopSecretOf('new', 'shop1'));
  });

  test.each<[string, string, string, ReturnType<typeof context>, string]>([
    ['another signature', raw, hmac(raw, 'other'), context(), 'webhook_unauthenticated'],
    ['no signature', raw, '', context(), 'webhook_unauthenticated'],
    ['a query with one thing more', `${raw}&x=1`, hmac(`${raw}&y=1`, 'app'), context(), 'webhook_unauthenticated'],
    [
      'another shop',
      raw.replace('shop.example', 'shop2.example'),
      hmac(raw.replace('shop.example', 'shop2.example'), 'app'),
      context(),
      'webhook_unauthenticated',
    ],
    [
      'no app',
      raw,
      hmac(raw, 'app'),
      webhookContext({ from: 'secret' }, { webhookSecret: 'app' }),
      'webhook_unauthenticated',
    ],
    ['no shop', raw.replace('shop1', ''), hmac(raw.replace('shop1', ''), 'app'), context(), 'webhook_invalid'],
    [
      'an old time',
      raw.replace(String(SECONDS), String(SECONDS - 301)),
      hmac(raw.replace(String(SECONDS), String(SECONDS - 301)), 'app'),
      context(),
      'webhook_invalid',
    ],
  ])('with %s is refused', (_, rawQuery, signature, at, code) => {
    expect(thrownBy(() => register(rawQuery, signature, at))).toMatchObject({ code });
  });

  test('of a shop that calls itself otherwise needs the setting', () => {
    const other = raw.replace('shop.example', 'internal.example/');
    expect(register(other, hmac(other, 'app'), context({ shopUrl: 'https://internal.example' })).secret).toBeDefined();
  });
});

describe('a confirmation', () => {
  const confirmation = (changes: object = {}) =>
    JSON.stringify({
      apiKey: 'SWIA1',
      secretKey: 's1',
      timestamp: String(SECONDS),
      shopUrl: 'https://shop.example/',
      shopId: 'shop1',
      ...changes,
    });
  const secret = shopSecretOf('app', 'shop1');

  test('hands over what the interface is called with', () => {
    expect(readConfirmation(signed(confirmation(), secret), context())).toEqual({
      shopId: 'shop1',
      clientId: 'SWIA1',
      clientSecret: 's1',
    });
  });

  test.each<[string, string, string, string]>([
    ['the secret of the app', confirmation(), 'app', 'webhook_unauthenticated'],
    ['the secret of another shop', confirmation(), shopSecretOf('app', 'shop2'), 'webhook_unauthenticated'],
    ['another shop', confirmation({ shopUrl: 'https://evil.example' }), secret, 'webhook_unauthenticated'],
    ['no key', confirmation({ apiKey: '' }), secret, 'webhook_invalid'],
    ['an old time', confirmation({ timestamp: '1795168000' }), secret, 'webhook_invalid'],
    ['no object', '[]', secret, 'webhook_invalid'],
  ])('with %s is refused', (_, body, key, code) => {
    expect(thrownBy(() => readConfirmation(signed(body, key), context()))).toMatchObject({ code });
  });
});
