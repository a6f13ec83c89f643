import { z } from 'zod';
import { json } from './fields.js';

/** One run of a pull: what it did, how it ended. */
export const run = z.object({
  id: z.string(),
  profileId: z.string(),
  resource: z.string(),
  kind: z.enum(['changes', 'backfill', 'records']).default('changes'),
  reason: z.enum(['schedule', 'command', 'webhook', 'continuation']),
  status: z.enum(['running', 'success', 'no_orders', 'error']),
  message: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  counts: z.object({ pages: z.number(), records: z.number(), queued: z.number(), skipped: z.number() }),
  /** How many records the source announced for the whole listing, where it did. */
  announced: z.number().nullable(),
  requests: z.number(),
  requestMs: z.number(),
  slices: z.number(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  durationMs: z.number(),
  cursorBefore: json,
  cursorAfter: json,
});

/** A run document. */
export type Run = z.output<typeof run>;
