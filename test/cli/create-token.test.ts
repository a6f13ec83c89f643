import { createToken } from '../../src/cli/create-token.js';
import { createTokenVerifier } from '../../src/functions/http/token-verifier.js';
import { createManualClock } from '../doubles/manual-clock.js';

const settings = { kind: 'secret', secret: 'a secret of the tests, long enough for HS256' } as const;
const order = { profileId: 'demo', admin: false, expires: '12h' };

describe('createToken', () => {
  test.each([
    ['30m', 30],
    ['12h', 12 * 60],
    ['7d', 7 * 24 * 60],
  ])('gives a token that the pipeline takes for %s and no longer', async (expires, minutes) => {
    const clock = createManualClock();
    const verify = createTokenVerifier(settings, clock);
    const token = await createToken(settings, { ...order, expires }, clock.now());
    clock.advance(minutes * 60_000);
    await expect(verify(token)).resolves.toEqual({ subject: 'demo', name: 'demo', admin: false });
    clock.advance(61_000);
    await expect(verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('gives one for administration and by name when asked', async () => {
    const clock = createManualClock();
    const token = await createToken(settings, { ...order, admin: true, name: 'Ada' }, clock.now());
    await expect(createTokenVerifier(settings, clock)(token)).resolves.toEqual({
      subject: 'demo',
      name: 'Ada',
      admin: true,
    });
  });

  test.each(['', '12', 'h', '0h', '-1h', '1w', '99999h'])('refuses to expire after %j', async (expires) => {
    await expect(createToken(settings, { ...order, expires }, new Date())).rejects.toMatchObject({
      code: 'parameter_invalid',
    });
  });

  test('refuses a profile id that none can have', async () => {
    await expect(createToken(settings, { ...order, profileId: 'A/b' }, new Date())).rejects.toMatchObject({
      code: 'parameter_invalid',
    });
  });

  test('gives none where tokens come from an issuer', async () => {
    const other = { kind: 'issuer', issuer: 'https://login.example', audience: 'a', jwksUri: null } as const;
    await expect(createToken(other, order, new Date())).rejects.toMatchObject({ code: 'setting_invalid' });
  });
});
