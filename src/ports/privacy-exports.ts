/** The documents of what is held of people, as text, each under the id of its privacy request. */
export interface PrivacyExports {
  put(profileId: string, id: string, text: string): Promise<void>;
  read(profileId: string, id: string): Promise<string | null>;
  /** Deletes the document; one that is gone already is fine. */
  delete(profileId: string, id: string): Promise<void>;
  /** Those of a profile, or all. */
  list(profileId?: string): AsyncIterable<{ profileId: string; id: string; createdAt: Date }>;
}
