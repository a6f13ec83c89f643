import { z } from 'zod';

/** A record that could not be applied, whole, with its cause. `retry` is set while it will be tried again by itself. */
export const deadLetter = z.object({
  eventId: z.string(),
  profileId: z.string(),
  type: z.string(),
  recordId: z.string().nullable(),
  recordKey: z.string().nullable(),
  /** The line of the queue blob, verbatim: an envelope, or what should have been one. */
  envelope: z.string(),
  code: z.string(),
  message: z.string(),
  step: z.string(),
  at: z.string(),
  retry: z.object({ tries: z.number().int(), nextTryAt: z.string() }).nullable(),
});

/** One dead letter. */
export type DeadLetter = z.output<typeof deadLetter>;
