import { createHmac } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { authenticate, requireProfile } from '../../../src/functions/http/authenticate.js';
import { hashApiKey } from '../../../src/model/api-key.js';
import { createManualClock } from '../../doubles/manual-clock.js';
import { createMemoryProfiles } from '../../doubles/memory-profiles.js';
import { bearer, SECRET, shopA, shopB, token } from '../test-request.js';

const KEY = 'shop-a.the-secret-of-the-key';
const NOW = Date.parse('2026-11-20T10:00:00Z') / 1_000;
const secret = new TextEncoder().encode(SECRET);

const withKeys = { ...shopA, apiKeys: ['another', KEY].map((key, at) => ({ id: String(at), hash: hashApiKey(key) })) };
const off = { ...shopB, id: 'shop-off', active: false, apiKeys: [{ id: '1', hash: hashApiKey('shop-off.x') }] };

const ports = {
  profiles: createMemoryProfiles([withKeys, shopB, off]),
  clock: createManualClock(),
  settings: { token },
};
const ask = (headers: Record<string, string>) => authenticate(ports, { headers: new Headers(headers) });
const sign = (claims: object, { alg = 'HS256', key = secret } = {}) =>
  new SignJWT({ sub: 'shop-a', exp: NOW + 600, ...claims }).setProtectedHeader({ alg }).sign(key);
const withToken = async (value: string | Promise<string>) => ({ authorization: `Bearer ${await value}` });

describe('authenticate', () => {
  test('knows the profile of a token', async () => {
    expect(await ask(await bearer('shop-a'))).toEqual({ name: 'shop-a', admin: false, profile: withKeys });
  });

  test('knows the profile of an API key', async () => {
    expect(await ask({ 'x-api-key': KEY })).toEqual({ name: 'API key 1', admin: false, profile: withKeys });
  });

  test.each([{ role: 'admin' }, { roles: ['reader', 'admin'] }])('knows an administrator by %j', async (claims) => {
    const principal = await ask(await withToken(sign({ sub: 'somebody', ...claims })));
    expect(principal).toEqual({ name: 'somebody', admin: true, profile: null });
  });

  test.each([
    [{ name: ' Alice ' }, 'Alice'],
    [{ name: '', preferred_username: 'alice@example.com' }, 'alice@example.com'],
    [{ name: 7 }, 'shop-a'],
    [{ name: '\ud800' }, 'shop-a'],
    [{ name: 'x'.repeat(1_000) }, 'x'.repeat(200)],
  ])('calls whoever has the claims %j by name', async (claims, name) => {
    expect(await ask(await withToken(sign(claims)))).toMatchObject({ name });
  });

  test.each([{ role: 'Admin' }, { roles: 'admin' }, { roles: ['administrator'] }, { isAdmin: true }, { admin: true }])(
    'takes nobody for an administrator by %j',
    async (claims) => {
      expect(await ask(await withToken(sign(claims)))).toMatchObject({ admin: false });
    },
  );

  const forged = () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'HS256' })}.${part({ sub: 'shop-a', exp: NOW + 600 })}`;
    return `${text}.${createHmac('sha256', 'another secret').update(text).digest('base64url')}`;
  };

  test.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['nothing', () => ({})],
    ['an empty header', () => ({ authorization: '' })],
    ['another scheme', () => ({ authorization: 'Basic c2hvcC1hOng=' })],
    ['no token', () => ({ authorization: 'Bearer ' })],
    ['a token that is none', () => ({ authorization: 'Bearer abc' })],
    ['algorithm none', () => withToken(new UnsecuredJWT({ sub: 'shop-a', exp: NOW + 600 }).encode())],
    ['another secret', () => withToken(forged())],
    ['another algorithm', () => withToken(sign({}, { alg: 'HS512' }))],
    ['an expired token', () => withToken(sign({ exp: NOW - 61 }))],
    ['a token of the future', () => withToken(sign({ nbf: NOW + 61 }))],
    [
      'a token without an expiry',
      () => withToken(new SignJWT({ sub: 'shop-a' }).setProtectedHeader({ alg: 'HS256' }).sign(secret)),
    ],
    ['a token without a subject', () => withToken(sign({ sub: undefined }))],
    ['a subject that is no profile', () => withToken(sign({ sub: 'nobody' }))],
    ['a subject that is no profile id', () => withToken(sign({ sub: '../shop-a' }))],
    ['a wrong key', () => ({ 'x-api-key': 'shop-a.wrong' })],
    ['the key of another profile', () => ({ 'x-api-key': KEY.replace('shop-a', 'shop-b') })],
    ['a key without a secret', () => ({ 'x-api-key': 'shop-a.' })],
    ['a key without a profile', () => ({ 'x-api-key': '.the-secret-of-the-key' })],
    ['the hash instead of the key', () => ({ 'x-api-key': hashApiKey(KEY) })],
    ['a wrong token beside a good key', async () => ({ ...(await withToken('abc')), 'x-api-key': KEY })],
  ])('refuses %s', async (_what, headers) => {
    await expect(ask(await headers())).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test.each([
    ['just expired', { exp: NOW - 59 }],
    ['not yet valid by a little', { nbf: NOW + 59 }],
  ])('bears with clocks that differ: %s', async (_what, claims) => {
    expect(await ask(await withToken(sign(claims)))).toMatchObject({ admin: false });
  });

  test('refuses a profile that is switched off, by token and by key', async () => {
    await expect(ask(await bearer('shop-off'))).rejects.toMatchObject({ code: 'profile_inactive' });
    await expect(ask({ 'x-api-key': 'shop-off.x' })).rejects.toMatchObject({ code: 'profile_inactive' });
  });

  test('does not take an outage of the profiles for an unknown one', async () => {
    const down = { ...ports, profiles: { read: () => Promise.reject(new Error('connection refused')) } };
    const request = { headers: new Headers(await bearer('shop-a')) };
    await expect(authenticate(down, request)).rejects.toThrow('connection refused');
  });

  test('gives an administrator without a profile none to act for', async () => {
    const principal = await ask(await withToken(sign({ sub: 'somebody', role: 'admin' })));
    expect(() => requireProfile(principal)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });
});
