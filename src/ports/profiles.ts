import type { Profile } from '../model/profile.js';

/** The integration profiles, one blob each. */
export interface Profiles {
  /** The profile, possibly from memory (60 s); null when there is none. */
  read(profileId: string): Promise<Profile | null>;
  /** Has the next read ask the store, for work that is rare and must see what was put a moment ago. */
  forget(profileId: string): void;
  list(): AsyncIterable<Profile>;
  put(profile: Profile): Promise<void>;
}
