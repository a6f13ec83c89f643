import { createHash } from 'node:crypto';
import { profileId } from './profile.js';

/** The SHA-256 of an API key, base64url: the only thing of a key that is kept. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('base64url');
}

/** An API key: the profile's id, a point, and the secret. */
export function formatApiKey(owner: string, secret: string): string {
  return `${owner}.${secret}`;
}

/** The profile that an API key claims to belong to; null for any text that is not a key. */
export function readApiKeyOwner(key: string): string | null {
  const point = key.indexOf('.');
  const owner = profileId.safeParse(key.slice(0, Math.max(point, 0)));
  return owner.success && key.length > point + 1 ? owner.data : null;
}
