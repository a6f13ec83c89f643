import { PipelineError } from '../model/errors.js';
import { addEntry, emptySums, type SessionSums, sessionTotals } from '../model/session-totals.js';
import type { SettlementEntry } from '../model/settlement.js';
import type { ClosedSession, ClosingSession, OpenSession, TillSession } from '../model/till-session.js';
import type { TillBooks } from '../ports/till-books.js';
import { pendingSettlements } from './stamp-entries.js';
import { registerKeyOf, type TillProfile } from './till-register.js';

/** Sessions, newest first, and the number that asks for those before them. */
export interface SessionPage {
  items: TillSession[];
  continuation: string | null;
}

/** Lists the sessions of a till, newest first; what is open has its totals so far. @throws `parameter_invalid` */
export async function listSessions(
  till: TillBooks,
  profile: TillProfile,
  { limit, continuation }: { limit: number; continuation?: string | undefined },
): Promise<SessionPage> {
  const before = continuation === undefined ? Number.MAX_SAFE_INTEGER : parseBefore(continuation);
  const current = (await readCurrent(till, profile)).filter(({ number }) => number < before);
  const kept = await till.listSessions(registerKeyOf(profile), before, limit + 1);
  const shown = new Set(current.map(({ number }) => number));
  const all = [...current, ...kept.filter(({ number }) => !shown.has(number)).map(toShown)];
  const items = all.slice(0, limit);
  const last = items.at(-1);
  return { items, continuation: all.length > limit && last !== undefined ? String(last.number) : null };
}

function parseBefore(continuation: string): number {
  if (/^\d{1,15}$/.test(continuation)) return Number(continuation);
  throw new PipelineError('parameter_invalid', 'The continuation is not one that this list gave', {
    path: 'continuation',
  });
}

/** One session of a till by its number. @throws `not_found` */
export async function readSession(till: TillBooks, profile: TillProfile, number: number): Promise<TillSession> {
  const kept = await till.readSession(registerKeyOf(profile), number);
  if (kept !== null) return toShown(kept);
  const current = (await readCurrent(till, profile)).find((one) => one.number === number);
  if (current !== undefined) return current;
  throw new PipelineError('not_found', `The register ${profile.pos.register} has no session ${number}`);
}

/** A session as people see it. */
export function toShown({ registerKey: _key, attempt: _attempt, ...session }: ClosedSession): TillSession {
  return session;
}

/** What the register itself holds: the open session, one that is being closed, one that is not yet kept by itself. */
async function readCurrent(till: TillBooks, profile: TillProfile): Promise<TillSession[]> {
  const register = (await till.readRegister(registerKeyOf(profile)))?.item;
  if (register === undefined) return [];
  const { open, closing, closed } = register;
  const underWay = [open, closing].filter((one) => one !== null);
  const sums = underWay.length === 0 ? null : await sumPending(till, profile);
  const shown = underWay.map((one) => soFar(profile, one, sums?.get(one.number) ?? emptySums()));
  return [...shown, ...(closed === null ? [] : [toShown(closed)])];
}

async function sumPending(till: TillBooks, profile: TillProfile): Promise<Map<number, SessionSums>> {
  const key = registerKeyOf(profile);
  const sums = new Map<number, SessionSums>();
  const isOurs = (entry: SettlementEntry) => entry.registerKey === key && entry.countedIn === null;
  for await (const page of pendingSettlements(till, key)) {
    for (const { item } of page) {
      for (const entry of item.entries.filter(isOurs)) {
        const sum = sums.get(entry.session) ?? emptySums();
        addEntry(sum, item.id, entry);
        sums.set(entry.session, sum);
      }
    }
  }
  return sums;
}

function soFar(
  { id: profileId, pos }: TillProfile,
  session: OpenSession | ClosingSession,
  sums: SessionSums,
): TillSession {
  const { number, openedAt, openedBy, openingCash } = session;
  const closing = 'closedAt' in session ? session : null;
  return {
    profileId,
    register: pos.register,
    number,
    status: closing === null ? 'open' : 'closing',
    openedAt,
    openedBy,
    closedAt: closing?.closedAt ?? null,
    closedBy: closing?.closedBy ?? null,
    currency: pos.currency,
    ...sessionTotals(sums, pos, { openingCash, counted: closing?.counted ?? null }),
  };
}
