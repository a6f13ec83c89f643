import { businessDayEnd } from '../model/business-day.js';
import type { Profiles } from '../ports/profiles.js';
import { type ClosePorts, closeSession, keepClosed } from './close-session.js';
import { AUTOMATIC, hasTill, registerKeyOf, type TillProfile } from './till-register.js';

/** A close that has not ended after this long was cut short. */
const STUCK_MS = 2 * 60_000;

/**
 * Closes each session whose business day has ended, and ends what was cut short. One that fails does not keep the others waiting.
 * @throws the first failure, once all were looked at
 */
export async function closeDueSessions(
  ports: ClosePorts & { profiles: Pick<Profiles, 'list'> },
): Promise<{ closed: number }> {
  let closed = 0;
  const failures: unknown[] = [];
  for await (const profile of ports.profiles.list()) {
    if (!hasTill(profile)) continue;
    try {
      closed += await closeDue(ports, profile);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return { closed };
}

async function closeDue(ports: ClosePorts, profile: TillProfile): Promise<number> {
  await keepClosed(ports, profile);
  const register = (await ports.till.readRegister(registerKeyOf(profile)))?.item;
  const now = ports.clock.now().getTime();
  const { closing = null, open = null } = register ?? {};
  const isStuck = closing !== null && now - Date.parse(closing.attemptAt) >= STUCK_MS;
  const isOver = open !== null && businessDayEnd(new Date(open.openedAt), profile.pos).getTime() <= now;
  const due = [...(isStuck ? [closing.number] : []), ...(isOver ? [open.number] : [])];
  for (const number of due) await closeSession(ports, profile, { by: AUTOMATIC, counted: null, number });
  return due.length;
}
