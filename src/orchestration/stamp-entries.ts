import pLimit from 'p-limit';
import { addEntry, emptySums, type SessionSums } from '../model/session-totals.js';
import { type Settlement, type SettlementEntry, withPending } from '../model/settlement.js';
import type { ClosedSession } from '../model/till-session.js';
import type { StockMovements } from '../ports/stock-movements.js';
import type { At, TillBooks } from '../ports/till-books.js';
import { completeMovements } from './complete-movements.js';

/** What stamping needs of the world. */
export interface StampPorts {
  till: TillBooks;
  movements: StockMovements;
}

/** Which closing stamps: of this session, under this attempt. */
export interface Stamp {
  session: number;
  attempt: number;
}

const PAGE = 200;
const CONCURRENCY = 32;
/** How often one settlement is tried to be written while orders write it; what stays out is taken in by the next close. */
const MAX_ROUNDS = 8;

/** The settlements of a register that have entries no session has counted, each once. */
export async function* pendingSettlements(till: TillBooks, registerKey: string): AsyncGenerator<At<Settlement>[]> {
  for (let after = '', full = true; full; ) {
    const page = await till.pendingSettlements(registerKey, after, PAGE);
    yield page;
    full = page.length === PAGE;
    after = page.at(-1)?.item.id ?? '';
  }
}

/**
 * Takes the entries that no session has counted into this closing, and adds up those that it has taken in: from then on they never move
 * to another session. What an earlier attempt of the same closing stamped, or one that did not count it in the end, is taken in anew.
 */
export async function stampEntries(ports: StampPorts, registerKey: string, stamp: Stamp): Promise<SessionSums> {
  const sums = emptySums();
  const closing = { registerKey, stamp, attempts: createAttempts(ports.till, registerKey) };
  const limit = pLimit(CONCURRENCY);
  for await (const page of pendingSettlements(ports.till, registerKey)) {
    const stamped = await Promise.all(
      page.map((one) => limit(() => rewrite(ports.till, one, (item) => take(ports, item, closing)))),
    );
    for (const item of stamped) {
      for (const entry of item?.entries ?? []) {
        if (entry.registerKey === registerKey && isStamped(entry, stamp)) addEntry(sums, item?.id ?? '', entry);
      }
    }
  }
  return sums;
}

/** Notes that entries are counted, once the totals with them are kept, and sees to it that their stock has moved. */
export async function confirmEntries(
  ports: StampPorts,
  session: Pick<ClosedSession, 'registerKey' | 'number' | 'attempt'>,
): Promise<void> {
  const { registerKey, number, attempt } = session;
  const limit = pLimit(CONCURRENCY);
  const isOurs = (entry: SettlementEntry) =>
    entry.registerKey === registerKey && entry.countedIn === null && isStamped(entry, { session: number, attempt });
  for await (const page of pendingSettlements(ports.till, registerKey)) {
    const work = page.map((one) =>
      limit(async () => {
        const ours = one.item.entries.filter(isOurs);
        for (const entry of ours) await completeMovements(ports.movements, one.item, entry);
        if (ours.length > 0) await rewrite(ports.till, one, async (item) => count(item, isOurs, number));
      }),
    );
    await Promise.all(work);
  }
}

function isStamped({ stamp }: SettlementEntry, { session, attempt }: Stamp): boolean {
  return stamp?.session === session && stamp.attempt === attempt;
}

function count(item: Settlement, isOurs: (entry: SettlementEntry) => boolean, number: number): Settlement {
  const entries = item.entries.map((entry) => (isOurs(entry) ? { ...entry, countedIn: number } : entry));
  return withPending({ ...item, entries });
}

interface Closing {
  registerKey: string;
  stamp: Stamp;
  attempts: Attempts;
}

/** The attempt under which an earlier session was closed; asked for once each. */
type Attempts = (session: number) => Promise<number | null>;

function createAttempts(till: TillBooks, registerKey: string): Attempts {
  const known = new Map<number, Promise<number | null>>();
  return (session) => {
    const found = known.get(session) ?? till.readSession(registerKey, session).then((one) => one?.attempt ?? null);
    known.set(session, found);
    return found;
  };
}

/** The settlement with this stamp on what it may take in, and a note on what an earlier session did count; null where nothing changes. */
async function take(ports: StampPorts, item: Settlement, closing: Closing): Promise<Settlement | null> {
  const { registerKey, stamp } = closing;
  const entries: SettlementEntry[] = [];
  for (const entry of item.entries) {
    const isOpen = entry.registerKey === registerKey && entry.countedIn === null && entry.session <= stamp.session;
    // What a newer attempt than ours has taken stays with it: ours will not be the one that counts.
    if (!isOpen || isNewer(entry, stamp)) entries.push(entry);
    else if (await wasCounted(entry, closing)) {
      await completeMovements(ports.movements, item, entry);
      entries.push({ ...entry, countedIn: entry.stamp?.session ?? null });
    } else entries.push({ ...entry, session: stamp.session, stamp });
  }
  return entries.every((entry, at) => entry === item.entries[at]) ? null : withPending({ ...item, entries });
}

async function wasCounted({ stamp: given }: SettlementEntry, { stamp, attempts }: Closing): Promise<boolean> {
  if (given === null || given.session >= stamp.session) return false;
  return (await attempts(given.session)) === given.attempt;
}

function isNewer({ stamp: given }: SettlementEntry, { session, attempt }: Stamp): boolean {
  return given !== null && (given.session > session || (given.session === session && given.attempt > attempt));
}

/** Writes what `change` makes of a settlement, again while others are first; null where nothing was written. */
async function rewrite(
  till: TillBooks,
  found: At<Settlement>,
  change: (item: Settlement) => Promise<Settlement | null>,
): Promise<Settlement | null> {
  let current: At<Settlement> | null = found;
  for (let round = 1; round <= MAX_ROUNDS && current !== null; round += 1) {
    const next = await change(current.item);
    if (next === null) return null;
    if ((await till.writeSettlement(next, current.etag)) !== null) return next;
    current = await till.readSettlement(found.item.id);
  }
  return null;
}
