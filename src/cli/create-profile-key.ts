import { randomBytes } from 'node:crypto';
import { formatApiKey, hashApiKey } from '../model/api-key.js';
import { PipelineError } from '../model/errors.js';
import { profile as profileSchema } from '../model/profile.js';
import type { Profiles } from '../ports/profiles.js';

/**
 * Creates an API key of the profile and gives it; only its hash is stored, so nobody can give it again.
 * @throws `profile_unknown`, `profile_invalid` when the profile has as many keys as it may have
 */
export async function createProfileKey(profiles: Profiles, profileId: string): Promise<string> {
  const profile = await profiles.read(profileId);
  if (profile === null) throw new PipelineError('profile_unknown', `There is no profile ${JSON.stringify(profileId)}`);
  const key = formatApiKey(profile.id, randomBytes(32).toString('base64url'));
  const apiKeys = [...profile.apiKeys, { id: randomBytes(6).toString('hex'), hash: hashApiKey(key) }];
  if (!profileSchema.safeParse({ ...profile, apiKeys }).success) {
    throw new PipelineError('profile_invalid', `The profile ${profile.id} has too many keys; remove one from its file`);
  }
  await profiles.put({ ...profile, apiKeys });
  return key;
}
