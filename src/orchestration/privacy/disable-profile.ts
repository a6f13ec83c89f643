import type { Profile } from '../../model/profile.js';
import type { Profiles } from '../../ports/profiles.js';

const MAX_ROUNDS = 8;

/** What became of it: `late` = a person has stored the profile since, so the source was connected again. */
export type Disabled = 'disabled' | 'off-already' | 'late' | 'unknown';

/**
 * Switches a profile off because its source says that it is left, unless it was stored after that. Doing it twice is the same as
 * once.
 * @throws `profile_unreadable`, and what blob storage throws
 */
export async function disableProfile(
  profiles: Pick<Profiles, 'readStored' | 'replace'>,
  profileId: string,
  deactivated: NonNullable<Profile['deactivated']>,
): Promise<Disabled> {
  let last: Disabled = 'unknown';
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const stored = await profiles.readStored(profileId);
    if (stored === null) return 'unknown';
    if (!stored.profile.active) return 'off-already';
    if (stored.storedAt.getTime() > Date.parse(deactivated.at)) return 'late';
    const off = { ...stored.profile, active: false, deactivated };
    if ((await profiles.replace(off, stored.etag)) === 'written') return 'disabled';
    // Somebody stores it right now, which will be later than the command.
    last = 'late';
  }
  return last;
}
