import type { JsonObject } from '../../kit/json-object.js';
import { hexId } from '../hex-id.js';
import type { IntegrationCredentials } from '../shop.js';
import { expiredToken } from './http-answer.js';
import { authThrottled, oauthError } from './shopware-error.js';

/** Gives out access tokens and checks them. */
export interface AccessTokens {
  /** Answers a request for a token. Throws a ShopwareError: 400, 401, 429. */
  grant(request: JsonObject): JsonObject;
  /** Lets a request pass or throws a 401. */
  check(authorization: string | undefined): void;
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
  credentials: IntegrationCredentials,
  installation: { nowMs(): number; successForgivesTries(): boolean },
): AccessTokens {
  const expiries = new Map<string, number>();
  let tries: number[] = [];
  let issued = 0;
  return {
    grant: (request) => {
      const nowMs = installation.nowMs();
      tries = tries.filter((atMs) => nowMs - atMs < 60_000);
      checkTries(tries, nowMs);
      tries.push(nowMs);
      checkRequest(request, credentials);
      if (installation.successForgivesTries()) tries = [];
      issued += 1;
      const token = `eyJ0eXAiOiJKV1QifQ.${hexId('token', issued, nowMs)}`;
      expiries.set(token, nowMs + TOKEN_LIFETIME_S * 1000);
      return { token_type: 'Bearer', expires_in: TOKEN_LIFETIME_S, access_token: token };
    },
    check: (authorization) => {
      if (authorization === undefined) throw expiredToken('Missing "Authorization" header');
      const expiresAt = expiries.get(authorization.replace(/^Bearer /, '')) ?? 0;
      if (installation.nowMs() >= expiresAt) throw expiredToken();
    },
    revoke: () => expiries.clear(),
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

function checkRequest(request: JsonObject, { clientId, clientSecret }: IntegrationCredentials): void {
  if (request.grant_type !== 'client_credentials') {
    const title = 'The authorization grant type is not supported by the authorization server.';
    throw oauthError(400, 2, title, 'Check that all required parameters have been provided');
  }
  if (request.client_id !== clientId || request.client_secret !== clientSecret) {
    throw oauthError(401, 4, 'Client authentication failed', null);
  }
}
