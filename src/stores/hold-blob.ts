import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { PipelineError } from '../model/errors.js';
import { type BlobContainer, type BlobOptions, openBlobContainer } from './blob-container.js';
import { requireBlob } from './blob-json.js';
import { createBlobLease } from './blob-lease.js';
import { countNothing } from './count.js';

/** A value in a blob under lease. */
export interface HeldBlob<T> {
  readonly value: T;
  /** Writes it under lease and If-Match. @throws `cursor_busy` when the lease was lost */
  write(next: T): Promise<void>;
  renew(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the lease of 60 s of a blob, which is made of `fresh` where there is none; null when somebody else holds it. A process that was
 * paused may outlive its lease, so each write is also under If-Match; one that fails reads back, and finds its own text there when only
 * the answer was lost.
 */
export async function holdBlob<T>(
  options: BlobOptions,
  name: string,
  schema: z.ZodType<T>,
  fresh: () => T,
): Promise<HeldBlob<T> | null> {
  const blobs = openBlobContainer(options);
  const leaseId = randomUUID();
  const lease = createBlobLease(options.container, name, leaseId, options.count ?? countNothing);
  let state = await lease.acquire();
  if (state === 'missing') {
    await blobs.create(name, JSON.stringify(fresh()));
    state = await lease.acquire();
  }
  if (state !== 'acquired') return null;
  const blob = await blobs.read(name);
  if (blob === null) return null;
  let value = requireBlob(schema, blob.text, name);
  let etag = blob.etag;
  return {
    get value() {
      return value;
    },
    async write(next) {
      const text = JSON.stringify(next);
      const written = (await blobs.replace(name, text, etag, leaseId)) ?? (await findOwn(blobs, name, text));
      if (written === null) throw new PipelineError('cursor_busy', 'The lease was lost to another run');
      value = next;
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
