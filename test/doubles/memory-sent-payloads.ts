import type { SentPayload } from '../../src/model/sent-payload.js';
import type { SentPayloads } from '../../src/ports/sent-payloads.js';
import { clone } from './clone.js';

/** What was sent, in memory. */
export function createMemorySentPayloads(): SentPayloads {
  const kept = new Map<string, { sent: SentPayload; etag: string }>();
  let writes = 0;
  return {
    async read(recordKey, resource) {
      return clone(kept.get(JSON.stringify([recordKey, resource])) ?? null);
    },
    async write(sent, etag) {
      const key = JSON.stringify([sent.recordKey, sent.resource]);
      if ((kept.get(key)?.etag ?? null) !== etag) return 'moved';
      writes += 1;
      kept.set(key, clone({ sent, etag: `"${writes}"` }));
      return 'written';
    },
    async delete(recordKey, resource) {
      kept.delete(JSON.stringify([recordKey, resource]));
    },
  };
}
