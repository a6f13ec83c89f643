import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import type { RegisteredFunction } from './app.js';
import { declaresTooMuch, decodePath, readBody, toRequestData, toStreamMetadata } from './http-request.js';
import { sendResult, sendStatus } from './http-response.js';
import { createRouter, type Route } from './http-routes.js';
import { forward } from './http-stream.js';
import type { Invoke } from './invoke.js';
import type { RunningTrigger } from './running-trigger.js';

/** The host's HTTP side. Once it is stopped it answers 503 over connections that are still open; `close` ends those. */
export interface HttpFront extends RunningTrigger {
  readonly port: number;
  close(): void;
}

/** What the HTTP side needs: routes below the prefix, the limit of requests at once, and the app's own server if it streams. */
export interface HttpFrontOptions {
  port: number;
  routes: Route<RegisteredFunction>[];
  maxConcurrentRequests: number;
  httpUri: string | undefined;
}

// Longer than clients keep idle connections, so that no request races with the server closing its connection.
const KEEP_ALIVE_MS = 120_000;

/**
 * Listens on 127.0.0.1 and runs the function of each request; 404, 405, 413, 429 and 500 (it threw) have an empty body.
 * Rejects when the port is taken, naming it. Keys and authorization levels are not checked, as in local development everywhere.
 */
export async function startHttpFront(options: HttpFrontOptions, invoke: Invoke): Promise<HttpFront> {
  let stopping = false;
  const running = new Set<Promise<void>>();
  const route = createRouter(options.routes);
  const server = createServer((request, response) => {
    const path = decodePath(request);
    if (stopping) return sendStatus(response, 503, { connection: 'close' });
    if (path === null) return sendStatus(response, 400);
    const match = route(request.method ?? 'GET', path);
    if (match.kind === 'none') return sendStatus(response, 404);
    if (match.kind === 'wrong-method') return sendStatus(response, 405, { allow: match.allow.join(', ') });
    if (running.size >= options.maxConcurrentRequests) return sendStatus(response, 429);
    const call = { request, response, target: match.target, params: match.params };
    const answered = options.httpUri === undefined ? answer(call, invoke) : stream(call, invoke, options.httpUri);
    // Until the answer has been handed over it counts as running: the connection must not be closed under it.
    const done: Promise<void> = answered
      .then(() => finished(response))
      .catch(() => {})
      .finally(() => running.delete(done));
    running.add(done);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, options.port);
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      stopping = true;
      server.close();
      await Promise.all(running);
    },
    close: () => server.closeAllConnections(),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Error(`port ${port} is taken`, { cause: error });
    throw error;
  }
}

interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  target: RegisteredFunction;
  params: Record<string, string>;
}

async function answer({ request, response, target, params }: Call, invoke: Invoke): Promise<void> {
  try {
    const body = declaresTooMuch(request) ? null : await readBody(request);
    if (body === null) return refuseBody(request, response);
    sendResult(response, await invoke(target, { data: toRequestData(request, params, body) }));
  } catch {
    fail(response);
  }
}

/** With HTTP streaming the programming model answers over the forwarded connection, but for a function that throws. */
async function stream({ request, response, target, params }: Call, invoke: Invoke, httpUri: string): Promise<void> {
  if (declaresTooMuch(request)) return refuseBody(request, response);
  const invocationId = randomUUID();
  const abandoned = new AbortController();
  const event = { data: {}, metadata: toStreamMetadata(request, params), invocationId };
  const invoked = invoke(target, event).catch(() => abandoned.abort());
  try {
    await forward(request, response, { httpUri, invocationId, signal: abandoned.signal });
  } catch {
    fail(response);
  }
  await invoked;
}

function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  sendStatus(response, 413, { connection: 'close' });
}

function fail(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else sendStatus(response, 500);
}
