import { z } from 'zod';
import { run as runSchema } from '../../model/run.js';

/** The body of `POST /api/profiles/{profileId}/sync`. */
export const syncBody = z.strictObject({
  /** All that the profile pulls, unless they are named. */
  resources: z.array(z.string().min(1).max(64)).min(1).max(20).optional(),
  kind: z.enum(['changes', 'backfill']).default('changes'),
  /** From when on a backfill reads, by the source's clock. */
  since: z.string().max(64).optional(),
});

/** A run as the interface shows it: without what only the pull itself goes by. */
export const runResource = runSchema.omit({ requestSample: true, cursorBefore: true, cursorAfter: true });

/** What became of a run's records, beside it. */
export const runOutcomeResource = z.object({
  status: runSchema.shape.status,
  message: z.string(),
  processed: z.int().meta({ description: 'Records that were applied, or needed nothing.' }),
  failed: z.int().meta({ description: 'Records that ended as a dead letter.' }),
  waiting: z.int().meta({ description: 'Records that have not reached their end yet.' }),
});
