import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a request: its answer is lost after it took effect, or it is answered without taking effect. */
export type Fault = 'drop' | { status: number; headers?: Record<string, string> };

/** A proxy on 127.0.0.1 that passes everything on but the requests that it was told to spoil. */
export interface FaultyProxy {
  port: number;
  /** Spoils the next `times` requests with this method whose path holds `part`. */
  spoil(method: string, part: string, fault: Fault, times?: number): void;
  /** How many requests were spoiled. */
  readonly spoiled: number;
  stop(): Promise<void>;
}

/** Starts a proxy to a port of 127.0.0.1. */
export async function startFaultyProxy(targetPort: number): Promise<FaultyProxy> {
  const plan: { method: string; part: string; fault: Fault }[] = [];
  let spoiled = 0;

  function takeFault(incoming: IncomingMessage): Fault | null {
    const at = plan.findIndex(({ method, part }) => incoming.method === method && incoming.url?.includes(part));
    if (at < 0) return null;
    spoiled += 1;
    return plan.splice(at, 1)[0]?.fault ?? null;
  }

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const fault = takeFault(incoming);
    if (fault !== null && fault !== 'drop') {
      incoming.resume();
      outgoing.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      outgoing.end('{"code":"Spoiled","message":"sig=s3cret"}');
      return;
    }
    const { method, headers, url } = incoming;
    const onward = request({ host: '127.0.0.1', port: targetPort, method, headers, path: url }, (answer) => {
      if (fault === 'drop') answer.resume().on('end', () => incoming.socket.destroy());
      else answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers));
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  }

  const server = createServer(pass).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    spoil(method, part, fault, times = 1) {
      plan.push(...Array.from({ length: times }, () => ({ method, part, fault })));
    },
    get spoiled() {
      return spoiled;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
