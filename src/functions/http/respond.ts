import type { HttpResponseInit } from '@azure/functions';

/** What every answer carries: records are personal data, so nothing on the way may keep or guess at them. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

/** An answer in JSON. */
export function respond(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponseInit {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...SAFE_HEADERS, ...headers },
    body: JSON.stringify(body),
  };
}

/** A strong ETag (RFC 9110, 8.8.3), whatever quotes the store puts around its own. */
export function toStrongEtag(storeEtag: string): string {
  return `"${storeEtag.replace(/^W\//, '').replaceAll('"', '')}"`;
}

/** Whether an If-Match header names the ETag; strong comparison, as RFC 9110, 13.1.1 says, so a weak one never does. */
export function meetsIfMatch(ifMatch: string, etag: string): boolean {
  const named = ifMatch.split(',').map((one) => one.trim());
  return named.includes('*') || named.includes(etag);
}

/** Whether an If-None-Match header names the ETag; weak comparison, as RFC 9110, 13.1.2 says. */
export function matchesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const named = ifNoneMatch.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return named.includes('*') || named.includes(etag);
}
