import type { HttpAnswer } from '../kit/http-call.js';
import { createRequestLog, type LoggedRequest } from '../kit/request-log.js';
import { type SandboxServer, startServer } from '../kit/server.js';
import { answerCall, jsonAnswer } from './application.js';
import { createPosFaults, type PosFault, type PosFaults, type PosSwitches } from './faults.js';
import type { Pos } from './pos.js';

/** A running POS server on 127.0.0.1. */
export interface PosServer extends SandboxServer {
  faults: PosFaults;
  /** The last thousand requests, oldest first. */
  requests(): readonly LoggedRequest[];
}

/** What a server is started with: a free port unless one is named. */
export interface PosServerOptions {
  pos: Pos;
  port?: number;
  faults?: Partial<PosSwitches>;
}

const signInPage: HttpAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Sign in</title><form>…</form>',
};

function faultAnswer(fault: Extract<PosFault, { kind: 'status' }>): HttpAnswer {
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  return jsonAnswer(fault.status, { error: `Made to answer ${fault.status}` }, headers);
}

/** Starts the server of a POS; rejects with the socket's error if the port is taken. */
export async function startPosServer({ pos, port, faults: initial }: PosServerOptions): Promise<PosServer> {
  const faults = createPosFaults(initial);
  const log = createRequestLog<LoggedRequest>();
  const server = await startServer<PosFault, HttpAnswer>(
    {
      takeFault: () => faults.take(),
      answer: (call, fault) => {
        if (fault?.kind === 'status') return faultAnswer(fault);
        return faults.switches.html200 ? signInPage : answerCall(pos, faults.switches, call);
      },
      onAnswered: ({ method, path }, answer) => log.add({ method, path, status: answer?.status ?? null }),
      now: () => new Date(pos.now().getTime() + faults.switches.clockSkewMs),
    },
    port,
  );
  return { ...server, faults, requests: log.requests };
}
