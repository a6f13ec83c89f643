import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../../../../../src/local/sandbox/shopware/app/signature.js';
import type { Json } from '../api-client.js';

/** A request that an app received. */
export interface Received {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** An app as its maker runs it: it answers the handshake, and takes webhooks. */
export interface AppHost {
  baseUrl: string;
  received: Received[];
  /** What is changed in its answer to a registration. */
  answer: Json;
  /** What it answers everything with. */
  status: number;
  stop(): Promise<void>;
}

/** The secret of the n-th registration. */
export function secretOf(registration: number): string {
  return `shop-secret-${registration}-`.padEnd(64, 'x');
}

/** Starts an app on 127.0.0.1. */
export async function startAppHost(name: string, appSecret: string): Promise<AppHost> {
  const received: Received[] = [];
  const host = { baseUrl: '', received, answer: {} as Json, status: 200 };
  let registrations = 0;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const { method = '', headers } = request;
    received.push({ method, path, query, headers, body: Buffer.concat(parts).toString() });
    const given = new URLSearchParams(query);
    if (path === '/register') registrations += 1;
    const proof = signatureOf(`${given.get('shop-id')}${given.get('shop-url')}${name}`, appSecret);
    const accepted = { proof, secret: secretOf(registrations), confirmation_url: `${host.baseUrl}/confirm` };
    response.writeHead(host.status, { 'content-type': 'application/json' });
    response.end(path === '/register' ? JSON.stringify({ ...accepted, ...host.answer }) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(host, {
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
