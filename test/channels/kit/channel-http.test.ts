import { gzipSync } from 'node:zlib';
import { type ChannelHttpOptions, createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import type { PipelineError } from '../../../src/model/errors.js';
import type { ChannelResponse } from '../../../src/ports/channel.js';
import { answer, type ScriptedServer, type Step, startScriptedServer } from './scripted-server.js';

let server: ScriptedServer | undefined;
let sleeps: number[] = [];
let told: { ms: number; status: number | null }[] = [];

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function start(...steps: Step[]): Promise<ScriptedServer> {
  server = await startScriptedServer(steps);
  return server;
}

function client(origin: string, options: Partial<ChannelHttpOptions> = {}) {
  sleeps = [];
  told = [];
  return createChannelHttp({
    allowedOrigin: origin,
    allowPrivate: true,
    timeoutMs: 2_000,
    maxBytes: 100_000,
    clock: {
      now: () => new Date('2026-11-20T10:00:00Z'),
      sleep: async (ms) => {
        sleeps.push(ms);
      },
    },
    random: () => 0.5,
    onRequest: (request) => told.push(request),
    ...options,
  });
}

async function failure(work: Promise<unknown>): Promise<PipelineError> {
  return work.then(
    () => {
      throw new Error('it should have failed');
    },
    (error) => error,
  );
}

const get = (origin: string, options?: Partial<ChannelHttpOptions>) =>
  client(origin, options).send({
    method: 'GET',
    url: `${origin}/x?a=1`,
    headers: () => ({ authorization: 'Bearer secret-token-1' }),
  });

describe('an answer', () => {
  test('comes back as text with lower-case headers, and nothing is read into it', async () => {
    const { origin, requests } = await start(
      answer(200, '{"total":1.10}', { 'X-Shop': 'A', 'content-type': 'application/json' }),
    );
    const response = await get(origin);
    expect(response).toMatchObject({ status: 200, text: '{"total":1.10}' });
    expect(response.headers['x-shop']).toBe('A');
    expect(requests[0]).toMatchObject({
      url: '/x?a=1',
      headers: { authorization: 'Bearer secret-token-1', 'user-agent': 'tributary' },
    });
    expect(told).toEqual([{ ms: 0, status: 200 }]);
  });

  test('that is compressed is unpacked', async () => {
    const { origin } = await start(answer(200, gzipSync('ünpacked'), { 'content-encoding': 'gzip' }));
    expect((await get(origin)).text).toBe('ünpacked');
  });

  test('that the caller takes for one is no failure, whatever its status', async () => {
    const { origin, requests } = await start(answer(404, '{"message":"none"}'), answer(404));
    const ask = (answers: readonly number[]) =>
      client(origin).send({ method: 'GET', url: `${origin}/7`, headers: () => ({}), answers });
    expect(await ask([404])).toMatchObject({ status: 404, text: '{"message":"none"}' });
    expect(await failure(ask([410]))).toMatchObject({ code: 'channel_refused' });
    expect(requests).toHaveLength(2);
  });

  test('of several megabytes is read whole', async () => {
    const body = JSON.stringify({ items: 'ä'.repeat(5 * 1024 * 1024) });
    const { origin } = await start(answer(200, body));
    expect((await get(origin, { maxBytes: 50 * 1024 * 1024 })).text === body).toBe(true);
  });
});

describe('a request with a body', () => {
  test.each([
    ['POST', 'application/json', '{"total":1.10,"name":"ünicode"}'],
    ['PUT', 'application/x-www-form-urlencoded', 'grant_type=client_credentials&scope=a%20b'],
    ['POST', 'application/graphql', '{ orders }'],
    ['POST', 'application/json', ' {"spaced": true}\n'],
    ['POST', 'application/json', 'no JSON at all'],
    ['POST', 'application/json', ''],
  ] as const)('by %s as %s arrives byte for byte', async (method, type, body) => {
    const { origin, requests } = await start(answer(201, '"made"'));
    const headers = () => ({ 'content-type': type });
    expect(await client(origin).send({ method, url: `${origin}/orders`, headers, body })).toMatchObject({
      status: 201,
    });
    expect(requests).toMatchObject([{ method, url: '/orders', headers: { 'content-type': type }, body }]);
  });

  test('sends the same body again with a try that is repeated', async () => {
    const { origin, requests } = await start(answer(503), answer(200));
    await client(origin).send({ method: 'PUT', url: `${origin}/`, headers: () => ({}), body: '{"a":1}' });
    expect(requests.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
  });
});

describe('a rate limit', () => {
  test('is waited for before each try, and that time is no part of the request', async () => {
    const { origin } = await start(answer(503), answer(200));
    let nowMs = 0;
    let taken = 0;
    const clock = {
      now: () => new Date(nowMs),
      sleep: async (ms: number) => {
        nowMs += ms;
      },
    };
    const take = async () => {
      taken += 1;
      nowMs += 5_000;
    };
    await get(origin, { clock, bucket: { take } });
    expect(taken).toBe(2);
    expect(told.map(({ ms }) => ms)).toEqual([0, 0]);
    expect(nowMs).toBe(10_250);
  });
});

describe('what may pass by itself is tried three times', () => {
  const reset: Step = (request) => request.socket.resetAndDestroy();
  const cut: Step = (request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => request.socket.destroy());
  };
  const cutChunked: Step = (request, response) => {
    response.write('half', () => request.socket.destroy());
  };
  const gzipped = gzipSync('x'.repeat(50_000));
  const cutGzip: Step = answer(200, gzipped.subarray(0, gzipped.length - 20), { 'content-encoding': 'gzip' });
  const failures: [string, Step, string][] = [
    ['429', answer(429), 'channel_throttled'],
    ['500', answer(500), 'channel_unavailable'],
    ['502', answer(502, '<html>'), 'channel_unavailable'],
    ['503', answer(503), 'channel_unavailable'],
    ['504', answer(504), 'channel_unavailable'],
    ['a reset connection', reset, 'channel_unavailable'],
    ['a body cut short of its length', cut, 'channel_unavailable'],
    ['a chunked body cut short', cutChunked, 'channel_unavailable'],
    ['a compressed body cut short', cutGzip, 'channel_unavailable'],
  ];

  test.each(failures)('%s, then given up', async (_, step, code) => {
    const { origin, requests } = await start(step);
    expect(await failure(get(origin))).toMatchObject({ code, disposition: 'retry' });
    expect(requests).toHaveLength(3);
    expect(told).toHaveLength(3);
    expect(sleeps).toEqual([250, 500]);
  });

  test.each(failures)('%s, then the answer', async (_, step) => {
    const { origin, requests } = await start(step, step, answer(200, 'whole'));
    expect((await get(origin)).text).toBe('whole');
    expect(requests).toHaveLength(3);
  });

  test('a silent server, within the time allowed', async () => {
    const { origin, requests } = await start(() => {});
    const error = await failure(get(origin, { timeoutMs: 60 }));
    expect(error).toMatchObject({ code: 'channel_unavailable', message: expect.stringContaining('60 ms') });
    expect(requests).toHaveLength(3);
    expect(told.map(({ status }) => status)).toEqual([null, null, null]);
  });

  test('an answer that trickles in for ever', async () => {
    const trickle: Step = (request, response) => {
      const timer = setInterval(() => response.write('.'), 10);
      request.socket.once('close', () => clearInterval(timer));
    };
    const { origin } = await start(trickle);
    expect(await failure(get(origin, { timeoutMs: 80 }))).toMatchObject({ code: 'channel_unavailable' });
  });

  test('a port where nobody listens', async () => {
    const { origin, stop } = await start(answer(200));
    await stop();
    server = undefined;
    expect(await failure(get(origin))).toMatchObject({
      code: 'channel_unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(sleeps).toHaveLength(2);
  });

  test('but a POST only where it was not carried out, or may be repeated', async () => {
    const post = async (repeatable: boolean, ...answers: ReturnType<typeof answer>[]) => {
      const { origin, requests, stop } = await start(...answers);
      const asked = { method: 'POST' as const, url: `${origin}/`, headers: () => ({}), body: '{"a":1}', repeatable };
      const code = await client(origin)
        .send(asked)
        .then(
          () => 'sent',
          ({ code }: { code: string }) => code,
        );
      await stop();
      return [code, requests.length];
    };
    expect(await post(false, answer(503), answer(200))).toEqual(['channel_unavailable', 1]);
    expect(await post(true, answer(503), answer(200))).toEqual(['sent', 2]);
    expect(await post(false, answer(429), answer(200))).toEqual(['sent', 2]);
  });

  test('with headers made afresh for each try', async () => {
    const { origin, requests } = await start(answer(503), answer(503), answer(200));
    let nonce = 0;
    await client(origin).send({
      method: 'GET',
      url: `${origin}/`,
      headers: () => {
        nonce += 1;
        return { 'x-nonce': String(nonce) };
      },
    });
    expect(requests.map(({ headers }) => headers['x-nonce'])).toEqual(['1', '2', '3']);
  });

  test.each([
    ['7', 7_000],
    ['Fri, 20 Nov 2026 10:00:20 GMT', 20_000],
    ['60', 60_000],
    ['2.0', 2_000],
  ])('after the Retry-After of %s', async (header, expected) => {
    const { origin } = await start(answer(429, '', { 'retry-after': header }), answer(200));
    await get(origin);
    expect(sleeps).toEqual([expected]);
  });

  test.each<[string, number | null, number]>([
    ['as the body says', 7, 7_000],
    ['by chance where the body does not say', null, 250],
    ['by chance where the body says nonsense', Number.NaN, 250],
  ])('after a 429 without Retry-After, %s', async (_, seconds, expected) => {
    const { origin } = await start(answer(429, '{"wait":7}'), answer(200));
    const retryAfter = ({ text }: ChannelResponse) => (text === '{"wait":7}' ? seconds : null);
    await client(origin).send({ method: 'GET', url: `${origin}/`, headers: () => ({}), retryAfter });
    expect(sleeps).toEqual([expected]);
  });

  test('but not before the next run where the remote asks for more than a minute', async () => {
    const { origin, requests } = await start(answer(503, '', { 'retry-after': '61' }), answer(200));
    expect(await failure(get(origin))).toMatchObject({ code: 'channel_unavailable', retryAfterSeconds: 61 });
    expect([requests.length, sleeps]).toEqual([1, []]);
  });

  test('and the last failure says what the remote asked for', async () => {
    const { origin } = await start(answer(429, '{"message":"Slow down"}', { 'retry-after': '9' }));
    const error = await failure(get(origin));
    expect(error).toMatchObject({
      code: 'channel_throttled',
      retryAfterSeconds: 9,
      message: expect.stringContaining('Slow down'),
    });
  });
});

describe('what will not pass is not tried again', () => {
  test.each([
    [401, 'channel_unauthorized'],
    [403, 'channel_unauthorized'],
    [400, 'channel_refused'],
    [404, 'channel_refused'],
    [422, 'channel_refused'],
    [301, 'channel_refused'],
  ])('%p', async (status, code) => {
    const { origin, requests } = await start(
      answer(status, '{"message":"No, secret-token-1"}', { location: 'http://127.0.0.1:1/' }),
    );
    const error = await failure(get(origin));
    expect(error).toMatchObject({ code, disposition: 'park' });
    expect(error.message).toContain(`${status}: No, …`);
    expect(requests).toHaveLength(1);
  });

  test('an answer above the size allowed', async () => {
    const { origin, requests } = await start(answer(200, 'x'.repeat(1_001)));
    const error = await failure(get(origin, { maxBytes: 1_000 }));
    expect(error).toMatchObject({ code: 'channel_refused', message: expect.stringContaining('1000 bytes') });
    expect(requests).toHaveLength(1);
  });

  test('an answer above the size allowed once it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const { origin } = await start(answer(200, bomb, { 'content-encoding': 'gzip' }));
    expect(await failure(get(origin))).toMatchObject({ code: 'channel_refused' });
  });

  test('and no error holds the credentials of the request', async () => {
    const { origin } = await start(answer(401), (request) => request.socket.destroy());
    for (const error of [await failure(get(origin)), await failure(get(origin))]) {
      expect(JSON.stringify({ ...error, stack: error.stack, cause: error.cause })).not.toContain('secret-token-1');
    }
  });
});

describe('an address that is not allowed', () => {
  const resolvedTo = (...addresses: string[]) => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    };
    return { resolve, count: () => asked };
  };

  test.each([['127.0.0.1'], ['10.0.0.1'], ['169.254.169.254'], ['::1'], ['::ffff:127.0.0.1'], ['fd00::1']])(
    'is refused when the name of the shop resolves to %s',
    async (address) => {
      const { resolve, count } = resolvedTo(address);
      const http = client('https://shop.example', { allowPrivate: false, resolve });
      const error = await failure(http.send({ method: 'GET', url: 'https://shop.example/', headers: () => ({}) }));
      expect(error).toMatchObject({ code: 'channel_url_refused', disposition: 'park' });
      expect(count()).toBe(1);
    },
  );

  test('is refused when it is one of several', async () => {
    const { resolve } = resolvedTo('8.8.8.8', '127.0.0.1');
    const http = client('https://shop.example', { allowPrivate: false, resolve });
    expect(
      await failure(http.send({ method: 'GET', url: 'https://shop.example/', headers: () => ({}) })),
    ).toMatchObject({ code: 'channel_url_refused' });
  });

  test('is never connected to', async () => {
    const { origin, requests } = await start(answer(200));
    const { port } = new URL(origin);
    const { resolve } = resolvedTo('127.0.0.1');
    const http = client(`https://shop.example:${port}`, { allowPrivate: false, resolve });
    await failure(http.send({ method: 'GET', url: `https://shop.example:${port}/`, headers: () => ({}) }));
    await failure(
      client(`https://127.0.0.1:${port}`, { allowPrivate: false }).send({
        method: 'GET',
        url: `https://127.0.0.1:${port}/`,
        headers: () => ({}),
      }),
    );
    expect(requests).toEqual([]);
  });

  test('is refused on another origin before anything is resolved', async () => {
    const { resolve, count } = resolvedTo('8.8.8.8');
    const http = client('https://shop.example', { allowPrivate: false, resolve });
    expect(await failure(http.send({ method: 'GET', url: 'https://evil.test/', headers: () => ({}) }))).toMatchObject({
      code: 'channel_url_refused',
    });
    expect([count(), told]).toEqual([0, []]);
  });

  test('is not confused with a name that cannot be resolved', async () => {
    const resolve = async () => {
      throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    };
    const http = client('https://shop.example', { allowPrivate: false, resolve });
    expect(
      await failure(http.send({ method: 'GET', url: 'https://shop.example/', headers: () => ({}) })),
    ).toMatchObject({ code: 'channel_unavailable' });
  });
});
