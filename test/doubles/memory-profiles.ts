import type { Profile } from '../../src/model/profile.js';
import type { Profiles } from '../../src/ports/profiles.js';
import { clone } from './clone.js';

/** Profiles in memory, with some to begin with. */
export function createMemoryProfiles(initial: readonly Profile[] = []): Profiles {
  const profiles = new Map(initial.map((profile) => [profile.id, clone(profile)]));
  return {
    async read(profileId) {
      return clone(profiles.get(profileId) ?? null);
    },
    forget: () => {},
    async *list() {
      yield* clone([...profiles.values()]);
    },
    async put(profile) {
      profiles.set(profile.id, clone(profile));
    },
  };
}
