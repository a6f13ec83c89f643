import { createHmac } from 'node:crypto';
import { HttpRequest } from '@azure/functions';
import { shopware6 } from '../../../src/channels/shopware6/index.js';
import { answerConfirm, answerRegister } from '../../../src/functions/http/registration-answer.js';
import { withProblems } from '../../../src/functions/http/with-problems.js';
import { createMemoryCredentials } from '../../doubles/memory-credentials.js';
import { createMemorySecrets } from '../../doubles/memory-secrets.js';
import { apiProfile, createWorld } from '../../orchestration/world.js';
import { bodyOf, createContext } from '../test-request.js';

const APP_SECRET = 'canary-app-secret';
const hmac = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('hex');

const settings = { baseUrl: 'https://shop.example', webhooks: { from: 'app', appName: 'Tributary' } };
const secrets = {
  appSecret: 'env:APP',
  clientId: 'stored:clientId',
  clientSecret: 'stored:clientSecret',
  shopSecret: 'stored:shopSecret',
};
const shopProfile = (id: string, changes = {}) =>
  apiProfile({ id, channel: 'shopware6', settings, secrets, ...changes });

function setUp({ publicUrl = null as string | null } = {}) {
  const plain = { settings: { baseUrl: 'https://shop.example' } };
  const profiles = [
    shopProfile('shop-a'),
    shopProfile('shop-b'),
    shopProfile('shop-off', { active: false }),
    shopProfile('shop-plain', plain),
    apiProfile({ id: 'shop-api' }),
  ];
  const world = createWorld(profiles, [shopware6 as never]);
  const credentials = createMemoryCredentials();
  const ports = { ...world.ports, credentials, secrets: createMemorySecrets({ 'env:APP': APP_SECRET }) };
  const context = createContext();
  const nowSeconds = () => Math.floor(ports.clock.now().getTime() / 1_000);
  const registering = withProblems((request, own) => answerRegister(ports, { publicUrl }, request, own));
  const confirming = withProblems((request, own) => answerConfirm(ports, request, own));
  const queryAt = (shop = 'https://shop.example') => `shop-id=shop1&shop-url=${shop}&timestamp=${nowSeconds()}`;
  const register = (
    query = queryAt(),
    { id = 'shop-a', signature = hmac(query, APP_SECRET), headers = {}, host = 'tributary.example' } = {},
  ) =>
    registering(
      new HttpRequest({
        method: 'GET',
        url: `https://${host}/api/webhooks/${id}/register?${query}`,
        params: { profileId: id },
        query: Object.fromEntries(new URLSearchParams(query)),
        headers: { 'shopware-app-signature': signature, ...headers },
      }),
      context,
    );
  const confirm = (url: string, secret: string, key = 'SWIACANARYKEY', id = 'shop-a') => {
    const body = JSON.stringify({
      apiKey: key,
      secretKey: 'canary-secret-key',
      timestamp: String(nowSeconds()),
      shopUrl: 'https://shop.example',
      shopId: 'shop1',
    });
    return confirming(
      new HttpRequest({
        method: 'POST',
        url,
        params: { profileId: id },
        query: Object.fromEntries(new URL(url).searchParams),
        headers: { 'shopware-shop-signature': hmac(body, secret) },
        body: { bytes: Buffer.from(body) },
      }),
      context,
    );
  };
  const handshake = async (key?: string) => {
    const { secret, confirmation_url: url } = bodyOf(await register());
    return confirm(url, secret, key);
  };
  return { register, confirm, handshake, credentials, context, world, queryAt };
}

describe('a registration', () => {
  test('is answered with the proof and the address for the confirmation, which stores what is handed over', async () => {
    const { register, confirm, credentials, context } = setUp();
    const answer = await register();
    expect(answer).toMatchObject({ status: 200, headers: { 'Cache-Control': 'no-store' } });
    const { proof, secret, confirmation_url: url } = bodyOf(answer);
    expect(proof).toBe(hmac('shop1https://shop.exampleTributary', APP_SECRET));
    expect(url).toMatch(/^https:\/\/tributary\.example\/api\/webhooks\/shop-a\/confirm\?registered=\d+$/);
    expect(await confirm(url, secret)).toMatchObject({ status: 204 });
    expect((await credentials.read('shop-a'))?.handedOver.secrets).toMatchObject({
      clientId: 'SWIACANARYKEY',
      clientSecret: 'canary-secret-key',
    });
    expect(await credentials.read('shop-b')).toBeNull();
    expect(context.lines.map((line) => JSON.parse(line))).toEqual([
      { kind: 'registration', profileId: 'shop-a', step: 'answered' },
      { kind: 'registration', profileId: 'shop-a', step: 'confirmed' },
    ]);
    expect(context.lines.join()).not.toMatch(/canary|SWIACANARY/i);
  });

  test.each([
    ['behind a proxy a setting names the address', 'https://orders.example.com/x', 'https://orders.example.com/x/api'],
    ['what a request says of proxies is not believed', null, 'https://tributary.example/api'],
  ])('%s', async (_what, publicUrl, base) => {
    const { register, queryAt } = setUp({ publicUrl });
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'host=evil.example' };
    const { confirmation_url: url } = bodyOf(await register(queryAt(), { headers }));
    expect(url).toMatch(new RegExp(`^${base}/webhooks/shop-a/confirm\\?registered=`));
  });

  test('at a profile that takes none, whatever the reason, is one 404', async () => {
    const { register, queryAt, context, confirm } = setUp();
    const ids = ['nobody', 'shop-off', 'shop-plain', 'shop-api', '../x', 'x'.repeat(5_000)];
    const bodies = [];
    for (const id of ids) bodies.push(bodyOf(await register(queryAt(), { id })));
    bodies.push(bodyOf(await confirm('https://tributary.example/x?registered=1', 'x', 'k', 'shop-off')));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toMatchObject({ status: 404, code: 'registration_unsupported' });
    expect(context.lines.every((line) => line.length < 300)).toBe(true);
  });

  test.each<[string, (query: string) => string]>([
    ['a second shop', (query) => `${query}&shop-url=https://evil.example`],
    ['a second shop before it', (query) => `shop-url=https://evil.example&${query}`],
    ['another shop, spelled by its codes', (query) => query.replace('shop.example', 'sho%70.evil.example')],
    ['another time', (query) => `${query}0`],
    ['a code at its end', (query) => `${query}%23`],
    ['half a code at its end', (query) => `${query}%`],
    ['no end', (query) => `${query}&x=${'x'.repeat(20_000)}`],
    ['nothing', () => ''],
  ])('whose query holds %s is refused, under the signature of the right one', async (_what, spoil) => {
    const { register, queryAt, context } = setUp();
    const query = queryAt();
    const answer = await register(spoil(query), { signature: hmac(query, APP_SECRET) });
    expect(bodyOf(answer)).toMatchObject({ status: 401, code: 'webhook_unauthenticated' });
    expect(context.lines.join()).not.toContain('evil');
  });

  test('of another shop that has the secret of the app is refused', async () => {
    const { register, queryAt } = setUp();
    expect((await register(queryAt('https://shop2.example'))).status).toBe(401);
  });

  test.each<[string, (query: string) => string]>([
    ['spelled', (query) => query.replace('https://', 'https%3a%2F%2F')],
    ['ordered', (query) => query.split('&').reverse().join('&')],
  ])('may be %s otherwise by what stands between', async (_how, respell) => {
    const { register, queryAt } = setUp();
    const answer = await register(respell(queryAt()), { signature: hmac(queryAt(), APP_SECRET) });
    expect(bodyOf(answer).proof).toBe(hmac('shop1https://shop.exampleTributary', APP_SECRET));
  });
});

describe('a recording of a handshake', () => {
  test('gets no answer, and brings nothing back', async () => {
    const { register, confirm, queryAt, credentials, handshake, world } = setUp();
    const query = queryAt();
    const { secret, confirmation_url: url } = bodyOf(await register(query));
    expect(bodyOf(await register(query))).toMatchObject({ status: 409, code: 'registration_outdated' });
    await confirm(url, secret, 'first');
    expect((await confirm(url, secret, 'forged')).status).toBe(409);
    world.clock.advance(1_000);
    expect((await handshake('second')).status).toBe(204);
    expect((await confirm(url, secret, 'first')).status).toBe(409);
    world.clock.advance(600_000);
    expect((await register(query)).status).toBe(400);
    expect((await confirm(url, secret, 'first')).status).toBe(400);
    expect((await credentials.read('shop-a'))?.handedOver.secrets.clientId).toBe('second');
  });

  test('an unconfirmed registration leaves what works as it is', async () => {
    const { register, credentials, handshake, world } = setUp();
    await handshake('first');
    const before = await credentials.read('shop-a');
    world.clock.advance(1_000);
    expect((await register()).status).toBe(200);
    expect(await credentials.read('shop-a')).toEqual(before);
  });
});
