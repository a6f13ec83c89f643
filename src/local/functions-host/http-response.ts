import type { ServerResponse } from 'node:http';
import type { RpcCookie, RpcHttp, TypedData } from './core-api.js';

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'content-length', 'transfer-encoding', 'trailer', 'upgrade']);
const SAME_SITE = { lax: 'Lax', strict: 'Strict', explicitNone: 'None' };

/** Ends a response without a body. */
export function sendStatus(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-length': '0', ...headers }).end();
}

/** Sends what a function returned; a function that returned nothing answers 204, as on the platform. */
export function sendResult(response: ServerResponse, result: TypedData | null | undefined): void {
  const http = result?.http;
  if (http === undefined) sendStatus(response, 204);
  else sendHttp(response, http);
}

function sendHttp(response: ServerResponse, http: RpcHttp): void {
  const status = Number(http.statusCode ?? 200);
  for (const [name, value] of Object.entries(http.headers ?? {})) {
    if (!HOP_BY_HOP.has(name)) response.setHeader(name, value);
  }
  for (const cookie of http.cookies ?? []) response.appendHeader('set-cookie', toSetCookie(cookie));
  const body = toBytes(http.body);
  if (status !== 204 && status !== 304) response.setHeader('content-length', body.length);
  response.writeHead(status).end(body);
}

function toBytes(body: RpcHttp['body']): Uint8Array {
  return body?.bytes ?? Buffer.from(body?.string ?? body?.json ?? '');
}

function toSetCookie(cookie: RpcCookie): string {
  const parts = [`${cookie.name}=${encodeURIComponent(cookie.value)}`];
  if (cookie.domain) parts.push(`Domain=${cookie.domain.value}`);
  if (cookie.path) parts.push(`Path=${cookie.path.value}`);
  if (cookie.expires) parts.push(`Expires=${new Date(cookie.expires.value.seconds * 1_000).toUTCString()}`);
  if (cookie.maxAge) parts.push(`Max-Age=${cookie.maxAge.value}`);
  if (cookie.secure?.value) parts.push('Secure');
  if (cookie.httpOnly?.value) parts.push('HttpOnly');
  if (cookie.sameSite && cookie.sameSite !== 'none') parts.push(`SameSite=${SAME_SITE[cookie.sameSite]}`);
  return parts.join('; ');
}
