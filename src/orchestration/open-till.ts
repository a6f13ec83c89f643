import { causeOf } from '../model/dead-letter.js';
import type { OpenSession } from '../model/till-session.js';
import { type RetryPorts, retryDeadLetters } from './retry-dead-letters.js';
import { notOpen, openSession, type RegisterPorts, type TillProfile } from './till-register.js';

/** A session that a person asked for, and how many orders that had waited for it are on their way now. */
export interface OpenedTill {
  session: OpenSession;
  /** Whether it was opened by this; else it was open already. */
  opened: boolean;
  queued: number;
}

/** Opens a session of a till by hand, and queues the orders again that were held back for want of one. */
export async function openTill(
  ports: RegisterPorts & RetryPorts,
  profile: TillProfile,
  request: { by: string; openingCash?: string | undefined },
): Promise<OpenedTill> {
  const { session, opened } = await openSession(ports, profile, request);
  const { code, message } = notOpen(profile);
  // Those that are still tried by themselves, and those that were given up.
  const causes = [code, causeOf({ code: 'retries_exhausted', message: `${code}: ${message}` })];
  let queued = 0;
  for (const cause of causes) queued += (await retryDeadLetters(ports, { cause, profileId: profile.id })).queued;
  return { session, opened, queued };
}
