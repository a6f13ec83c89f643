import type { Profile } from '../model/profile.js';

/** A profile with when it was stored last, and the ETag that a conditional write needs. */
export interface StoredProfile {
  profile: Profile;
  storedAt: Date;
  etag: string;
}

/** The integration profiles, one blob each. */
export interface Profiles {
  /** The profile, possibly from memory (60 s); null when there is none. */
  read(profileId: string): Promise<Profile | null>;
  /** Has the next read ask the store, for work that is rare and must see what was put a moment ago. */
  forget(profileId: string): void;
  list(): AsyncIterable<Profile>;
  put(profile: Profile): Promise<void>;
  /** The profile as it is stored now, when it was stored, and the ETag for `replace`; null when there is none. */
  readStored(profileId: string): Promise<StoredProfile | null>;
  /** Writes the profile if the ETag still holds; `moved` when somebody else was first. */
  replace(profile: Profile, etag: string): Promise<'written' | 'moved'>;
}
