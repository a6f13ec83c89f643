import { HttpRequest, type HttpResponseInit, InvocationContext } from '@azure/functions';
import { createToken } from '../../src/cli/create-token.js';
import { type Profile, profile } from '../../src/model/profile.js';
import type { TokenSettings } from '../../src/settings.js';

/** The secret that tokens of these tests are signed with. */
export const SECRET = 'a secret of the tests, long enough for HS256';
export const token: TokenSettings = { kind: 'secret', secret: SECRET };

export const shopA: Profile = profile.parse({ id: 'shop-a', tenantId: 'acme', name: 'A', channel: 'api' });
export const shopB: Profile = profile.parse({ id: 'shop-b', tenantId: 'acme', name: 'B', channel: 'api' });

/** A bearer header of the profile, valid at the time that manual clocks start with. */
export async function bearer(profileId: string, admin = false): Promise<Record<string, string>> {
  const value = await createToken(token, { profileId, admin, expires: '12h' }, new Date('2026-11-20T10:00:00Z'));
  return { authorization: `Bearer ${value}` };
}

interface RequestParts {
  headers?: Record<string, string>;
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: string | Uint8Array;
}

export function getRequest({ headers = {}, params = {}, query = {} }: RequestParts): HttpRequest {
  return new HttpRequest({ method: 'GET', url: 'http://127.0.0.1/api/x', headers, params, query });
}

export function postRequest({ headers = {}, params = {}, query = {}, body = '' }: RequestParts): HttpRequest {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return new HttpRequest({ method: 'POST', url: 'http://127.0.0.1/api/x', headers, params, query, body: { bytes } });
}

/** An invocation that keeps what is logged. */
export function createContext(triggerMetadata: Record<string, string> = {}): InvocationContext & { lines: string[] } {
  const lines: string[] = [];
  const context = new InvocationContext({
    functionName: 'test',
    invocationId: 'invocation-1',
    logHandler: (_level, ...parts) => {
      lines.push(parts.map(String).join(' '));
    },
    triggerMetadata,
  });
  return Object.assign(context, { lines });
}

/** The JSON of an answer. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever the answer holds
export function bodyOf(response: HttpResponseInit): any {
  return JSON.parse(String(response.body));
}
