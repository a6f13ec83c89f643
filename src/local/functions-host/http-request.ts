import type { IncomingMessage } from 'node:http';
import type { TypedData } from './core-api.js';

/** The platform's own limit of a request body, in bytes. */
export const MAX_BODY_BYTES = 104_857_600;

/** The path of a request, percent-decoded but for `%2F`, as the platform does it; null when it cannot be decoded. */
export function decodePath(request: IncomingMessage): string | null {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  try {
    return decodeURIComponent(path.replace(/%2f/gi, '%252F'));
  } catch {
    return null;
  }
}

/** Whether the request says of itself that its body is larger than the platform's limit. */
export function declaresTooMuch(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES;
}

/** Reads a request's body; resolves to null as soon as it is larger than the platform's limit. Rejects when the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not destroy the socket: the answer is still to be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks, size);
}

/** The request as the host passes it to the programming model: repeated query names and headers joined by commas. */
export function toRequestData(request: IncomingMessage, params: Record<string, string>, body: Buffer): TypedData {
  const url = `http://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`;
  return {
    http: {
      method: request.method ?? 'GET',
      url,
      body: body.length === 0 ? null : { bytes: body },
      nullableHeaders: toNullable(headersOf(request)),
      nullableParams: toNullable(params),
      nullableQuery: toNullable(queryOf(url)),
    },
  };
}

/** What goes along with a streamed request, whose body and line the programming model reads from the connection itself. */
export function toStreamMetadata(request: IncomingMessage, params: Record<string, string>): Record<string, TypedData> {
  const metadata: Record<string, TypedData> = { Headers: { json: JSON.stringify(headersOf(request)) } };
  for (const [name, value] of Object.entries(params)) metadata[name] = { string: value };
  return metadata;
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

function queryOf(url: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URL(url).searchParams) {
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  return query;
}

function toNullable(values: Record<string, string>): Record<string, { value: string }> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}
