import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it was signed: what the client called, before any routing. */
export interface SignedRequest {
  method: string;
  /** The Host header, with or without a port. */
  host: string;
  path: string;
  /** Raw, without the question mark. */
  query: string;
}

/** Reads the parameters of an `Authorization: OAuth …` header; null if it is another scheme. */
export function parseOAuthHeader(header: string): Map<string, string> | null {
  const start = /^\s*oauth\s+/i.exec(header);
  if (start === null) return null;
  const parameters = new Map<string, string>();
  for (const part of header.slice(start[0].length).split(',')) {
    const [name, value] = splitOnce(part.trim());
    if (value === null || !name.startsWith('oauth_')) continue;
    parameters.set(decodePercent(name), decodePercent(value.replace(/^"|"$/g, '')));
  }
  return parameters;
}

/**
 * Whether an HMAC-SHA256 signature fits. RFC 5849, 3.4.1: method, address and sorted parameters, each percent-encoded.
 * A query key such as `searchCriteria[page_size]` is one flat parameter; a part of the query with no or a second `=` is
 * not signed. The address may have been signed with or without its port.
 */
export function isSignatureValid(
  request: SignedRequest,
  oauth: ReadonlyMap<string, string>,
  secrets: { consumerSecret: string; tokenSecret: string },
): boolean {
  const given = Buffer.from(oauth.get('oauth_signature') ?? '');
  const key = `${encodePercent(secrets.consumerSecret)}&${encodePercent(secrets.tokenSecret)}`;
  const parameters = normalizeParameters(request.query, oauth);
  const hosts = [request.host, request.host.replace(/:\d+$/, '')];
  return hosts.some((host) => {
    const address = `http://${host.toLowerCase()}${request.path}`;
    const base = [request.method.toUpperCase(), encodePercent(address), encodePercent(parameters)].join('&');
    const expected = Buffer.from(createHmac('sha256', key).update(base).digest('base64'));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function normalizeParameters(query: string, oauth: ReadonlyMap<string, string>): string {
  const parameters = new Map<string, string>();
  for (const [name, value] of oauth) if (name !== 'oauth_signature') parameters.set(name, value);
  for (const part of query.split('&')) {
    const pieces = part.split('=');
    if (pieces.length !== 2 || pieces[0] === undefined || pieces[1] === undefined) continue;
    parameters.set(decodeForm(pieces[0]), decodeForm(pieces[1]));
  }
  return [...parameters]
    .map(([name, value]): [string, string] => [encodePercent(name), encodePercent(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** RFC 3986 encoding: unlike the built-in function, also of ! ' ( ) and *. */
function encodePercent(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decodeForm(value: string): string {
  return decodePercent(value.replaceAll('+', ' '));
}

function decodePercent(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function splitOnce(part: string): [string, string | null] {
  const at = part.indexOf('=');
  return at < 0 ? [part, null] : [part.slice(0, at), part.slice(at + 1)];
}
