import { createFaults, type WireFault } from '../../../../src/local/sandbox/kit/faults.js';
import type { HttpAnswer } from '../../../../src/local/sandbox/kit/http-call.js';
import { createRequestLog, type LoggedRequest } from '../../../../src/local/sandbox/kit/request-log.js';
import { type SandboxServer, startServer } from '../../../../src/local/sandbox/kit/server.js';

type Fault = WireFault | { kind: 'teapot' };

const AT = new Date('2026-11-20T10:00:00Z');
const faults = createFaults<Fault, { greeting: string }, 'page' | 'form'>({ greeting: 'hello' }, 'page');
const log = createRequestLog<LoggedRequest & { query: string }>();
let server: SandboxServer;

beforeAll(async () => {
  server = await startServer<Fault, HttpAnswer>({
    takeFault: ({ method }) => faults.take(method === 'POST' ? 'form' : 'page'),
    answer: ({ body }, fault) => {
      const status = fault?.kind === 'teapot' ? 418 : 200;
      return { status, headers: { 'content-type': 'text/plain' }, body: `${faults.switches.greeting} ${body}` };
    },
    onAnswered: ({ method, path, query }, answer) => log.add({ method, path, query, status: answer?.status ?? null }),
    now: () => AT,
  });
});

afterEach(() => faults.reset());
afterAll(() => server.stop());

test('answers with the date of its own clock, and logs what was asked', async () => {
  const answer = await fetch(`${server.baseUrl}/orders?page=2`, { method: 'POST', body: 'world' });
  expect([await answer.text(), answer.headers.get('date')]).toEqual(['hello world', AT.toUTCString()]);
  expect(log.requests().at(-1)).toEqual({ method: 'POST', path: '/orders', query: 'page=2', status: 200 });
});

test('a fault of the wire meets the next request of its kind, and is logged', async () => {
  faults.failNext(1, { kind: 'reset' });
  faults.failNext(1, { kind: 'cut' }, 'form');
  await expect(fetch(server.baseUrl)).rejects.toThrow();
  expect(log.requests().at(-1)?.status).toBeNull();
  const cut = await fetch(server.baseUrl, { method: 'POST', body: 'world' });
  expect(cut.status).toBe(200);
  await expect(cut.text()).rejects.toThrow();
  expect([faults.pending(), (await fetch(server.baseUrl)).status]).toEqual([0, 200]);
});

test('a fault of the application is its own to answer', async () => {
  faults.failNext(1, { kind: 'teapot' });
  expect((await fetch(server.baseUrl)).status).toBe(418);
});

test('a reset forgets what waits and puts the switches back', () => {
  faults.switches.greeting = 'go away';
  faults.failNext(3, { kind: 'reset' });
  faults.reset();
  expect([faults.pending(), faults.switches.greeting]).toEqual([0, 'hello']);
});

test('stops although an answer is still delayed', async () => {
  const other = await startServer<WireFault, HttpAnswer>({
    takeFault: () => ({ kind: 'delay', delayMs: 3_600_000 }),
    answer: () => ({ status: 200, headers: {}, body: '' }),
    onAnswered: () => {},
    now: () => AT,
  });
  const waiting = fetch(other.baseUrl).catch((error: Error) => error.message);
  await other.stop();
  expect(await waiting).toBe('fetch failed');
});

test('a long run keeps the last thousand requests, and counts them all', () => {
  const long = createRequestLog();
  for (let count = 0; count < 1_100; count += 1) long.add({ method: 'GET', path: `/${count}`, status: 200 });
  expect([long.count(), long.requests().length, long.requests()[0]?.path]).toEqual([1_100, 1_000, '/100']);
});
