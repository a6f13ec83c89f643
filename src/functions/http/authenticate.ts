import { timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from '@azure/functions';
import { hashApiKey, readApiKeyOwner } from '../../model/api-key.js';
import { PipelineError } from '../../model/errors.js';
import { type Profile, profileId } from '../../model/profile.js';
import type { Clock } from '../../ports/clock.js';
import type { Profiles } from '../../ports/profiles.js';
import type { TokenSettings } from '../../settings.js';
import { createTokenVerifier, type VerifyToken } from './token-verifier.js';

/** Who is asking, and by what name an edit of theirs is logged. Only an administrator may be without a profile. */
export type Principal = { name: string } & (
  | { admin: false; profile: Profile }
  | { admin: true; profile: Profile | null }
);

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
  const { subject, name, admin } = await verifierOf(ports)(token);
  const profile = profileId.safeParse(subject).success ? await ports.profiles.read(subject) : null;
  if (admin) return { name, admin, profile: profile?.active === true ? profile : null };
  return { name, admin, profile: requireActive(profile) };
}

async function byApiKey(ports: AuthenticationPorts, key: string): Promise<Principal> {
  const owner = readApiKeyOwner(key);
  const profile = owner === null ? null : await ports.profiles.read(owner);
  const keyId = profile === null ? null : findKey(profile, key);
  if (profile === null || keyId === null) throw unauthenticated('the API key is not one of its profile');
  return { name: `API key ${keyId}`, admin: false, profile: requireActive(profile) };
}

/** The id of the key; null when it is none of the profile's. Compares with all, in a time that tells nothing about any of them. */
function findKey(profile: Profile, key: string): string | null {
  const given = Buffer.from(hashApiKey(key));
  let found: string | null = null;
  for (const { id, hash } of profile.apiKeys) {
    const kept = Buffer.from(hash);
    if (kept.length === given.length && timingSafeEqual(kept, given)) found = id;
  }
  return found;
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
