import { createHmac, randomBytes } from 'node:crypto';

/** The four credentials of a Magento integration. */
export interface OAuth1Credentials {
  consumerKey: string;
  consumerSecret: string;
  accessToken: string;
  accessTokenSecret: string;
}

/** A decoded parameter: name and value. */
export type Parameter = readonly [name: string, value: string];

/** Percent-encodes as RFC 5849 3.6 wants it: everything but letters, digits, `-`, `.`, `_` and `~`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The signature base string of RFC 5849 3.4.1: the method, the URL without its query, and all parameters, encoded and sorted. */
export function signatureBase(method: string, url: URL, parameters: readonly Parameter[]): string {
  const sorted = parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return [method.toUpperCase(), percentEncode(url.origin + url.pathname), percentEncode(sorted)].join('&');
}

/** The HMAC-SHA256 signature of a base string, in base64. */
export function signHmacSha256(base: string, consumerSecret: string, tokenSecret: string): string {
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  return createHmac('sha256', key).update(base).digest('base64');
}

function isFlatPair(pair: string[]): pair is [string, string] {
  return pair.length === 2;
}

// Magento splits the query at `&` and `=` itself: each `name[0][x]` is one flat name, and a pair without exactly one `=` is left out.
function queryParameters(url: URL): Parameter[] {
  return url.search
    .slice(1)
    .split('&')
    .map((pair) => pair.split('='))
    .filter(isFlatPair)
    .map(([name, value]) => [decodeQuery(name), decodeQuery(value)]);
}

function decodeQuery(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/**
 * The `Authorization` header of one request, OAuth 1.0a with HMAC-SHA256. The query is part of what is signed, and so is a port
 * that is not the scheme's own; a JSON body is not. Each call takes a fresh nonce: Magento refuses one that it has seen.
 */
export function authorizeOAuth1(
  request: { method: string; url: string },
  credentials: OAuth1Credentials,
  now: Date,
): string {
  const target = new URL(request.url);
  const own: Parameter[] = [
    ['oauth_consumer_key', credentials.consumerKey],
    ['oauth_nonce', randomBytes(16).toString('hex')],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', String(Math.floor(now.getTime() / 1_000))],
    ['oauth_token', credentials.accessToken],
    ['oauth_version', '1.0'],
  ];
  const base = signatureBase(request.method, target, [...queryParameters(target), ...own]);
  const signature = signHmacSha256(base, credentials.consumerSecret, credentials.accessTokenSecret);
  const header = [...own, ['oauth_signature', signature] as const];
  return `OAuth ${header.map(([name, value]) => `${name}="${percentEncode(value)}"`).join(',')}`;
}
