import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Application, createApplication, isTokenCall } from './http/application.js';
import type { Call } from './http/call.js';
import { createShopwareFaults, type ShopwareFault, type ShopwareFaults, type ShopwareSwitches } from './http/faults.js';
import { faultAnswer, type HttpAnswer, loginPage } from './http/http-answer.js';
import { createRequestLog, type LoggedRequest, type RequestLog } from './http/request-log.js';
import type { ShopwareShop } from './shop.js';

/** A running shop interface on 127.0.0.1. */
export interface ShopwareServer {
  /** Without a trailing slash and without `/api`. */
  baseUrl: string;
  port: number;
  faults: ShopwareFaults;
  /** Ends every access token at once. */
  revokeTokens(): void;
  /** The last thousand requests, oldest first. */
  requests(): readonly LoggedRequest[];
  /** All requests since the start. */
  requestCount(): number;
  /** Ends open connections and waiting delays, and frees the port. */
  stop(): Promise<void>;
}

/** What a server is started with: a free port unless one is named, and the switches it starts with and `faults.reset` goes back to. */
export interface ShopwareServerOptions {
  shop: ShopwareShop;
  port?: number;
  faults?: Partial<ShopwareSwitches>;
}

/** Starts the shop's interface; rejects with the socket's error if the port is taken. */
export async function startShopwareServer(options: ShopwareServerOptions): Promise<ShopwareServer> {
  const { shop } = options;
  const faults = createShopwareFaults(options.faults);
  const log = createRequestLog();
  const stopping = new AbortController();
  const application = createApplication(shop, faults.switches);
  const server = createServer((request, response) => {
    // A delay that ends because the server stops has nobody left to answer.
    answerRequest(request, response, { application, faults, log, signal: stopping.signal, shop }).catch(() => {
      request.socket.destroy();
    });
  });
  const port = await listen(server, options.port ?? 0);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    faults,
    revokeTokens: application.tokens.revoke,
    requests: log.requests,
    requestCount: log.count,
    stop: () => {
      stopping.abort();
      return close(server);
    },
  };
}

interface ServerParts {
  application: Application;
  faults: ShopwareFaults;
  log: RequestLog;
  signal: AbortSignal;
  shop: ShopwareShop;
}

async function answerRequest(request: IncomingMessage, response: ServerResponse, parts: ServerParts): Promise<void> {
  const { faults, log } = parts;
  const call = await readCall(request);
  const isToken = isTokenCall(call);
  const fault = faults.take(isToken ? 'token' : 'api');
  const entry = { method: call.method, path: call.path, body: isToken ? '' : call.body };
  if (fault?.kind === 'reset') {
    log.add({ ...entry, status: null });
    request.socket.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'delay') await delay(fault.delayMs, undefined, { signal: parts.signal });
  const html200 = faults.switches.html200 && !isToken;
  const answer = chooseAnswer(fault, html200, () => parts.application.answer(call));
  log.add({ ...entry, status: answer.status });
  const date = new Date(parts.shop.now().getTime() + faults.switches.clockSkewMs).toUTCString();
  writeAnswer(request, response, { ...answer, headers: { ...answer.headers, date } }, fault?.kind === 'cut');
}

function chooseAnswer(fault: ShopwareFault | undefined, html200: boolean, usual: () => HttpAnswer): HttpAnswer {
  if (fault?.kind === 'status') return faultAnswer(fault);
  return html200 ? loginPage() : usual();
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

async function readCall(request: IncomingMessage): Promise<Call> {
  return {
    method: request.method ?? 'GET',
    path: (request.url ?? '/').split('?')[0] ?? '/',
    headers: request.headers,
    body: await readBody(request),
    baseUrl: `http://${request.headers.host ?? ''}`,
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
