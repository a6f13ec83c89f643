import { z } from 'zod';
import { json } from './fields.js';

const none = z.number().default(0);

/** What a run counted. Every record that the source gave is queued, filtered or failed. */
const runCounts = z.object({
  pages: z.number(),
  /** What the source gave, each once; without what came inside other records. */
  records: z.number(),
  /** Records that are on their way through the pipeline. */
  queued: z.number(),
  /** What was left out: repeats at a page border, and `filtered`. */
  skipped: z.number(),
  /** Records that the profile does not want. */
  filtered: none,
  /** Records that were asked for by id and that the source does not have. */
  missing: none,
  /** Records that came inside others and are queued behind them. */
  embedded: none,
  /** Records that the channel could not take apart: dead-lettered at once. */
  failed: none,
  /** Records without a usable id, among the queued: each ends as a dead letter. */
  unreadable: none,
});

/** The counts of a run. */
export type RunCounts = z.output<typeof runCounts>;

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
  counts: runCounts,
  /** How many records the source announced for the whole listing, where it did. */
  announced: z.number().nullable(),
  requests: z.number(),
  requestMs: z.number(),
  /** Half of the requests, and 95 of 100, took no longer than this, in milliseconds; null before the end and without requests. */
  requestMsP50: z.number().nullable().default(null),
  requestMsP95: z.number().nullable().default(null),
  /** A fair sample of the requests' times, kept between the slices of a run; empty once it has ended. */
  requestSample: z.array(z.number()).default([]),
  slices: z.number(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  durationMs: z.number(),
  cursorBefore: json,
  cursorAfter: json,
});

/** A run document. */
export type Run = z.output<typeof run>;
