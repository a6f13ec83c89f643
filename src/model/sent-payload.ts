import { z } from 'zod';

/** What was last sent to a channel for one record under one of its resources. */
export const sentPayload = z.object({
  recordKey: z.string(),
  resource: z.string(),
  /** The hash of the payload. */
  hash: z.string(),
  /** The id that the record has in the channel's system. */
  remoteId: z.string(),
  at: z.string(),
});

/** A payload that was sent, without its text. */
export type SentPayload = z.output<typeof sentPayload>;
