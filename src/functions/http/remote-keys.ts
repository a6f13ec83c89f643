import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { PipelineError } from '../../model/errors.js';
import type { Clock } from '../../ports/clock.js';

/** Whose keys are wanted; without `jwksUri` their address is discovered. */
export interface KeyIssuer {
  issuer: string;
  jwksUri: string | null;
}

const FRESH_MS = 10 * 60_000;
// Keys that could not be read again are trusted this long; then every token is refused with 503.
const LAST_MS = 60 * 60_000;
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;
const MAX_CHARACTERS = 500_000;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

interface Keys {
  find: JWTVerifyGetKey;
  readAt: number;
}

/**
 * Finds the key of a token among the published keys of its issuer. They are kept for ten minutes; a key id that is not among
 * them makes them be read again, at most once in 30 s, so that a flood of invented ids costs nothing.
 * @throws `keys_unavailable` from the function it gives, when there are no keys that may still be trusted
 */
export function createRemoteKeys(issuer: KeyIssuer, clock: Pick<Clock, 'now'>): JWTVerifyGetKey {
  let keys: Keys | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const refresh = async (): Promise<void> => {
    if (reading === null && clock.now().getTime() - triedAt < COOLDOWN_MS) return;
    reading ??= readKeys(issuer)
      .then((find) => {
        keys = { find, readAt: clock.now().getTime() };
      })
      .finally(() => {
        triedAt = clock.now().getTime();
        reading = null;
      });
    // Older keys, while there are any, stand in for those that cannot be read now.
    await reading.catch((error: unknown) => {
      if (keys === null) throw error;
    });
  };

  const trusted = async (): Promise<Keys> => {
    const age = () => clock.now().getTime() - (keys?.readAt ?? Number.NEGATIVE_INFINITY);
    if (age() >= FRESH_MS) await refresh();
    if (keys === null || age() >= LAST_MS) throw unavailable();
    return keys;
  };

  return async (header, token) => {
    const known = await trusted();
    try {
      return await known.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return (await trusted()).find(header, token);
    }
  };
}

async function readKeys({ issuer, jwksUri }: KeyIssuer): Promise<JWTVerifyGetKey> {
  try {
    const answer = await fetchJson(jwksUri ?? (await discoverKeys(issuer)));
    if (answer === null) throw new Error('there are no keys at their address');
    return createLocalJWKSet(keySet.parse(answer));
  } catch (error) {
    throw unavailable(error);
  }
}

/** The address of the issuer's keys, by its OpenID configuration, or where there is none, the customary one. */
async function discoverKeys(issuer: string): Promise<string> {
  const base = issuer.replace(/\/$/, '');
  const answer = await fetchJson(`${base}/.well-known/openid-configuration`);
  if (answer === null) return `${base}/.well-known/jwks.json`;
  const found = discovery.parse(answer);
  if (found.issuer !== issuer) throw new Error('the OpenID configuration is of another issuer');
  if (new URL(found.jwks_uri).protocol !== new URL(issuer).protocol)
    throw new Error('the keys are not at an https address');
  return found.jwks_uri;
}

/** The JSON at the address; null when there is nothing (404). */
async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (response.status === 404) return null;
  if (!response.ok || text.length > MAX_CHARACTERS) throw new Error(`the issuer answered ${response.status}`);
  return JSON.parse(text) as unknown;
}

function unavailable(cause?: unknown): PipelineError {
  return new PipelineError('keys_unavailable', 'The keys of the token issuer cannot be read', {
    cause,
    retryAfterSeconds: COOLDOWN_MS / 1_000,
  });
}
