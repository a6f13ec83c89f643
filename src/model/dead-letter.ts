import { createHash } from 'node:crypto';
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

/** Which dead letters are meant; all where nothing is said. */
export interface DeadLetterFilter {
  profileId?: string | undefined;
  /** An error code, or what `causeOf` gives. */
  cause?: string | undefined;
  eventId?: string | undefined;
}

const QUOTED = /"[^"]*"|“[^”]*”|(?<!\w)'[^']*'(?!\w)/g;

/** A message without what differs from record to record: what is quoted becomes `…`, a word with a digit in it `#`. */
export function generalMessage(message: string): string {
  return message.replace(QUOTED, '…').replace(/[\w.-]+/g, (word) => (/\d/.test(word) ? '#' : word));
}

/** Names the cause of a dead letter, such as `mapping_failed-3f9a21c0`: letters of one code and one general message share it. */
export function causeOf({ code, message }: Pick<DeadLetter, 'code' | 'message'>): string {
  const hash = createHash('sha256')
    .update(`${code}|${generalMessage(message)}`, 'utf8')
    .digest('hex');
  return `${code}-${hash.slice(0, 8)}`;
}

/** Whether the filter means this letter. */
export function isMeant(letter: DeadLetter, { profileId, cause, eventId }: DeadLetterFilter): boolean {
  return (
    (profileId === undefined || letter.profileId === profileId) &&
    (eventId === undefined || letter.eventId === eventId) &&
    (cause === undefined || letter.code === cause || causeOf(letter) === cause)
  );
}
