import type { Profile } from '../model/profile.js';

/** The integration profiles, one blob each. */
export interface Profiles {
  /** The profile, possibly from memory (60 s); null when there is none. */
  read(profileId: string): Promise<Profile | null>;
  list(): AsyncIterable<Profile>;
  put(profile: Profile): Promise<void>;
}
