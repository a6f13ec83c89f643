import { isDeepStrictEqual } from 'node:util';
import { cursor, newCursor } from '../model/cursor.js';
import { hashName } from '../model/record-key.js';
import type { Clock } from '../ports/clock.js';
import type { Cursors } from '../ports/cursors.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { requireBlob } from './blob-json.js';
import { holdBlob } from './hold-blob.js';

/**
 * Cursors as blobs, held by a lease of 60 s. A request whose answer was lost is not noted again: that run comes one interval
 * later.
 */
export function createBlobCursors({ clock, ...options }: BlobOptions & { clock: Pick<Clock, 'now'> }): Cursors {
  const blobs = openBlobContainer(options);
  const nameOf = (profileId: string, resource: string) => spreadName(hashName(JSON.stringify([profileId, resource])));
  const fresh = (profileId: string, resource: string) => newCursor(profileId, resource, clock.now());

  return {
    async read(profileId, resource) {
      const name = nameOf(profileId, resource);
      const blob = await blobs.read(name);
      return blob && requireBlob(cursor, blob.text, name);
    },
    async hold(profileId, resource) {
      const name = nameOf(profileId, resource);
      const held = await holdBlob(options, name, cursor, () => fresh(profileId, resource));
      return (
        held && {
          get cursor() {
            return held.value;
          },
          advance: (next) => held.write(next),
          renew: () => held.renew(),
          release: () => held.release(),
        }
      );
    },
    async markRequested(profileId, resource, requestedAt, seen) {
      const name = nameOf(profileId, resource);
      const blob = await blobs.read(name);
      const stored = blob && requireBlob(cursor, blob.text, name);
      if (!isDeepStrictEqual(stored, seen)) return false;
      const text = JSON.stringify({ ...(stored ?? fresh(profileId, resource)), requestedAt });
      // A blob under lease refuses every write without the lease, just as it refuses one with an old ETag.
      const written = blob ? await blobs.replace(name, text, blob.etag) : await blobs.create(name, text);
      return written !== null;
    },
  };
}
