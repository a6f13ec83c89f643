import { request as openRequest } from 'node:http';
import { HostProcess } from './host-process.js';

let host: HostProcess;
beforeAll(async () => {
  host = await HostProcess.start();
});
afterAll(HostProcess.killAll);

describe('routes', () => {
  test.each([
    ['GET', '/api/echo/42', 'echo', { id: '42' }],
    ['GET', '/api/echo/42/', 'echo', { id: '42' }],
    ['PUT', '/api/echo/-7/a%20b%2Fc', 'echo', { id: '-7', part: 'a b%2Fc' }],
    ['GET', '/API/Items/newest', 'newest-item', {}],
    ['GET', '/api/items/newest2', 'item', { id: 'newest2' }],
    ['DELETE', '/api/items/newest', 'item', { id: 'newest' }],
    ['POST', '/api/items', 'items', {}],
    ['GET', '/api/files/a/b/c.txt', 'file', { path: 'a/b/c.txt' }],
    ['GET', '/api/files', 'file', {}],
    ['POST', '/api/default-route', 'default-route', {}],
  ])('%s %s is served by %s', async (method, path, name, params) => {
    const response = await host.fetch(path, { method });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ function: name, method, params });
  });

  test.each([
    ['GET', '/api/unknown', 404, null],
    ['GET', '/items', 404, null],
    ['GET', '/api/echo/word', 404, null],
    ['GET', '/api/echo/1/2/3', 404, null],
    ['GET', '/api/echo/%zz', 400, null],
    ['PATCH', '/api/items/1', 405, 'GET, DELETE'],
    ['DELETE', '/api/default-route', 405, 'GET, POST'],
  ])('%s %s answers %d', async (method, path, status, allow) => {
    const response = await host.fetch(path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await response.text()).toBe('');
  });
});

describe('requests', () => {
  test('reach the handler with body, headers and query as sent, repeated names joined as on the platform', async () => {
    const response = await host.fetch('/api/echo/1?a=1&a=2&b=%C3%A4', {
      method: 'POST',
      body: 'grüße',
      headers: { 'x-from': 'a test' },
    });
    const url = `http://127.0.0.1:${host.port}/api/echo/1?a=1&a=2&b=%C3%A4`;
    expect(await response.json()).toMatchObject({ url, query: { a: '1,2', b: 'ä' }, from: 'a test', body: 'grüße' });
  });

  test('without a body have none', async () => {
    expect(await (await host.fetch('/api/echo/1', { method: 'POST' })).json()).toMatchObject({ body: null });
  });

  test('keep every byte, also in chunks', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    const init = { method: 'POST', body: new Blob([bytes]).stream(), duplex: 'half' } as RequestInit;
    const response = await host.fetch('/api/bytes', init);
    expect(response.headers.get('content-type')).toBe('application/x-bytes');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test('of more than 100 MB are refused when they say so', async () => {
    const path = { host: '127.0.0.1', port: host.port, path: '/api/size', method: 'POST' };
    const status = await new Promise((resolve, reject) => {
      const request = openRequest({ ...path, headers: { 'content-length': '104857601' } });
      request.on('response', (response) => resolve(response.destroy().statusCode)).on('error', reject);
      request.flushHeaders();
    });
    expect(status).toBe(413);
  });

  test('of more than 100 MB are refused when they do not say so', async () => {
    const path = { host: '127.0.0.1', port: host.port, path: '/api/size', method: 'POST' };
    const chunk = Buffer.alloc(1_048_576);
    const status = await new Promise((resolve, reject) => {
      const request = openRequest(path, (response) => resolve(response.statusCode)).on('error', reject);
      for (let sent = 0; sent < 100; sent += 1) request.write(chunk);
      // The one byte that is too many, without an end: the answer must not wait for it.
      request.write('x');
    });
    expect(status).toBe(413);
  });
});

describe('responses', () => {
  test('have the status, headers and cookies that the function gave', async () => {
    const response = await host.fetch('/api/cookies');
    expect(response.status).toBe(202);
    expect(response.headers.get('x-kept')).toBe('yes');
    expect(response.headers.get('etag')).toBe('"7"');
    expect(response.headers.getSetCookie()).toEqual([
      'a=b%20c; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax',
      'd=e; Expires=Thu, 01 Jan 1970 00:16:40 GMT',
    ]);
  });

  test.each([
    ['/api/streamed', 201, 'one two'],
    ['/api/no-content', 204, ''],
    ['/api/nothing', 204, ''],
    ['/api/throws', 500, ''],
    ['/api/not-an-object', 500, ''],
  ])('of %s: %d', async (path, status, body) => {
    const response = await host.fetch(path);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe(body);
  });

  test('to HEAD come from the GET route, with the length and without the body', async () => {
    const response = await host.fetch('/api/echo/1', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(50);
    expect(await response.text()).toBe('');
  });

  test('with an error are logged with function and invocation', async () => {
    await host.fetch('/api/throws');
    const entry = await host.said((message) => message.functionName === 'throws');
    expect(entry).toMatchObject({
      kind: 'log',
      level: 'error',
      invocationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(entry.message).toContain('thrown on purpose');
  });
});

test('requests beyond the limit answer 429, and are served again when others have ended', async () => {
  const before = host.logsOf('slow').length;
  const slow = [1, 2, 3].map(() => host.fetch('/api/slow'));
  await host.logs('slow', before + 3);
  expect((await host.fetch('/api/echo/1')).status).toBe(429);
  host.release();
  const answers = await Promise.all(slow);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  await Promise.all(answers.map((answer) => answer.text()));
  expect((await host.fetch('/api/echo/1')).status).toBe(200);
});

test('hooks see and change invocations and logs', async () => {
  await host.said(({ kind, event, hasData }) => kind === 'fixture' && event === 'appStart' && hasData === true);
  expect(await (await host.fetch('/api/hooked')).text()).toBe('replaced, seen');
  const [line] = await host.logs('hooked', 1);
  expect(line).toMatch(/^\*\*\* of [0-9a-f-]{36}$/);
});

test('an app that asked for HTTP streaming is served over its own server', async () => {
  const streaming = await HostProcess.start({ FIXTURE_STREAM: '1' });
  try {
    const init = { method: 'POST', body: new Blob(['in ', 'parts']).stream(), duplex: 'half' } as RequestInit;
    const echoed = await streaming.fetch('/api/echo/5?a=b', { ...init, headers: { 'x-from': 'a test' } });
    expect(echoed.headers.get('x-ms-invocation-id')).toBeNull();
    expect(await echoed.json()).toMatchObject({
      params: { id: '5' },
      query: { a: 'b' },
      from: 'a test',
      body: 'in parts',
    });
    expect(await (await streaming.fetch('/api/streamed')).text()).toBe('one two');
    expect((await streaming.fetch('/api/throws')).status).toBe(500);
    expect((await streaming.fetch('/api/cookies')).headers.getSetCookie()).toHaveLength(2);
  } finally {
    expect(await streaming.stop()).toBe(0);
  }
});
