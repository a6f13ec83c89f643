import { errors, type JWTPayload, jwtVerify } from 'jose';
import { PipelineError } from '../../model/errors.js';
import type { Clock } from '../../ports/clock.js';
import type { TokenSettings } from '../../settings.js';
import { createRemoteKeys } from './remote-keys.js';

/** What a valid token says: whose it is, and whether it is one for administration. */
export interface TokenIdentity {
  subject: string;
  /** Who it was given to, as the issuer says; else the subject. */
  name: string;
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
  const { sub, role, roles, name, preferred_username } = claims;
  if (typeof sub !== 'string' || sub === '') throw refused('no subject');
  const admin = role === 'admin' || (Array.isArray(roles) && roles.includes('admin'));
  return { subject: sub, name: nameOf(name) ?? nameOf(preferred_username) ?? sub, admin };
}

const MAX_NAME = 200;

function nameOf(claim: unknown): string | null {
  const isName = typeof claim === 'string' && claim.trim() !== '' && claim.isWellFormed();
  return isName ? claim.trim().slice(0, MAX_NAME) : null;
}

function refused(why: string): PipelineError {
  return new PipelineError('unauthenticated', `The token is not valid: ${why}`);
}
