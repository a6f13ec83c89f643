import { z } from 'zod';
import { PipelineError } from '../model/errors.js';
import { hashName } from '../model/record-key.js';
import type { StartCounter } from '../ports/start-counter.js';
import { type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { requireBlob } from './blob-json.js';

const MAX_TRIES = 20;

const startsOf = z.object({ name: z.string(), starts: z.number().int().positive() });

/** Starts counted in one small blob per queue blob, under If-Match. A start whose answer was lost may count twice, never not at all. */
export function createBlobStartCounter(options: BlobOptions): StartCounter {
  const blobs = openBlobContainer(options);
  return {
    async start(queueName) {
      const name = spreadName(hashName(queueName));
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const blob = await blobs.read(name);
        const starts = blob ? requireBlob(startsOf, blob.text, name).starts + 1 : 1;
        const text = JSON.stringify({ name: queueName, starts });
        const written = blob ? await blobs.replace(name, text, blob.etag) : await blobs.create(name, text);
        if (written !== null) return starts;
      }
      throw new PipelineError('blob_unavailable', 'The number of starts kept moving while it was counted');
    },
    end: (queueName) => blobs.delete(spreadName(hashName(queueName))),
  };
}
