import { minorUnits } from '../model/currency.js';
import { formatDecimal } from '../model/decimal.js';
import { PipelineError } from '../model/errors.js';
import type { PosSettings } from '../model/pos-settings.js';
import type { Profile } from '../model/profile.js';
import { type OpenSession, type Register, registerKey } from '../model/till-session.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { At, TillBooks } from '../ports/till-books.js';
import { backOff } from './retry.js';

/** What the register of a till needs of the world. */
export interface RegisterPorts {
  till: TillBooks;
  clock: Clock;
  ids: Ids;
}

/** A profile that has a till. */
export type TillProfile = Profile & { pos: PosSettings };

/** How often a register is tried to be written while others write it. */
const MAX_ROUNDS = 8;

/** The profile, which must have a till. @throws `till_unknown` */
export function requireTillProfile(profile: Profile): TillProfile {
  if (hasTill(profile)) return profile;
  throw new PipelineError('till_unknown', `The profile ${profile.id} has no till: it has no part \`pos\``);
}

/** Whether the profile keeps a till. */
export function hasTill(profile: Profile): profile is TillProfile {
  return profile.pos !== undefined;
}

/** The key of the profile's register. */
export function registerKeyOf({ id, pos }: TillProfile): string {
  return registerKey(id, pos.register);
}

/**
 * Changes a register under its ETag, again while others are first; `change` gives null to leave it as it is. Gives the register as
 * it then stands.
 * @throws `store_conflict`
 */
export async function changeRegister(
  ports: RegisterPorts,
  profile: TillProfile,
  change: (register: Register) => Register | null,
): Promise<Register> {
  const key = registerKeyOf(profile);
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const found: At<Register> | null = await ports.till.readRegister(key);
    const before = found?.item ?? newRegister(profile);
    const after = change(before);
    if (after === null) return before;
    if ((await ports.till.writeRegister(after, found?.etag ?? null)) !== null) return after;
    await backOff(ports, round);
  }
  throw new PipelineError('store_conflict', `The register moved ${MAX_ROUNDS} times while it was written`);
}

function newRegister(profile: TillProfile): Register {
  const nothing = { lastNumber: 0, lastAttempt: 0, open: null, closing: null, closed: null };
  return { registerKey: registerKeyOf(profile), profileId: profile.id, register: profile.pos.register, ...nothing };
}

/** Opens the next session, unless one is open: then that one is given. There are never two. */
export async function openSession(
  ports: RegisterPorts,
  profile: TillProfile,
  { by, openingCash = profile.pos.openingCash }: { by: string; openingCash?: string | undefined },
): Promise<{ session: OpenSession; opened: boolean }> {
  let opened = false;
  const { open } = await changeRegister(ports, profile, (register) => {
    opened = register.open === null;
    if (!opened) return null;
    const lastNumber = register.lastNumber + 1;
    const openedAt = ports.clock.now().toISOString();
    const spelled = formatDecimal(openingCash, minorUnits(profile.pos.currency));
    const open = { number: lastNumber, openedAt, openedBy: by, openingCash: spelled };
    return { ...register, lastNumber, open };
  });
  return { session: open as OpenSession, opened };
}

/** Who opens and closes what no person does. */
export const AUTOMATIC = 'automatic';

/** The number of the session that an order goes into, opened for it where the profile allows. @throws `session_not_open` */
export async function sessionForOrder(ports: RegisterPorts, profile: TillProfile): Promise<number> {
  if (profile.pos.autoOpen) return (await openSession(ports, profile, { by: AUTOMATIC })).session.number;
  const found = await ports.till.readRegister(registerKeyOf(profile));
  if (found === null || found.item.open === null) throw notOpen(profile);
  return found.item.open.number;
}

/** That there is no open session. */
export function notOpen({ pos }: TillProfile): PipelineError {
  return new PipelineError('session_not_open', `The register ${pos.register} has no open session`);
}
