import { ask } from '../../../src/channels/shopware6/client.js';
import { answer, type ScriptedServer, type Step, startScriptedServer } from '../kit/scripted-server.js';
import { contextOf } from './shop-context.js';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

const json = (status: number, body: object): Step =>
  answer(status, JSON.stringify(body), { 'content-type': 'application/json' });
const token = (value: string) => json(200, { token_type: 'Bearer', expires_in: 600, access_token: value });
const expired = json(401, {
  errors: [{ code: '9', status: '401', title: 'The resource owner or authorization server denied the request.' }],
});
const throttled = (seconds: number) =>
  json(429, {
    errors: [
      {
        code: 'FRAMEWORK__RATE_LIMIT_EXCEEDED',
        detail: `Too many requests, try again in ${seconds} seconds.`,
        meta: { parameters: { seconds } },
      },
    ],
  });

async function asking(...steps: Step[]) {
  server = await startScriptedServer(steps);
  const waits: number[] = [];
  const context = contextOf(server.origin, {
    sleep: async (ms) => {
      waits.push(ms);
    },
  });
  return {
    waits,
    requests: server.requests,
    ask: () => ask(context, { path: 'search/order', criteria: { limit: 1 } }),
  };
}

describe('a question to the Admin API', () => {
  test('asks for plain JSON with the token, and sends the criteria', async () => {
    const { requests, ask: go } = await asking(token('t1'), json(200, { total: 0, data: [] }));
    expect(await go()).toBe('{"total":0,"data":[]}');
    expect(requests[1]).toMatchObject({
      method: 'POST',
      url: '/api/search/order',
      body: '{"limit":1}',
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: 'Bearer t1' },
    });
    expect(requests[1]?.headers).not.toHaveProperty('sw-version-id');
  });

  test('renews a token that has ended, once', async () => {
    const { requests, ask: go } = await asking(token('t1'), expired, token('t2'), json(200, { total: 0, data: [] }));
    await go();
    expect(requests.map(({ url, headers }) => `${url} ${headers.authorization ?? ''}`)).toEqual([
      '/api/oauth/token ',
      '/api/search/order Bearer t1',
      '/api/oauth/token ',
      '/api/search/order Bearer t2',
    ]);
  });

  test('is refused when the new token is as well', async () => {
    const { requests, ask: go } = await asking(token('t1'), expired, token('t2'), expired);
    await expect(go()).rejects.toMatchObject({ code: 'channel_unauthorized' });
    expect(requests).toHaveLength(4);
  });

  test('that lacks privileges says which', async () => {
    const detail = JSON.stringify({ message: 'Missing privilege', missingPrivileges: ['order:read'] });
    const { requests, ask: go } = await asking(token('t1'), json(403, { errors: [{ code: 'X', detail }] }));
    await expect(go()).rejects.toMatchObject({
      code: 'channel_unauthorized',
      message: 'The channel answered 403: missing privileges: order:read',
    });
    expect(requests).toHaveLength(2);
  });

  test.each([400, 404, 412])('that is answered %d is refused with what the shop says', async (status) => {
    const { ask: go } = await asking(token('t1'), json(status, { errors: [{ code: 'X', detail: 'No such field' }] }));
    await expect(go()).rejects.toMatchObject({
      code: 'channel_refused',
      message: `The channel answered ${status}: No such field`,
    });
  });

  test('waits as long as the shop says in the body', async () => {
    const { waits, ask: go } = await asking(token('t1'), throttled(9), json(200, { total: 0, data: [] }));
    await go();
    expect(waits).toEqual([9_000]);
  });

  test('waits as long as the shop says to let it sign in', async () => {
    const { waits, ask: go } = await asking(throttled(4), token('t1'), json(200, { total: 0, data: [] }));
    await go();
    expect(waits).toEqual([4_000]);
  });

  test('leaves it to the next run when it would have to wait too long or too often', async () => {
    const { waits, ask: go } = await asking(token('t1'), throttled(90));
    await expect(go()).rejects.toMatchObject({ code: 'channel_throttled', retryAfterSeconds: 90 });
    expect(waits).toEqual([]);
    await server?.stop();
    const other = await asking(token('t1'), throttled(5));
    await expect(other.ask()).rejects.toMatchObject({ code: 'channel_throttled', retryAfterSeconds: 5 });
    expect(other.waits).toEqual([5_000, 5_000]);
  });
});
