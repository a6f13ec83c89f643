import { z } from 'zod';
import { PipelineError } from '../model/errors.js';
import { hashName } from '../model/record-key.js';
import type { IdempotencyMark, IdempotencyMarks } from '../ports/idempotency.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { requireBlob } from './blob-json.js';

const markOf: z.ZodType<IdempotencyMark> = z.object({
  bodyHash: z.string(),
  receivedAt: z.string(),
  receipt: z.string(),
});

/** Marks as blobs named by the hash of profile and key. A claim that meets a blob reads it back, so one that met itself gets its own mark. */
export function createBlobIdempotency(options: BlobOptions): IdempotencyMarks {
  const blobs = openBlobContainer(options);
  return {
    async claim(profileId, key, mark) {
      const name = spreadName(hashName(JSON.stringify([profileId, key])));
      if ((await blobs.create(name, JSON.stringify(mark))) !== null) return mark;
      const blob = await blobs.read(name);
      if (blob === null)
        throw new PipelineError('blob_unavailable', 'The mark of the key was deleted while it was claimed');
      return requireBlob(markOf, blob.text, name);
    },
  };
}
