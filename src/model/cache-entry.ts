import { z } from 'zod';
import { json } from './fields.js';
import { recordType } from './record-type.js';

/** The last remote state of a record, and what is needed to write to the store without reading it first. */
export const cacheEntry = z.object({
  recordKey: z.string(),
  profileId: z.string(),
  type: recordType,
  recordId: z.string(),
  /** The record as the source last gave it, completed: the base of the next comparison and merge. */
  record: json,
  rawHash: z.string(),
  /** The raw payload and its format, kept so that a change of the mapping needs no source; null for a canonical or a bulky one. */
  raw: z.string().nullable().default(null),
  format: z.string().nullable().default(null),
  mappingVersion: z.string(),
  eventId: z.string(),
  sourceVersion: z.string().nullable(),
  version: z.object({ order: z.string(), receipt: z.string() }),
  /** The stored item that this entry was written for: enough to write its next version whole while its ETag holds. */
  stored: z.object({
    etag: z.string(),
    version: z.number().int(),
    /** Whether its record differs from `record` because people edited it. */
    diverged: z.boolean(),
    /** All other fields of it, also those that a later release adds. */
    rest: z.record(z.string(), json),
  }),
  cachedAt: z.string(),
});

/** One entry of the cache. */
export type CacheEntry = z.output<typeof cacheEntry>;
