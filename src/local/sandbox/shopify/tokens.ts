import { createHash } from 'node:crypto';
import type { AppCredentials } from './shop.js';

/** Gives out tokens and knows which are good. */
export interface Tokens {
  /** A new token for the app's id and secret; null where they are wrong. */
  grant(request: Readonly<Record<string, unknown>>): { access_token: string; scope: string; expires_in: number } | null;
  accepts(token: string | undefined): boolean;
}

const LIFE_S = 86_399;

/** Creates the tokens of a shop: the one of its administration, which lasts, and those of the client credentials grant, which last a day. */
export function createTokens(
  credentials: AppCredentials,
  nowMs: () => number,
  scopes: () => readonly string[],
): Tokens {
  const expiries = new Map<string, number>();
  return {
    grant: ({ grant_type, client_id, client_secret }) => {
      const { clientId, clientSecret } = credentials;
      if (grant_type !== 'client_credentials' || client_id !== clientId || client_secret !== clientSecret) return null;
      const digest = createHash('sha256').update(`${clientId} ${expiries.size} ${nowMs()}`).digest('hex');
      const token = `shpca_${digest.slice(0, 32)}`;
      expiries.set(token, nowMs() + LIFE_S * 1000);
      return { access_token: token, scope: scopes().join(','), expires_in: LIFE_S };
    },
    accepts: (token) => {
      if (token === undefined) return false;
      return token === credentials.accessToken || nowMs() < (expiries.get(token) ?? 0);
    },
  };
}
