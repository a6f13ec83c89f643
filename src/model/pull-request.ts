import { z } from 'zod';

/** Asks for one run of a pull, or for its continuation. */
export const pullRequest = z.object({
  runId: z.string(),
  profileId: z.string(),
  resource: z.string(),
  requestedAt: z.string(),
  reason: z.enum(['schedule', 'command', 'continuation']),
  /** How many continuations came before. */
  slice: z.number().int().nonnegative(),
});

/** A pull request. */
export type PullRequest = z.output<typeof pullRequest>;
