import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { WireFault } from './faults.js';
import type { HttpAnswer, HttpCall } from './http-call.js';

/** How a sandbox deals with requests. */
export interface Handling<Fault extends { kind: string }, Answer extends HttpAnswer> {
  /** The fault that this request meets; those of the wire are seen to by the server. */
  takeFault(call: HttpCall): Fault | WireFault | undefined;
  /** The answer, by the fault where it has one that is not of the wire. */
  answer(call: HttpCall, fault: Fault | WireFault | undefined): Answer;
  /** Hears of each request; there is no answer where the connection was reset. */
  onAnswered(call: HttpCall, answer: Answer | null): void;
  /** What the web server's clock says, for the Date header. */
  now(): Date;
}

/** A running server on 127.0.0.1. */
export interface SandboxServer {
  /** Without a trailing slash. */
  baseUrl: string;
  port: number;
  /** Ends open connections and waiting delays, and frees the port. */
  stop(): Promise<void>;
}

/** Starts a server on a free port unless one is named; rejects with the socket's error if the port is taken. */
export async function startServer<Fault extends { kind: string }, Answer extends HttpAnswer>(
  handling: Handling<Fault, Answer>,
  wantedPort = 0,
): Promise<SandboxServer> {
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    // A delay that ends because the server stops has nobody left to answer.
    answerRequest(request, response, handling, stopping.signal).catch(() => {
      request.socket.destroy();
    });
  });
  const port = await listen(server, wantedPort);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    stop: () => {
      stopping.abort();
      return close(server);
    },
  };
}

async function answerRequest<Fault extends { kind: string }, Answer extends HttpAnswer>(
  request: IncomingMessage,
  response: ServerResponse,
  handling: Handling<Fault, Answer>,
  signal: AbortSignal,
): Promise<void> {
  const call = await readCall(request);
  const fault = handling.takeFault(call);
  if (fault?.kind === 'reset') {
    handling.onAnswered(call, null);
    request.socket.resetAndDestroy();
    return;
  }
  if (isDelay(fault)) await delay(fault.delayMs, undefined, { signal });
  const answer = handling.answer(call, fault);
  handling.onAnswered(call, answer);
  const headers = { ...answer.headers, date: handling.now().toUTCString() };
  writeAnswer(request, response, { ...answer, headers }, fault?.kind === 'cut');
}

function isDelay(fault: { kind: string } | undefined): fault is WireFault & { kind: 'delay' } {
  return fault?.kind === 'delay';
}

function writeAnswer(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer, isCut: boolean): void {
  const body = Buffer.from(answer.body);
  response.sendDate = false;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  if (!isCut) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy());
}

async function readCall(request: IncomingMessage): Promise<HttpCall> {
  const url = request.url ?? '/';
  const at = url.indexOf('?');
  return {
    method: request.method ?? 'GET',
    baseUrl: `http://${request.headers.host ?? ''}`,
    path: at < 0 ? url : url.slice(0, at),
    query: at < 0 ? '' : url.slice(at + 1),
    headers: request.headers,
    body: await readBody(request),
  };
}

const MAX_BODY_BYTES = 1_000_000;

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) throw new RangeError('the body is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
