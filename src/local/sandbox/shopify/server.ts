import type { HttpAnswer, HttpCall } from '../kit/http-call.js';
import { createRequestLog, type LoggedRequest } from '../kit/request-log.js';
import { type SandboxServer, startServer } from '../kit/server.js';
import { type Answered, type Application, type Call, createApplication } from './application.js';
import { createShopifyFaults, type ShopifyFault, type ShopifyFaults, type ShopifySwitches } from './faults.js';
import { faultAnswer, htmlAnswer } from './http-answer.js';
import type { ShopifyShop } from './shop.js';

/** A request with what was asked, and what it cost. */
export interface ShopifyRequest extends LoggedRequest {
  /** The query's operation name, or its first field; null for other requests. */
  operation: string | null;
  /** Null where no query was answered. */
  cost: Answered['cost'];
}

/** A running shop interface on 127.0.0.1; its base URL is without `/admin`. */
export interface ShopifyServer extends SandboxServer {
  faults: ShopifyFaults;
  /** The last thousand requests, oldest first. */
  requests(): readonly ShopifyRequest[];
  /** All requests since the start, and the cost points that they spent. */
  requestCount(): number;
  costSpent(): number;
}

/** What a server is started with: a free port unless one is named, and the switches it starts with and `faults.reset` goes back to. */
export interface ShopifyServerOptions {
  shop: ShopifyShop;
  port?: number;
  faults?: Partial<ShopifySwitches>;
}

type LoggedAnswer = HttpAnswer & Pick<Answered, 'operation' | 'cost'>;

/**
 * Starts the shop's interface; rejects with the socket's error if the port is taken. The files of bulk operations come from
 * the same host, which in the world is another one.
 */
export async function startShopifyServer(options: ShopifyServerOptions): Promise<ShopifyServer> {
  const { shop, port } = options;
  const faults = createShopifyFaults(options.faults);
  const log = createRequestLog<ShopifyRequest>();
  let spent = 0;
  let baseUrl = '';
  const application = createApplication(shop, faults.switches, () => baseUrl);
  const server = await startServer<ShopifyFault, LoggedAnswer>(
    {
      takeFault: ({ path }) => faults.take(application.targetOf(path)),
      answer: (call, fault) => {
        const { answer, ...logged } = chooseAnswer(fault, toCall(call), application);
        return { ...answer, ...logged };
      },
      onAnswered: ({ method, path }, answer) => {
        const { status = null, operation = null, cost = null } = answer ?? {};
        spent += cost?.actual ?? 0;
        log.add({ method, path, operation, status, cost });
      },
      now: () => new Date(shop.now().getTime() + faults.switches.clockSkewMs),
    },
    port,
  );
  baseUrl = server.baseUrl;
  return { ...server, faults, requests: log.requests, requestCount: log.count, costSpent: () => spent };
}

function chooseAnswer(fault: ShopifyFault | undefined, call: Call, application: Application): Answered {
  if (fault?.kind === 'throttled') return application.throttled();
  if (fault?.kind === 'html200') return { answer: htmlAnswer(200, 'Log in'), operation: null, cost: null };
  if (fault?.kind === 'status') return { answer: faultAnswer(fault), operation: null, cost: null };
  return application.answer(call);
}

function toCall({ method, path, headers, body }: HttpCall): Call {
  const token = headers['x-shopify-access-token'];
  const isText = typeof token === 'string';
  return { method, path, token: isText ? token : undefined, contentType: headers['content-type'], body };
}
