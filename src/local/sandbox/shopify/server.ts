import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answered, type Application, type Call, createApplication } from './application.js';
import { createShopifyFaults, type ShopifyFault, type ShopifyFaults, type ShopifySwitches } from './faults.js';
import { faultAnswer, type HttpAnswer, htmlAnswer } from './http-answer.js';
import { createRequestLog, type LoggedRequest, type RequestLog } from './request-log.js';
import type { ShopifyShop } from './shop.js';

/** A running shop interface on 127.0.0.1. */
export interface ShopifyServer {
  /** Without a trailing slash and without `/admin`. */
  baseUrl: string;
  port: number;
  faults: ShopifyFaults;
  /** The last thousand requests, oldest first. */
  requests(): readonly LoggedRequest[];
  /** All requests since the start, and the cost points that they spent. */
  requestCount(): number;
  costSpent(): number;
  /** Ends open connections and waiting delays, and frees the port. */
  stop(): Promise<void>;
}

/** What a server is started with: a free port unless one is named, and the switches it starts with and `faults.reset` goes back to. */
export interface ShopifyServerOptions {
  shop: ShopifyShop;
  port?: number;
  faults?: Partial<ShopifySwitches>;
}

/**
 * Starts the shop's interface; rejects with the socket's error if the port is taken. The files of bulk operations come from
 * the same host, which in the world is another one.
 */
export async function startShopifyServer(options: ShopifyServerOptions): Promise<ShopifyServer> {
  const { shop } = options;
  const faults = createShopifyFaults(options.faults);
  const log = createRequestLog();
  const stopping = new AbortController();
  let baseUrl = '';
  const application = createApplication(shop, faults.switches, () => baseUrl);
  const server = createServer((request, response) => {
    // A delay that ends because the server stops has nobody left to answer.
    answerRequest(request, response, { application, faults, log, signal: stopping.signal, shop }).catch(() => {
      request.socket.destroy();
    });
  });
  const port = await listen(server, options.port ?? 0);
  baseUrl = `http://127.0.0.1:${port}`;
  return {
    baseUrl,
    port,
    faults,
    requests: log.requests,
    requestCount: log.count,
    costSpent: log.spent,
    stop: () => {
      stopping.abort();
      return close(server);
    },
  };
}

interface ServerParts {
  application: Application;
  faults: ShopifyFaults;
  log: RequestLog;
  signal: AbortSignal;
  shop: ShopifyShop;
}

async function answerRequest(request: IncomingMessage, response: ServerResponse, parts: ServerParts): Promise<void> {
  const { application, faults, log } = parts;
  const call = await readCall(request);
  const fault = faults.take(application.targetOf(call.path));
  const entry = { method: call.method, path: call.path };
  if (fault?.kind === 'reset') {
    log.add({ ...entry, operation: null, status: null, cost: null });
    request.socket.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'delay') await delay(fault.delayMs, undefined, { signal: parts.signal });
  const { answer, operation, cost } = chooseAnswer(fault, call, application);
  log.add({ ...entry, operation, status: answer.status, cost });
  const date = new Date(parts.shop.now().getTime() + faults.switches.clockSkewMs).toUTCString();
  writeAnswer(request, response, { ...answer, headers: { ...answer.headers, date } }, fault?.kind === 'cut');
}

function chooseAnswer(fault: ShopifyFault | undefined, call: Call, application: Application): Answered {
  if (fault?.kind === 'throttled') return application.throttled();
  if (fault?.kind === 'html200') return { answer: htmlAnswer(200, 'Log in'), operation: null, cost: null };
  if (fault?.kind === 'status') return { answer: faultAnswer(fault), operation: null, cost: null };
  return application.answer(call);
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
  const token = request.headers['x-shopify-access-token'];
  return {
    method: request.method ?? 'GET',
    path: (request.url ?? '/').split('?')[0] ?? '/',
    token: typeof token === 'string' ? token : undefined,
    contentType: request.headers['content-type'],
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
