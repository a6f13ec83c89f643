import type { HttpAnswer, HttpCall } from '../kit/http-call.js';
import { createRequestLog, type LoggedRequest } from '../kit/request-log.js';
import { type SandboxServer, startServer } from '../kit/server.js';
import { type Call, createApplication } from './application.js';
import { createMagentoFaults, type MagentoFault, type MagentoFaults, type MagentoSwitches } from './faults.js';
import { faultAnswer, loginPage } from './http-answer.js';
import type { MagentoShop } from './shop.js';

/** A request with its query, raw and without the question mark. */
export interface MagentoRequest extends LoggedRequest {
  query: string;
}

/** A running shop interface on 127.0.0.1; its base URL is without `/rest`. */
export interface MagentoServer extends SandboxServer {
  faults: MagentoFaults;
  /** The last thousand requests, oldest first. */
  requests(): readonly MagentoRequest[];
  /** All requests since the start. */
  requestCount(): number;
}

/** What a server is started with: a free port unless one is named, and the switches it starts with and `faults.reset` goes back to. */
export interface MagentoServerOptions {
  shop: MagentoShop;
  port?: number;
  faults?: Partial<MagentoSwitches>;
}

/** Starts the shop's interface; rejects with the socket's error if the port is taken. */
export async function startMagentoServer({ shop, port, faults: start }: MagentoServerOptions): Promise<MagentoServer> {
  const faults = createMagentoFaults(start);
  const log = createRequestLog<MagentoRequest>();
  const application = createApplication(shop, faults.switches);
  const server = await startServer<MagentoFault, HttpAnswer>(
    {
      takeFault: () => faults.take(),
      answer: (call, fault) => chooseAnswer(fault, faults.switches, () => application(toCall(call))),
      onAnswered: ({ method, path, query }, answer) => log.add({ method, path, query, status: answer?.status ?? null }),
      now: () => new Date(shop.now().getTime() + faults.switches.clockSkewMs),
    },
    port,
  );
  return { ...server, faults, requests: log.requests, requestCount: log.count };
}

function chooseAnswer(fault: MagentoFault | undefined, switches: MagentoSwitches, usual: () => HttpAnswer): HttpAnswer {
  if (fault?.kind === 'status') return faultAnswer(fault);
  return switches.html200 ? loginPage() : usual();
}

function toCall({ method, path, query, headers, body }: HttpCall): Call {
  const { accept, authorization, host = '' } = headers;
  return { method, host, path, query, authorization, accept, contentType: headers['content-type'], body };
}
