import { createHmac } from 'node:crypto';
import type { IntegrationCredentials } from '../../../../src/local/sandbox/magento/shop.js';

let nonces = 0;

/** What a test may get wrong on purpose. */
export interface SigningChanges {
  nonce?: string;
  timestampS?: number;
  method?: string;
  version?: string;
  leaveOut?: string;
  signPort?: boolean;
}

/** The OAuth header for a GET of the address (or what `verb` says), signed for the present second; a JSON body is not signed. */
export function oauthHeader(
  address: string,
  credentials: IntegrationCredentials,
  changes: SigningChanges = {},
  verb = 'GET',
): string {
  nonces += 1;
  const url = new URL(address);
  const oauth: Record<string, string> = {
    oauth_consumer_key: credentials.consumerKey,
    oauth_nonce: changes.nonce ?? `nonce-${nonces}`,
    oauth_signature_method: changes.method ?? 'HMAC-SHA256',
    oauth_timestamp: String(changes.timestampS ?? Math.floor(Date.now() / 1000)),
    oauth_token: credentials.accessToken,
    oauth_version: changes.version ?? '1.0',
  };
  const pairs = [...Object.entries(oauth), ...url.searchParams].map(([name, value]) => [strict(name), strict(value)]);
  const parameters = pairs
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  const host = changes.signPort === false ? url.hostname : url.host;
  const base = [verb, strict(`${url.protocol}//${host}${url.pathname}`), strict(parameters)].join('&');
  const key = `${strict(credentials.consumerSecret)}&${strict(credentials.accessTokenSecret)}`;
  oauth.oauth_signature = createHmac('sha256', key).update(base).digest('base64');
  if (changes.leaveOut !== undefined) delete oauth[changes.leaveOut];
  const shown = Object.entries(oauth).map(([name, value]) => `${name}="${strict(value)}"`);
  return `OAuth ${shown.join(',')}`;
}

/** GETs an address with a fresh signature. */
export function signedGet(
  address: string,
  credentials: IntegrationCredentials,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(address, { headers: { authorization: oauthHeader(address, credentials), ...headers } });
}

/** POSTs a value as JSON with a fresh signature. */
export function signedPost(
  address: string,
  credentials: IntegrationCredentials,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const authorization = oauthHeader(address, credentials, {}, 'POST');
  return fetch(address, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization, ...headers },
  });
}

function strict(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
