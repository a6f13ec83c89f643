import { errors, type JWTPayload, jwtVerify } from 'jose';
import { PipelineError } from '../../model/errors.js';
import type { Clock } from '../../ports/clock.js';
import type { TokenSettings } from '../../settings.js';
import { createRemoteKeys } from './remote-keys.js';

/** What a valid token says: whose it is, and whether it is one for administration. */
export interface TokenIdentity {
  subject: string;
  admin: boolean;
}

/**
 * Checks a bearer token: its signature, algorithm, times and, with an issuer, its issuer and audience.
 * @throws `unauthenticated`, `keys_unavailable`
 */
export type VerifyToken = (token: string) => Promise<TokenIdentity>;

const TOLERANCE_SECONDS = 60;

/** Builds the check of tokens that the settings ask for. A token without an expiry or a subject is never valid. */
export function createTokenVerifier(settings: TokenSettings, clock: Pick<Clock, 'now'>): VerifyToken {
  const verify = settings.kind === 'secret' ? bySecret(settings.secret) : byIssuer(settings, clock);
  return async (token) => {
    try {
      return toIdentity(await verify(token, clock.now()));
    } catch (error) {
      if (error instanceof errors.JOSEError) throw refused(error.code);
      throw error;
    }
  };
}

type Verify = (token: string, now: Date) => Promise<JWTPayload>;

function bySecret(secret: string): Verify {
  const key = new TextEncoder().encode(secret);
  return async (token, now) => {
    const { payload } = await jwtVerify(token, key, { ...common(now), algorithms: ['HS256'] });
    return payload;
  };
}

function byIssuer(settings: Extract<TokenSettings, { kind: 'issuer' }>, clock: Pick<Clock, 'now'>): Verify {
  const findKey = createRemoteKeys(settings, clock);
  const { issuer, audience } = settings;
  return async (token, now) => {
    const { payload } = await jwtVerify(token, findKey, {
      ...common(now),
      issuer,
      audience,
      algorithms: ['RS256', 'ES256'],
    });
    return payload;
  };
}

function common(now: Date) {
  return { currentDate: now, clockTolerance: TOLERANCE_SECONDS, requiredClaims: ['sub', 'exp'] };
}

function toIdentity(claims: JWTPayload): TokenIdentity {
  const { sub, role, roles } = claims;
  if (typeof sub !== 'string' || sub === '') throw refused('no subject');
  return { subject: sub, admin: role === 'admin' || (Array.isArray(roles) && roles.includes('admin')) };
}

function refused(why: string): PipelineError {
  return new PipelineError('unauthenticated', `The token is not valid: ${why}`);
}
