import type { Credentials, HandedOver } from '../../src/ports/credentials.js';
import { clone } from './clone.js';

/** What was handed over, in memory. */
export function createMemoryCredentials(): Credentials {
  const kept = new Map<string, { handedOver: HandedOver; etag: string }>();
  let writes = 0;
  return {
    async read(profileId) {
      return clone(kept.get(profileId) ?? null);
    },
    async write(profileId, handedOver, etag) {
      if ((kept.get(profileId)?.etag ?? null) !== etag) return 'moved';
      writes += 1;
      kept.set(profileId, clone({ handedOver, etag: `"${writes}"` }));
      return 'written';
    },
  };
}
