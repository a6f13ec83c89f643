import type { IdempotencyMark, IdempotencyMarks } from '../../src/ports/idempotency.js';
import { clone } from './clone.js';

/** Idempotency marks in memory. */
export function createMemoryIdempotency(): IdempotencyMarks {
  const marks = new Map<string, IdempotencyMark>();
  return {
    async claim(profileId, key, mark) {
      const name = JSON.stringify([profileId, key]);
      const kept = marks.get(name) ?? clone(mark);
      marks.set(name, kept);
      return clone(kept);
    },
  };
}
