import { shopwareRegistration } from '../../../../src/channels/shopware6/webhooks/registration.js';
import { formatShopSecrets, shopSecretsNow } from '../../../../src/channels/shopware6/webhooks/shop-secrets.js';
import { shopSecretOf } from '../../../../src/channels/shopware6/webhooks/signature.js';
import { NOW, thrownBy } from '../shop-context.js';
import { bodyOf, hmac, read, signed, webhookContext } from './delivery.js';

const SECONDS = 1_795_168_800;
const raw = `shop-id=shop1&shop-url=https://shop.example&timestamp=${SECONDS}`;
const confirmationUrl = 'https://tributary.example/api/webhooks/p/confirm';
type Stored = Record<string, string> | null;
const context = (
  changes: object = {},
  secrets: Record<string, string> = { appSecret: 'app' },
  stored: Stored = null,
) => ({
  ...webhookContext({ from: 'app', appName: 'Tributary', ...changes }, secrets),
  stored,
});
const bySecret = { ...webhookContext({ from: 'secret' }, { appSecret: 'app' }), stored: null };
const inGrace = context(
  { previousSecretUntil: '2026-11-21T00:00:00Z' },
  { appSecret: 'new', appSecretPrevious: 'app' },
);
/** A profile to which the shop handed this secret over before. */
const known = (shopSecret: string) =>
  context({}, { appSecret: 'app' }, { shopSecret: formatShopSecrets(shopSecret, undefined, NOW) });

const request = (rawQuery: string, signature: string, others: Record<string, string> = {}) => ({
  ...signed('', ''),
  method: 'GET' as const,
  headers: { 'shopware-app-signature': signature, ...others },
  rawQuery,
  confirmationUrl,
});
const answerOf = (rawQuery: string, signature = hmac(rawQuery, 'app'), at = context(), others = {}) =>
  shopwareRegistration.answer(request(rawQuery, signature, others), at);
const register = (...parts: Parameters<typeof answerOf>) =>
  JSON.parse(answerOf(...parts).reply.body) as Record<string, string>;

describe('a registration', () => {
  test('is answered with the proof, the secret of the shop and the address of the confirmation', () => {
    expect(answerOf(raw).reply).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(register(raw)).toEqual({
      proof: hmac('shop1https://shop.exampleTributary', 'app'),
      secret: shopSecretOf('app', 'shop1', String(SECONDS)),
      confirmation_url: `${confirmationUrl}?registered=${SECONDS}`,
    });
  });

  test('gives a secret that is long enough, and another one to each shop, app and registration', () => {
    const secrets = [
      ['app', 'shop1', '1'],
      ['app', 'shop2', '1'],
      ['app2', 'shop1', '1'],
      ['app', 'shop1', '2'],
    ].map(([app = '', shop = '', at = '']) => shopSecretOf(app, shop, at));
    expect(new Set(secrets).size).toBe(4);
    expect(secrets.every((secret) => secret.length >= 64 && secret.length <= 255)).toBe(true);
  });

  test('is signed over the query as it came', () => {
    const encoded = raw.replace('https://shop.example', 'https%3A%2F%2Fshop.example');
    expect(register(encoded).proof).toBe(hmac('shop1https://shop.exampleTributary', 'app'));
    // A host on the way may spell the query otherwise than the shop, which signs it so.
    expect(register(encoded, hmac(raw, 'app')).proof).toBeDefined();
  });

  test('is the same request however its signature and its query are spelled', () => {
    const id = (...parts: Parameters<typeof answerOf>) => answerOf(...parts).requestId;
    const encoded = raw.replace('https://shop.example', 'https%3a%2F%2Fshop.example');
    expect(id(raw, hmac(raw, 'app').toUpperCase())).toBe(id(raw));
    expect(id(encoded, hmac(raw, 'app'))).toBe(id(raw));
    const later = raw.replace(String(SECONDS), String(SECONDS + 1));
    expect(id(later)).not.toBe(id(raw));
  });

  test('may be signed with the secret before, within its time of grace, and gets the shop secret of that one', () => {
    const at = String(SECONDS);
    expect(register(raw, hmac(raw, 'app'), inGrace).secret).toBe(shopSecretOf('app', 'shop1', at));
    expect(register(raw, hmac(raw, 'new'), inGrace).secret).toBe(shopSecretOf('new', 'shop1', at));
  });

  test('of a shop that is known is signed with its own secret, too, or with none where it was installed afresh', () => {
    const sign = (secret: string) => ({ 'shopware-shop-signature': hmac(raw, secret) });
    expect(register(raw, hmac(raw, 'app'), known('agreed'), sign('agreed')).secret).toBeDefined();
    expect(register(raw, hmac(raw, 'app'), known('agreed')).secret).toBeDefined();
    expect(register(raw, hmac(raw, 'app'), context(), sign('of another app')).secret).toBeDefined();
    expect(thrownBy(() => register(raw, hmac(raw, 'app'), known('agreed'), sign('other')))).toMatchObject({
      code: 'webhook_unauthenticated',
    });
  });

  const changed = (from: string, to: string) => raw.replace(from, to);
  test.each<[string, string, string, ReturnType<typeof context>, string]>([
    ['another signature', raw, hmac(raw, 'other'), context(), 'webhook_unauthenticated'],
    ['no signature', raw, '', context(), 'webhook_unauthenticated'],
    ['a query with one thing more', `${raw}&x=1`, hmac(`${raw}&y=1`, 'app'), context(), 'webhook_unauthenticated'],
    ['no app', raw, hmac(raw, 'app'), bySecret, 'webhook_unauthenticated'],
    ['an app without a secret', raw, hmac(raw, ''), context({}, {}), 'webhook_unauthenticated'],
  ])('with %s is refused', (_, rawQuery, signature, at, code) => {
    expect(thrownBy(() => register(rawQuery, signature, at))).toMatchObject({ code });
  });

  test.each<[string, string, string]>([
    ['another shop', changed('shop.example', 'shop2.example'), 'webhook_unauthenticated'],
    ['credentials in the address of the shop', changed('shop.ex', 'a:hunter2@shop.ex'), 'webhook_unauthenticated'],
    ['a shop that is no address', changed('https://shop.example', 'hunter2'), 'webhook_unauthenticated'],
    ['two shops', `${raw}&shop-url=https://shop2.example`, 'webhook_unauthenticated'],
    ['two ids', `shop-id=shop2&${raw}`, 'webhook_unauthenticated'],
    ['two times', `${raw}&timestamp=${SECONDS}`, 'webhook_unauthenticated'],
    ['no time', `shop-id=shop1&shop-url=https://shop.example`, 'webhook_unauthenticated'],
    ['no end', `${raw}&x=${'x'.repeat(4_096)}`, 'webhook_unauthenticated'],
    ['an empty query', '', 'webhook_unauthenticated'],
    ['no shop', changed('shop1', ''), 'webhook_invalid'],
    ['an id that is none', changed('shop1', 'a%00b'), 'webhook_invalid'],
    ['an old time', changed(String(SECONDS), String(SECONDS - 301)), 'webhook_invalid'],
    ['a time to come', changed(String(SECONDS), String(SECONDS + 301)), 'webhook_invalid'],
    ['a time that is none', changed(String(SECONDS), '1e9'), 'webhook_invalid'],
  ])('that is signed, but with %s, is refused', (_, rawQuery, code) => {
    const failure = thrownBy(() => register(rawQuery));
    expect(failure).toMatchObject({ code, message: expect.not.stringContaining('hunter2') });
  });

  test('of a shop that calls itself otherwise needs the setting', () => {
    const other = raw.replace('shop.example', 'internal.example/');
    const at = context({ shopUrl: 'https://internal.example' });
    expect(register(other, hmac(other, 'app'), at).secret).toBeDefined();
  });
});

describe('a confirmation', () => {
  const secretAt = (seconds: number) => shopSecretOf('app', 'shop1', String(seconds));
  const confirmation = (changes: object = {}) =>
    JSON.stringify({
      apiKey: 'SWIA1',
      secretKey: 's1',
      timestamp: String(SECONDS),
      shopUrl: 'https://shop.example/',
      shopId: 'shop1',
      ...changes,
    });
  const posted = (body: string, secret: string, began: number | null = SECONDS, others = {}) => {
    const delivery = signed(body, secret);
    const query: Record<string, string> = began === null ? {} : { registered: String(began) };
    return { ...delivery, headers: { ...delivery.headers, ...others }, query };
  };

  test('hands over what the interface is called with, and what webhooks are signed with from then on', () => {
    const { secrets, registeredAt } = shopwareRegistration.confirm(
      posted(confirmation(), secretAt(SECONDS)),
      context(),
    );
    expect(registeredAt).toBe('2026-11-20T10:00:00.000Z');
    expect(secrets).toMatchObject({ clientId: 'SWIA1', clientSecret: 's1' });
    expect(Object.keys(secrets)).toEqual(shopwareRegistration.storedNames);
    const taking = webhookContext({ from: 'app', appName: 'Tributary' }, secrets);
    expect(read(signed(bodyOf('order.written', []), secretAt(SECONDS)), taking).hints).toEqual([]);
  });

  test('of a further registration keeps the secret before for a while, and none of those before it', () => {
    const confirm = (stored: string) =>
      shopwareRegistration.confirm(
        posted(confirmation(), secretAt(SECONDS)),
        context({}, { appSecret: 'app' }, { shopSecret: stored }),
      ).secrets.shopSecret ?? '';
    const twice = formatShopSecrets('second', formatShopSecrets('first', undefined, NOW), NOW);
    expect(shopSecretsNow(confirm(twice), NOW)).toEqual([secretAt(SECONDS), 'second']);
    expect(confirm(confirm(twice))).toBe(confirm(twice));
  });

  test('of a shop that is known is signed with the secret before as well', () => {
    const body = confirmation();
    const sign = (secret: string) => ({ 'shopware-shop-signature-previous': hmac(body, secret) });
    const confirm = (others: object) =>
      shopwareRegistration.confirm(posted(body, secretAt(SECONDS), SECONDS, others), known('agreed'));
    expect(confirm(sign('agreed')).secrets.clientId).toBe('SWIA1');
    expect(confirm({}).secrets.clientId).toBe('SWIA1');
    expect(thrownBy(() => confirm(sign('other')))).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test.each<[string, string, string, number | null, string]>([
    ['the secret of the app', confirmation(), 'app', SECONDS, 'webhook_unauthenticated'],
    [
      'the secret of another shop',
      confirmation(),
      shopSecretOf('app', 'shop2', String(SECONDS)),
      SECONDS,
      'webhook_unauthenticated',
    ],
    ['the secret of another registration', confirmation(), secretAt(SECONDS - 1), SECONDS, 'webhook_unauthenticated'],
    ['no registration', confirmation(), secretAt(SECONDS), null, 'webhook_unauthenticated'],
    ['the secret of an old registration', confirmation(), secretAt(SECONDS - 301), SECONDS - 301, 'webhook_invalid'],
    [
      'another shop',
      confirmation({ shopUrl: 'https://evil.example' }),
      secretAt(SECONDS),
      SECONDS,
      'webhook_unauthenticated',
    ],
    ['no key', confirmation({ apiKey: '' }), secretAt(SECONDS), SECONDS, 'webhook_invalid'],
    ['an old time', confirmation({ timestamp: '1795168000' }), secretAt(SECONDS), SECONDS, 'webhook_invalid'],
    ['no object', '[]', secretAt(SECONDS), SECONDS, 'webhook_invalid'],
  ])('with %s is refused', (_, body, key, began, code) => {
    expect(thrownBy(() => shopwareRegistration.confirm(posted(body, key, began), context()))).toMatchObject({ code });
  });
});
