import { PipelineError } from '../model/errors.js';
import { type Profile, profile } from '../model/profile.js';
import { hashName } from '../model/record-key.js';
import type { Clock } from '../ports/clock.js';
import type { Profiles } from '../ports/profiles.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { parseBlob } from './blob-json.js';

const KEEP_MS = 60_000;

/** Profiles as blobs, each kept in memory for 60 s after it was read; this process's own put is seen at once. */
export function createBlobProfiles({ clock, ...options }: BlobOptions & { clock: Pick<Clock, 'now'> }): Profiles {
  const blobs = openBlobContainer(options);
  const kept = new Map<string, { profile: Promise<Profile | null>; until: number }>();

  async function load(profileId: string): Promise<Profile | null> {
    const name = spreadName(hashName(profileId));
    const blob = await blobs.read(name);
    return blob && requireProfile(blob.text, name);
  }

  return {
    async read(profileId) {
      const now = clock.now().getTime();
      const known = kept.get(profileId);
      if (known && known.until > now) return known.profile;
      const loading = { profile: load(profileId), until: now + KEEP_MS };
      kept.set(profileId, loading);
      // A failure is not kept, and neither is an absence: ids that nobody has would fill the memory.
      const forget = () => {
        if (kept.get(profileId) === loading) kept.delete(profileId);
      };
      loading.profile.then((found) => found ?? forget(), forget);
      return loading.profile;
    },
    forget(profileId) {
      kept.delete(profileId);
    },
    async *list() {
      let failure: unknown;
      for await (const { name } of blobs.list()) {
        const blob = await blobs.read(name);
        if (blob === null) continue;
        const found = parseBlob(profile, blob.text);
        if (found) yield found;
        else failure ??= invalid(name);
      }
      // One unreadable blob must not hide the profiles after it, nor stay hidden itself.
      if (failure !== undefined) throw failure;
    },
    async put(one) {
      await blobs.put(spreadName(hashName(one.id)), JSON.stringify(one));
      kept.delete(one.id);
    },
    async readStored(profileId) {
      const name = spreadName(hashName(profileId));
      const blob = await blobs.read(name);
      return blob && { profile: requireProfile(blob.text, name), storedAt: blob.writtenAt, etag: blob.etag };
    },
    async replace(one, etag) {
      const written = await blobs.replace(spreadName(hashName(one.id)), JSON.stringify(one), etag);
      kept.delete(one.id);
      return written === null ? 'moved' : 'written';
    },
  };
}

function requireProfile(text: string, name: string): Profile {
  const found = parseBlob(profile, text);
  if (found === null) throw invalid(name);
  return found;
}

function invalid(name: string): PipelineError {
  return new PipelineError('profile_unreadable', `The blob ${name} does not hold a valid profile`);
}
