import { accessToken, dropToken } from '../../../src/channels/shopware6/access-token.js';
import type { ShopwareContext } from '../../../src/channels/shopware6/shopware-context.js';
import type { ChannelRequest, ChannelResponse } from '../../../src/ports/channel.js';
import { settingsOf } from './shop-context.js';

type Answer = { status?: number; body?: object | string; headers?: Record<string, string> };

/** A context of a profile of its own, whose sign-ins are answered one after the other, the last answer for ever. */
function signingIn(...answers: Answer[]) {
  const requests: ChannelRequest[] = [];
  let now = Date.parse('2026-11-20T10:00:00Z');
  const context: ShopwareContext = {
    settings: settingsOf(`https://shop-${Math.random()}.test`),
    secrets: { clientId: 'SWIAKEY', clientSecret: 'the-secret' },
    http: {
      async send(request): Promise<ChannelResponse> {
        requests.push(request);
        const { status = 200, body, headers = {} } = answers[Math.min(requests.length, answers.length) - 1] ?? {};
        return { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) };
      },
    },
    now: () => new Date(now),
    random: () => 0.5,
    sleep: async () => {},
  };
  return { context, requests, advance: (ms: number) => (now += ms) };
}

const token = (value: string): Answer => ({ body: { token_type: 'Bearer', expires_in: 600, access_token: value } });

describe('the access token', () => {
  test('is asked for with the access key of the integration, as JSON', async () => {
    const { context, requests } = signingIn(token('t1'));
    expect(await accessToken(context)).toBe('t1');
    const [request] = requests;
    expect(request).toMatchObject({
      method: 'POST',
      url: `${context.settings.baseUrl}/api/oauth/token`,
      repeatable: true,
    });
    expect(request?.headers()).toMatchObject({ accept: 'application/json', 'content-type': 'application/json' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      client_id: 'SWIAKEY',
      client_secret: 'the-secret',
    });
  });

  test('is kept until a minute before its end', async () => {
    const { context, requests, advance } = signingIn(token('t1'), token('t2'));
    await accessToken(context);
    advance(539_000);
    expect(await accessToken(context)).toBe('t1');
    advance(2_000);
    expect(await accessToken(context)).toBe('t2');
    expect(requests).toHaveLength(2);
  });

  test('is asked for once, however many want it at the same time', async () => {
    const { context, requests } = signingIn(token('t1'), token('t2'));
    expect(await Promise.all(Array.from({ length: 5 }, () => accessToken(context)))).toEqual(Array(5).fill('t1'));
    expect(requests).toHaveLength(1);
  });

  test('is another one for another access key', async () => {
    const { context } = signingIn(token('t1'), token('t2'));
    await accessToken(context);
    expect(await accessToken({ ...context, secrets: { ...context.secrets, clientSecret: 'new' } })).toBe('t2');
  });

  test('is forgotten when it was refused, but not the one that took its place', async () => {
    const { context, requests } = signingIn(token('t1'), token('t2'), token('t3'));
    await accessToken(context);
    dropToken(context, 't1');
    expect(await accessToken(context)).toBe('t2');
    dropToken(context, 't1');
    expect(await accessToken(context)).toBe('t2');
    expect(requests).toHaveLength(2);
  });

  test('that was refused says so, without the secret, and is asked for again the next time', async () => {
    const refusal = { errors: [{ code: '4', status: '401', title: 'Client authentication failed', detail: null }] };
    const { context } = signingIn({ status: 401, body: refusal }, token('t1'));
    await expect(accessToken(context)).rejects.toMatchObject({
      code: 'channel_unauthorized',
      message: 'The shop does not take the access key of the integration: Client authentication failed',
    });
    expect(await accessToken(context)).toBe('t1');
  });

  test.each<[string, Answer]>([
    ['a login page', { body: '<html>' }],
    ['no token', { body: { expires_in: 600 } }],
    ['a token that ends at once', { body: { access_token: 't', expires_in: 0 } }],
  ])('is none in %s', async (_, answer) => {
    await expect(accessToken(signingIn(answer).context)).rejects.toMatchObject({ code: 'channel_page_invalid' });
  });
});
