import { z } from 'zod';
import { json } from './fields.js';

/** How far a pull of one resource has come. */
export const cursor = z.object({
  profileId: z.string(),
  resource: z.string(),
  /** The newest source version (the source's own clock) of which everything older is queued; null before the first page. */
  watermark: z.string().nullable(),
  /** The channel's position inside a run that has not ended: opaque to the runtime. */
  position: json.nullable(),
  /** The listing under way, counted with each page that is queued; null between runs. */
  listing: z
    .object({
      /** The watermark to go back to when records turn out to be missing. */
      from: z.string().nullable(),
      /** The instant that the listing asks from: the same for all of its pages. */
      since: z.string().nullable().default(null),
      announced: z.number().nullable(),
      records: z.number(),
    })
    .nullable()
    .default(null),
  /** Where the next listing of changes begins in the source's own count, where the channel goes by one; opaque to the runtime. */
  bookmark: json.nullable().default(null),
  /** When the last run was asked for, by our clock; schedules only. */
  requestedAt: z.string().nullable(),
  runId: z.string().nullable(),
  updatedAt: z.string(),
});

/** A cursor. */
export type Cursor = z.output<typeof cursor>;

/** The name under which a backfill of a resource keeps its own cursor. */
export function backfillOf(resource: string): string {
  return `${resource}.backfill`;
}

/** The cursor of a resource that was never pulled. */
export function newCursor(profileId: string, resource: string, at: Date): Cursor {
  const updatedAt = at.toISOString();
  return {
    profileId,
    resource,
    watermark: null,
    position: null,
    listing: null,
    bookmark: null,
    requestedAt: null,
    runId: null,
    updatedAt,
  };
}
