import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request. */
export type Step = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers the nth request with the nth step, and the last step from then on. */
export interface ScriptedServer {
  origin: string;
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  stop(): Promise<void>;
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startScriptedServer(steps: readonly Step[]): Promise<ScriptedServer> {
  const requests: ScriptedServer['requests'] = [];
  const server = createServer((request, response) => {
    const received = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: '' };
    requests.push(received);
    request.on('data', (bytes: Buffer) => {
      received.body += bytes.toString();
    });
    steps[Math.min(requests.length, steps.length) - 1]?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with a status, a body and headers. */
export function answer(status: number, body: string | Buffer = '', headers: Record<string, string> = {}): Step {
  return (_, response) => {
    response.writeHead(status, headers).end(body);
  };
}
