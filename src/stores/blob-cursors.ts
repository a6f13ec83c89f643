import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { cursor, newCursor } from '../model/cursor.js';
import { PipelineError } from '../model/errors.js';
import { hashName } from '../model/record-key.js';
import type { Clock } from '../ports/clock.js';
import type { Cursors, HeldCursor } from '../ports/cursors.js';
import {
  type BlobContainer,
  type BlobOptions,
  type BlobText,
  openBlobContainer,
  spreadName,
} from './blob-container.js';
import { requireBlob } from './blob-json.js';
import { type BlobLease, createBlobLease } from './blob-lease.js';
import { countNothing } from './count.js';

/**
 * Cursors as blobs, held by a lease of 60 s. A process that was paused may outlive its lease, so each advance is also under
 * If-Match; one that fails reads back, and finds its own text there when only the answer was lost. A request whose answer was
 * lost is not noted again: that run comes one interval later.
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
      const leaseId = randomUUID();
      const lease = createBlobLease(options.container, name, leaseId, options.count ?? countNothing);
      let state = await lease.acquire();
      if (state === 'missing') {
        await blobs.create(name, JSON.stringify(fresh(profileId, resource)));
        state = await lease.acquire();
      }
      if (state !== 'acquired') return null;
      const blob = await blobs.read(name);
      return blob && holdCursor({ blobs, name, lease, leaseId, blob });
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

interface Holding {
  blobs: BlobContainer;
  name: string;
  lease: BlobLease;
  leaseId: string;
  blob: BlobText;
}

function holdCursor({ blobs, name, lease, leaseId, blob }: Holding): HeldCursor {
  let held = requireBlob(cursor, blob.text, name);
  let etag = blob.etag;
  return {
    get cursor() {
      return held;
    },
    async advance(next) {
      const text = JSON.stringify(next);
      const written = (await blobs.replace(name, text, etag, leaseId)) ?? (await findOwn(blobs, name, text));
      if (written === null) throw new PipelineError('cursor_busy', 'The lease was lost to another run');
      held = next;
      etag = written;
    },
    renew: () => lease.renew(),
    release: () => lease.release(),
  };
}

async function findOwn(blobs: BlobContainer, name: string, text: string): Promise<string | null> {
  const blob = await blobs.read(name);
  return blob?.text === text ? blob.etag : null;
}
