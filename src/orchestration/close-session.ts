import { PipelineError } from '../model/errors.js';
import { type SessionSums, sessionTotals } from '../model/session-totals.js';
import type { ClosedSession, ClosingSession, Register } from '../model/till-session.js';
import type { StockMovements } from '../ports/stock-movements.js';
import { backOff } from './retry.js';
import { confirmEntries, stampEntries } from './stamp-entries.js';
import { changeRegister, notOpen, type RegisterPorts, registerKeyOf, type TillProfile } from './till-register.js';

/** What closing needs of the world. */
export interface ClosePorts extends RegisterPorts {
  movements: StockMovements;
}

/** Who closes which session, and what they counted in the drawer. */
export interface CloseRequest {
  by: string;
  counted: string | null;
  /** The session that is meant; without it the one that is open. Naming it makes a repeat harmless. */
  number?: number | undefined;
}

/** How often it is looked whether somebody else has ended the close. */
const LOOKS = 6;

/**
 * Closes a session: new orders go into the next one at once, each entry that is not counted yet is taken in, and the totals are theirs.
 * Whoever ends a close that was cut short takes in everything anew, under an attempt of their own; only one attempt ever counts.
 * A session that is closed already is given as it is.
 * @throws `session_not_open`, `not_found`, `session_busy`
 */
export async function closeSession(
  ports: ClosePorts,
  profile: TillProfile,
  request: CloseRequest,
): Promise<ClosedSession> {
  const key = registerKeyOf(profile);
  await keepClosed(ports, profile);
  const known = request.number === undefined ? null : await ports.till.readSession(key, request.number);
  if (known !== null) return known;
  const closing = await beginClosing(ports, profile, request);
  const { number, attempt } = closing;
  const sums = await stampEntries(ports, key, { session: number, attempt });
  const closed = toClosed(profile, closing, sums);
  const after = await changeRegister(ports, profile, (register) =>
    register.closing?.attempt === attempt ? { ...register, closing: null, closed } : null,
  );
  if (after.closed?.attempt !== attempt) return awaitOther(ports, profile, number);
  await keepClosed(ports, profile);
  await confirmEntries(ports, closed);
  return request.number === undefined || request.number === number ? closed : closeSession(ports, profile, request);
}

/** Keeps the session that was closed last by itself, if nobody has yet. */
export async function keepClosed(ports: ClosePorts, profile: TillProfile): Promise<void> {
  const found = await ports.till.readRegister(registerKeyOf(profile));
  const closed = found?.item.closed ?? null;
  if (closed === null) return;
  await ports.till.keepSession(closed);
  await changeRegister(ports, profile, (register) =>
    register.closed?.attempt === closed.attempt ? { ...register, closed: null } : null,
  );
}

/** Turns the open session into the one that is being closed; one that was begun and not ended comes first. */
async function beginClosing(ports: ClosePorts, profile: TillProfile, request: CloseRequest): Promise<ClosingSession> {
  const { closing } = await changeRegister(ports, profile, (register) => {
    const attempt = register.lastAttempt + 1;
    const closing = { ...chooseSession(ports, profile, register, request), attempt, attemptAt: nowOf(ports) };
    const open = register.open?.number === closing.number ? null : register.open;
    return { ...register, lastAttempt: attempt, open, closing };
  });
  return closing as ClosingSession;
}

function chooseSession(
  ports: ClosePorts,
  profile: TillProfile,
  { open, closing, lastNumber }: Register,
  { by, counted, number }: CloseRequest,
): Omit<ClosingSession, 'attempt' | 'attemptAt'> {
  if (number !== undefined && (number > lastNumber || number < 1)) {
    throw new PipelineError('not_found', `The register ${profile.pos.register} never had a session ${number}`);
  }
  if (closing !== null) {
    const isMeant = number === undefined || number === closing.number;
    return { ...closing, counted: isMeant ? (counted ?? closing.counted) : closing.counted };
  }
  if (open === null || (number !== undefined && number !== open.number)) throw notOpen(profile);
  return { ...open, closedAt: nowOf(ports), closedBy: by, counted };
}

function toClosed(profile: TillProfile, closing: ClosingSession, sums: SessionSums): ClosedSession {
  const { id: profileId, pos } = profile;
  const { number, openedAt, openedBy, closedAt, closedBy, attempt } = closing;
  return {
    profileId,
    register: pos.register,
    number,
    status: 'closed',
    openedAt,
    openedBy,
    closedAt,
    closedBy,
    currency: pos.currency,
    ...sessionTotals(sums, pos, closing),
    registerKey: registerKeyOf(profile),
    attempt,
  };
}

/** Somebody else has taken the close over: what they make of it is the session. @throws `session_busy` */
async function awaitOther(ports: ClosePorts, profile: TillProfile, number: number): Promise<ClosedSession> {
  for (let look = 1; look <= LOOKS; look += 1) {
    await backOff(ports, look);
    const kept = await ports.till.readSession(registerKeyOf(profile), number);
    if (kept !== null) return kept;
  }
  throw new PipelineError('session_busy', `Somebody else is closing session ${number}`);
}

function nowOf({ clock }: ClosePorts): string {
  return clock.now().toISOString();
}
