import type { HttpAnswer } from '../kit/http-call.js';
import { createRequestLog, type LoggedRequest } from '../kit/request-log.js';
import { type SandboxServer, startServer } from '../kit/server.js';
import { createApplication, isTokenCall } from './http/application.js';
import { createShopwareFaults, type ShopwareFault, type ShopwareFaults, type ShopwareSwitches } from './http/faults.js';
import { faultAnswer, loginPage } from './http/http-answer.js';
import type { ShopwareShop } from './shop.js';

/** A request with its body as it was sent; of a request for a token nothing is kept. */
export interface ShopwareRequest extends LoggedRequest {
  body: string;
}

/** A running shop interface on 127.0.0.1; its base URL is without `/api`. */
export interface ShopwareServer extends SandboxServer {
  faults: ShopwareFaults;
  /** Ends every access token at once. */
  revokeTokens(): void;
  /** The last thousand requests, oldest first. */
  requests(): readonly ShopwareRequest[];
  /** All requests since the start. */
  requestCount(): number;
}

/** What a server is started with: a free port unless one is named, and the switches it starts with and `faults.reset` goes back to. */
export interface ShopwareServerOptions {
  shop: ShopwareShop;
  port?: number;
  faults?: Partial<ShopwareSwitches>;
}

/** Starts the shop's interface; rejects with the socket's error if the port is taken. */
export async function startShopwareServer(options: ShopwareServerOptions): Promise<ShopwareServer> {
  const { shop, port } = options;
  const faults = createShopwareFaults(options.faults);
  const log = createRequestLog<ShopwareRequest>();
  const application = createApplication(shop, faults.switches);
  const server = await startServer<ShopwareFault, HttpAnswer>(
    {
      takeFault: (call) => faults.take(isTokenCall(call) ? 'token' : 'api'),
      answer: (call, fault) => {
        const html200 = faults.switches.html200 && !isTokenCall(call);
        return chooseAnswer(fault, html200, () => application.answer(call));
      },
      onAnswered: (call, answer) => {
        const { method, path } = call;
        log.add({ method, path, body: isTokenCall(call) ? '' : call.body, status: answer?.status ?? null });
      },
      now: () => new Date(shop.now().getTime() + faults.switches.clockSkewMs),
    },
    port,
  );
  const { tokens } = application;
  return { ...server, faults, revokeTokens: tokens.revoke, requests: log.requests, requestCount: log.count };
}

function chooseAnswer(fault: ShopwareFault | undefined, html200: boolean, usual: () => HttpAnswer): HttpAnswer {
  if (fault?.kind === 'status') return faultAnswer(fault);
  return html200 ? loginPage() : usual();
}
