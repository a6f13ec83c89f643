import type { Profile } from '../../src/model/profile.js';
import type { Clock } from '../../src/ports/clock.js';
import type { Profiles } from '../../src/ports/profiles.js';
import { clone } from './clone.js';
import { createManualClock } from './manual-clock.js';

/** Profiles in memory, with some to begin with. */
export function createMemoryProfiles(
  initial: readonly Profile[] = [],
  clock: Pick<Clock, 'now'> = createManualClock(),
): Profiles {
  let writes = 0;
  const store = (profile: Profile) => {
    writes += 1;
    return { profile: clone(profile), storedAt: clock.now(), etag: `"${writes}"` };
  };
  const profiles = new Map(initial.map((profile) => [profile.id, store(profile)]));
  return {
    async read(profileId) {
      return clone(profiles.get(profileId)?.profile ?? null);
    },
    forget: () => {},
    async *list() {
      yield* clone([...profiles.values()].map(({ profile }) => profile));
    },
    async put(profile) {
      profiles.set(profile.id, store(profile));
    },
    async readStored(profileId) {
      const stored = profiles.get(profileId);
      return stored ? { ...stored, profile: clone(stored.profile) } : null;
    },
    async replace(profile, etag) {
      if (profiles.get(profile.id)?.etag !== etag) return 'moved';
      profiles.set(profile.id, store(profile));
      return 'written';
    },
  };
}
