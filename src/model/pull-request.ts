import { z } from 'zod';

const stored = z.object({
  runId: z.string(),
  profileId: z.string(),
  resource: z.string(),
  requestedAt: z.string(),
  /** `backfill` reads again from `since` and leaves the watermark; `records` reads the records in `ids`; `changes` goes on from the cursor. */
  kind: z.enum(['changes', 'backfill', 'records']).default('changes'),
  reason: z.enum(['schedule', 'command', 'webhook', 'continuation']),
  /** The instant of the source's clock from which a backfill reads. */
  since: z.string().optional(),
  /** The records to read, by their id in the source. */
  ids: z.array(z.string().min(1).max(512)).max(500).optional(),
  /** How many continuations, and tries after a failure, came before. */
  slice: z.number().int().nonnegative(),
  /** When it is due, where it is not to be run at once. */
  notBefore: z.string().optional(),
  /** Where the last try failed: how often it has in a row, and since when. */
  retry: z.object({ tries: z.number().int().positive(), failedAt: z.string() }).optional(),
});

/** A request of an earlier version says under `retry` when it is due. */
const older = z.looseObject({ notBefore: z.undefined().optional(), retry: z.looseObject({ notBefore: z.string() }) });

/** Asks for one run of a pull, or for its continuation. */
export const pullRequest = z.preprocess((value) => {
  const { success, data } = older.safeParse(value);
  return success ? { ...data, notBefore: data.retry.notBefore } : value;
}, stored);

/** A pull request. */
export type PullRequest = z.output<typeof pullRequest>;
