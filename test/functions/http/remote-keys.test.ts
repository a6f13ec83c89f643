import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createTokenVerifier } from '../../../src/functions/http/token-verifier.js';
import { createManualClock } from '../../doubles/manual-clock.js';

const NOW = Date.parse('2026-11-20T10:00:00Z') / 1_000;

/** An issuer of tokens that counts who reads its keys, and can be down. */
async function startIssuer({ discovery = true } = {}) {
  const pairs = { RS256: await generateKeyPair('RS256'), ES256: await generateKeyPair('ES256') };
  const keys: JWK[] = [];
  for (const [alg, { publicKey }] of Object.entries(pairs))
    keys.push({ ...(await exportJWK(publicKey)), kid: alg, alg });
  const state = { down: false, reads: 0, keys, otherIssuer: false };
  const server: Server = createServer((request, response) => {
    const isDiscovery = request.url?.endsWith('openid-configuration') === true;
    if (state.down) response.writeHead(500).end();
    else if (isDiscovery && !discovery) response.writeHead(404).end();
    else if (isDiscovery)
      response.end(JSON.stringify({ issuer: state.otherIssuer ? 'x' : issuer, jwks_uri: `${issuer}/keys` }));
    else {
      state.reads += 1;
      response.end(JSON.stringify({ keys: state.keys }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tenant`;
  const clock = createManualClock();
  const verify = createTokenVerifier({ kind: 'issuer', issuer, audience: 'tributary', jwksUri: null }, clock);
  const sign = (claims: object = {}, { alg = 'RS256' as keyof typeof pairs, kid = alg as string } = {}) =>
    new SignJWT({ sub: 'shop-a', iss: issuer, aud: 'tributary', exp: NOW + 40_000, ...claims })
      .setProtectedHeader({ alg, kid })
      .sign(pairs[alg].privateKey);
  const stop = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { state, issuer, clock, verify, sign, stop, pairs };
}

let issuer: Awaited<ReturnType<typeof startIssuer>>;
beforeEach(async () => {
  issuer = await startIssuer();
});
afterEach(() => issuer.stop());

describe('a token of an issuer', () => {
  test.each(['RS256', 'ES256'] as const)('is taken with %s', async (alg) => {
    expect(await issuer.verify(await issuer.sign({}, { alg }))).toEqual({
      subject: 'shop-a',
      name: 'shop-a',
      admin: false,
    });
  });

  test('is taken where there is no discovery document', async () => {
    const plain = await startIssuer({ discovery: false });
    await expect(plain.verify(await plain.sign())).resolves.toMatchObject({ subject: 'shop-a' });
    await plain.stop();
  });

  test.each([
    ['another issuer', { iss: 'https://elsewhere.example' }],
    ['the issuer with a slash more', (iss: string) => ({ iss: `${iss}/` })],
    ['another audience', { aud: 'tributary2' }],
    ['no audience', { aud: undefined }],
    ['expired', { exp: NOW - 61 }],
  ])('is refused: %s', async (_what, claims) => {
    const own = typeof claims === 'function' ? claims(issuer.issuer) : claims;
    await expect(issuer.verify(await issuer.sign(own))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('is refused when it is signed with HS256 and the public key as the secret', async () => {
    const publicKey = new TextEncoder().encode(JSON.stringify(issuer.state.keys[0]));
    const forged = await new SignJWT({ sub: 'shop-a', iss: issuer.issuer, aud: 'tributary', exp: NOW + 600 })
      .setProtectedHeader({ alg: 'HS256', kid: 'RS256' })
      .sign(publicKey);
    await expect(issuer.verify(forged)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('the keys of an issuer', () => {
  test('are read once for many tokens at once', async () => {
    const signed = await issuer.sign();
    await Promise.all(Array.from({ length: 20 }, () => issuer.verify(signed)));
    expect(issuer.state.reads).toBe(1);
  });

  test('are read at most once in 30 s however many unknown keys are named', async () => {
    await issuer.verify(await issuer.sign());
    for (let count = 0; count < 50; count += 1) {
      const unknown = await issuer.sign({}, { kid: `unknown-${count}` });
      await expect(issuer.verify(unknown)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    expect(issuer.state.reads).toBe(1);
    issuer.clock.advance(31_000);
    await issuer.verify(await issuer.sign({}, { kid: 'unknown' })).catch(() => {});
    expect(issuer.state.reads).toBe(2);
  });

  test('are read again for a key that is new', async () => {
    const [first, second] = issuer.state.keys;
    issuer.state.keys = [second as JWK];
    await issuer.verify(await issuer.sign({}, { alg: 'ES256' }));
    issuer.state.keys = [first as JWK, second as JWK];
    issuer.clock.advance(31_000);
    await expect(issuer.verify(await issuer.sign())).resolves.toMatchObject({ subject: 'shop-a' });
  });

  test('stand in for an hour while the issuer is down, then every token is refused', async () => {
    const signed = await issuer.sign();
    await issuer.verify(signed);
    issuer.state.down = true;
    issuer.clock.advance(59 * 60_000);
    await expect(issuer.verify(signed)).resolves.toMatchObject({ subject: 'shop-a' });
    issuer.clock.advance(2 * 60_000);
    await expect(issuer.verify(signed)).rejects.toMatchObject({ code: 'keys_unavailable' });
    issuer.state.down = false;
    issuer.clock.advance(31_000);
    await expect(issuer.verify(signed)).resolves.toMatchObject({ subject: 'shop-a' });
  });

  test('are unavailable, not wrong, while the issuer cannot be reached', async () => {
    issuer.state.down = true;
    const signed = await issuer.sign();
    await expect(issuer.verify(signed)).rejects.toMatchObject({ code: 'keys_unavailable', retryAfterSeconds: 30 });
  });

  test('are not taken from the discovery document of another issuer', async () => {
    issuer.state.otherIssuer = true;
    await expect(issuer.verify(await issuer.sign())).rejects.toMatchObject({ code: 'keys_unavailable' });
  });
});
