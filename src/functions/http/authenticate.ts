import { timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from '@azure/functions';
import { hashApiKey, readApiKeyOwner } from '../../model/api-key.js';
import { PipelineError } from '../../model/errors.js';
import { type Profile, profileId } from '../../model/profile.js';
import type { Clock } from '../../ports/clock.js';
import type { Profiles } from '../../ports/profiles.js';
import type { TokenSettings } from '../../settings.js';
import { createTokenVerifier, type VerifyToken } from './token-verifier.js';

/** Who is asking. Only an administrator may be without a profile. */
export type Principal = { admin: false; profile: Profile } | { admin: true; profile: Profile | null };

/** What authentication needs: the profiles, and how tokens are checked. */
export interface AuthenticationPorts {
  profiles: Pick<Profiles, 'read'>;
  clock: Clock;
  settings: { token: TokenSettings };
}

// One verifier for each settings object, because it keeps the keys of the issuer.
const verifiers = new WeakMap<TokenSettings, VerifyToken>();

function verifierOf({ settings: { token }, clock }: AuthenticationPorts): VerifyToken {
  const known = verifiers.get(token) ?? createTokenVerifier(token, clock);
  verifiers.set(token, known);
  return known;
}

/**
 * Finds out who sends the request: by `Authorization: Bearer`, or else by `x-api-key`. Credentials in the address do not count.
 * @throws `unauthenticated`, `profile_inactive`, `keys_unavailable`
 */
export async function authenticate(
  ports: AuthenticationPorts,
  request: Pick<HttpRequest, 'headers'>,
): Promise<Principal> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) return byToken(ports, authorization);
  const key = request.headers.get('x-api-key');
  if (key !== null) return byApiKey(ports, key);
  throw unauthenticated('there is no credential');
}

/**
 * The profile that the principal acts for.
 * @throws `forbidden` when an administration token stands for no profile
 */
export function requireProfile({ profile }: Principal): Profile {
  if (profile === null) throw new PipelineError('forbidden', 'This token stands for no integration profile');
  return profile;
}

async function byToken(ports: AuthenticationPorts, authorization: string): Promise<Principal> {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated('the Authorization header is not a bearer token');
  const { subject, admin } = await verifierOf(ports)(token);
  const profile = profileId.safeParse(subject).success ? await ports.profiles.read(subject) : null;
  if (admin) return { admin, profile: profile?.active === true ? profile : null };
  return { admin, profile: requireActive(profile) };
}

async function byApiKey(ports: AuthenticationPorts, key: string): Promise<Principal> {
  const owner = readApiKeyOwner(key);
  const profile = owner === null ? null : await ports.profiles.read(owner);
  if (profile === null || !holdsKey(profile, key)) throw unauthenticated('the API key is not one of its profile');
  return { admin: false, profile: requireActive(profile) };
}

/** Compares with every key of the profile, in a time that tells nothing about any of them. */
function holdsKey(profile: Profile, key: string): boolean {
  const given = Buffer.from(hashApiKey(key));
  let held = false;
  for (const { hash } of profile.apiKeys) {
    const kept = Buffer.from(hash);
    held = (kept.length === given.length && timingSafeEqual(kept, given)) || held;
  }
  return held;
}

function requireActive(profile: Profile | null): Profile {
  if (profile === null) throw unauthenticated('there is no such profile');
  if (!profile.active)
    throw new PipelineError('profile_inactive', `The integration profile ${profile.id} is switched off`);
  return profile;
}

function unauthenticated(why: string): PipelineError {
  return new PipelineError('unauthenticated', `Not authenticated: ${why}`);
}
