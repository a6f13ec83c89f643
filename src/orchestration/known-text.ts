import { createHash } from 'node:crypto';
import type { CacheEntry } from '../model/cache-entry.js';
import { parseDurationMs } from '../model/duration.js';
import type { Profile } from '../model/profile.js';

/** The hash of a raw payload, as cache entries keep it. */
export function hashText(raw: string): string {
  return createHash('sha256').update(raw).digest('base64url');
}

/** How old a cache entry is, and how old it may be; without one nothing is too old. */
export function cacheAge(
  cached: Pick<CacheEntry, 'cachedAt'> | null,
  profile: Pick<Profile, 'cacheMaxAge'>,
  now: Date,
): { cacheAgeMs: number; cacheMaxAgeMs: number } {
  const cachedAt = cached === null ? now.getTime() : Date.parse(cached.cachedAt);
  return { cacheAgeMs: now.getTime() - cachedAt, cacheMaxAgeMs: parseDurationMs(profile.cacheMaxAge) ?? 0 };
}

/** Whether a text was applied as it is under this mapping, and the cache entry that says so is young enough to be believed. */
export function isKnownText(
  cached: Pick<CacheEntry, 'rawHash' | 'mappingVersion' | 'cachedAt'>,
  text: { hash: string; mappingVersion: string },
  profile: Pick<Profile, 'cacheMaxAge'>,
  now: Date,
): boolean {
  if (cached.rawHash !== text.hash || cached.mappingVersion !== text.mappingVersion) return false;
  const { cacheAgeMs, cacheMaxAgeMs } = cacheAge(cached, profile, now);
  return cacheAgeMs < cacheMaxAgeMs;
}
