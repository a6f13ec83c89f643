import type { JsonObject } from '../../kit/json-object.js';
import { hexId } from '../hex-id.js';
import type { Integration } from '../shop.js';
import { expiredToken } from './http-answer.js';
import { authThrottled, oauthError } from './shopware-error.js';

/** Gives out access tokens and checks them. */
export interface AccessTokens {
  /** Answers a request for a token. Throws a ShopwareError: 400, 401, 429. */
  grant(request: JsonObject): JsonObject;
  /** Gives the integration whose token it is, or throws a 401; a deleted integration has none. */
  check(authorization: string | undefined): Integration;
  /** Ends every token at once, as a changed secret does. */
  revoke(): void;
}

/** How long a token is good for. */
export const TOKEN_LIFETIME_S = 600;

/** The tries that are free within the last so many seconds. */
const LIMITS = [
  { tries: 10, withinS: 10 },
  { tries: 15, withinS: 30 },
  { tries: 20, withinS: 60 },
];

/** Creates the token endpoint of a shop: client credentials, tokens for 600 s, and a limit on the tries. */
export function createAccessTokens(
  integrations: ReadonlyMap<string, Integration>,
  installation: { nowMs(): number; successForgivesTries(): boolean },
): AccessTokens {
  const given = new Map<string, { expiresAt: number; clientId: string }>();
  let tries: number[] = [];
  let issued = 0;
  return {
    grant: (request) => {
      const nowMs = installation.nowMs();
      tries = tries.filter((atMs) => nowMs - atMs < 60_000);
      checkTries(tries, nowMs);
      tries.push(nowMs);
      const { clientId } = findIntegration(request, integrations);
      if (installation.successForgivesTries()) tries = [];
      issued += 1;
      const token = `eyJ0eXAiOiJKV1QifQ.${hexId('token', issued, nowMs)}`;
      given.set(token, { expiresAt: nowMs + TOKEN_LIFETIME_S * 1000, clientId });
      return { token_type: 'Bearer', expires_in: TOKEN_LIFETIME_S, access_token: token };
    },
    check: (authorization) => {
      if (authorization === undefined) throw expiredToken('Missing "Authorization" header');
      const { expiresAt = 0, clientId = '' } = given.get(authorization.replace(/^Bearer /, '')) ?? {};
      const integration = integrations.get(clientId);
      if (installation.nowMs() >= expiresAt || integration === undefined) throw expiredToken();
      return integration;
    },
    revoke: () => given.clear(),
  };
}

function checkTries(tries: readonly number[], nowMs: number): void {
  const waits = LIMITS.map(({ tries: free, withinS }) => {
    const recent = tries.filter((atMs) => nowMs - atMs < withinS * 1000);
    const oldest = recent.at(-free);
    return oldest === undefined ? 0 : Math.ceil((oldest + withinS * 1000 - nowMs) / 1000);
  });
  const wait = Math.max(...waits);
  if (wait > 0) throw authThrottled(wait);
}

function findIntegration(request: JsonObject, integrations: ReadonlyMap<string, Integration>): Integration {
  if (request.grant_type !== 'client_credentials') {
    const title = 'The authorization grant type is not supported by the authorization server.';
    throw oauthError(400, 2, title, 'Check that all required parameters have been provided');
  }
  const integration = integrations.get(String(request.client_id));
  if (integration === undefined || request.client_secret !== integration.clientSecret) {
    throw oauthError(401, 4, 'Client authentication failed', null);
  }
  return integration;
}
