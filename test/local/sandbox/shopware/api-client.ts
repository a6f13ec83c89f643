import { CREDENTIALS } from './sandbox-shop.js';

/** Values of an answer that a test looks into. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads answers by path and expects what it finds.
export type Json = any;

/** An answer with its body read. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Json;
}

/** Sends a request and reads the answer; a body that is no JSON is null as `json`. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
}

/** Asks for a token. */
export function requestToken(baseUrl: string, changes: Record<string, string> = {}): Promise<Answer> {
  const { clientId, clientSecret } = CREDENTIALS;
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, ...changes };
  const headers = { 'content-type': 'application/json' };
  return send(`${baseUrl}/api/oauth/token`, { method: 'POST', headers, body: JSON.stringify(grant) });
}

/** Calls the interface with one token. */
export interface ApiClient {
  search(entity: string, criteria: object, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
}

/** Creates a client with a fresh token that asks for plain JSON. */
export async function createApiClient(baseUrl: string): Promise<ApiClient> {
  const { json } = await requestToken(baseUrl);
  const usual = { authorization: `Bearer ${json.access_token}`, accept: 'application/json' };
  const post: ApiClient['post'] = (path, body, headers = {}) =>
    send(baseUrl + path, {
      method: 'POST',
      headers: { ...usual, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    post,
    search: (entity, criteria, headers) => post(`/api/search/${entity}`, criteria, headers),
    get: (path, headers = {}) => send(baseUrl + path, { headers: { ...usual, ...headers } }),
  };
}
