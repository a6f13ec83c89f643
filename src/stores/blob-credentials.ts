import { z } from 'zod';
import { hashName } from '../model/record-key.js';
import type { Credentials, HandedOver } from '../ports/credentials.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { requireBlob } from './blob-json.js';

const storedOf: z.ZodType<HandedOver & { profileId: string }> = z.object({
  profileId: z.string(),
  secrets: z.record(z.string(), z.string()),
  registeredAt: z.string(),
});

/**
 * What was handed over as one blob a profile, so that no key ever meets another one's secret. A write that finds another blob reads it
 * back: the same text is its own, whose answer was lost.
 */
export function createBlobCredentials(options: BlobOptions): Credentials {
  const blobs = openBlobContainer(options);
  const nameOf = (profileId: string) => spreadName(hashName(profileId));
  return {
    async read(profileId) {
      const name = nameOf(profileId);
      const blob = await blobs.read(name);
      if (blob === null) return null;
      const { secrets, registeredAt } = requireBlob(storedOf, blob.text, name);
      return { handedOver: { secrets, registeredAt }, etag: blob.etag };
    },
    async write(profileId, { secrets, registeredAt }, etag) {
      const name = nameOf(profileId);
      const text = JSON.stringify({ profileId, secrets, registeredAt });
      const written = etag === null ? await blobs.create(name, text) : await blobs.replace(name, text, etag);
      return written !== null || (await blobs.read(name))?.text === text ? 'written' : 'moved';
    },
  };
}
