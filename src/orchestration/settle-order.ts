import type { Bookings } from '../model/bookings.js';
import type { Booked } from '../model/books-difference.js';
import { PipelineError } from '../model/errors.js';
import type { Warning } from '../model/event.js';
import { formatMicro } from '../model/micro.js';
import type { Order } from '../model/order.js';
import type { Profile } from '../model/profile.js';
import { type Settlement, type SettlementEntry, withPending } from '../model/settlement.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { StockMovements } from '../ports/stock-movements.js';
import type { At } from '../ports/till-books.js';
import { completeMovements } from './complete-movements.js';
import { nextSettlement } from './next-settlement.js';
import { isElsewhere } from './require-till.js';
import type { LinkStore } from './resolve-links.js';
import { backOff } from './retry.js';
import { hasTill, type RegisterPorts, registerKeyOf, sessionForOrder, type TillProfile } from './till-register.js';

/** What settling an order needs of the world. */
export interface SettlePorts extends RegisterPorts {
  store: LinkStore;
  movements: StockMovements;
}

/** What an event put into the books, and what is odd about those of the order. */
export interface Settled {
  bookings: Bookings | null;
  warnings: Warning[];
}

/** How often the books of one order are tried to be written while others write them. */
const MAX_ROUNDS = 8;
const MOST_STOCK = 100;

/**
 * Books what the stored order says and its books do not say yet: payments by method, change, cash rounding, stocked goods, all of it
 * into the session that is open now. The entry is written first, under the ETag of the order's books; the stock movements are made
 * from it. So it may be repeated after a crash, and an older version of the order never undoes a newer one. A profile without a till
 * costs nothing.
 * @throws `session_not_open`, `store_conflict`, `record_too_large`
 */
export async function settleOrder(
  ports: SettlePorts,
  profile: Profile,
  eventId: string,
  item: StoredRecord | null,
): Promise<Settled> {
  const nothing = { bookings: null, warnings: [] };
  if (!hasTill(profile) || item === null || item.kind !== 'order') return nothing;
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const found = await ports.till.readSettlement(item.id);
    if (found === null && isElsewhere(item.record as unknown as Order, profile)) return nothing;
    const booked = await book(ports, profile, { eventId, item, found });
    const kept = booked === null ? null : await keepInOpenSession(ports, profile, booked);
    if (kept !== null) return describe(profile, kept, eventId);
    await backOff(ports, round);
  }
  throw new PipelineError('store_conflict', `The books of the order moved ${MAX_ROUNDS} times while they were written`);
}

interface Booking {
  eventId: string;
  item: StoredRecord;
  found: At<Settlement> | null;
}

/** The books with this version of the order in them; null where somebody else was first to write them. */
async function book(
  ports: SettlePorts,
  profile: TillProfile,
  { found, item, eventId }: Booking,
): Promise<At<Settlement> | null> {
  const last = found?.item.entries.at(-1);
  // What a process before this one may not have lived to add.
  if (found !== null && last !== undefined) await completeMovements(ports.movements, found.item, last);
  if (found !== null && found.item.version >= item.version) return found;
  const at = ports.clock.now().toISOString();
  const { settlement, difference } = await nextSettlement(ports.store, profile, item, found?.item ?? null, at);
  const entry =
    difference === null ? null : await newEntry(ports, profile, { item, eventId, at, settlement, difference });
  const next = entry === null ? settlement : withPending({ ...settlement, entries: [...settlement.entries, entry] });
  const etag = await ports.till.writeSettlement(next, found?.etag ?? null);
  if (etag === null) return null;
  if (entry !== null) await completeMovements(ports.movements, next, entry);
  return { item: next, etag };
}

async function newEntry(
  ports: SettlePorts,
  profile: TillProfile,
  {
    item,
    eventId,
    at,
    settlement,
    difference,
  }: { item: StoredRecord; eventId: string; at: string; settlement: Settlement; difference: Booked },
): Promise<SettlementEntry> {
  const number = settlement.entries.length + 1;
  const session = await sessionForOrder(ports, profile);
  const head = {
    number,
    eventId,
    registerKey: registerKeyOf(profile),
    session,
    at,
    movedAt: movedAtOf(item, number, at),
  };
  return { ...head, ...difference, stamp: null, countedIn: null };
}

/** The first entry of an order is the sale; what comes later changed hands when the order was changed. */
function movedAtOf({ record }: StoredRecord, number: number, now: string): string {
  const { placedAt, updatedAt } = record as unknown as Order;
  const said = number === 1 ? placedAt : updatedAt;
  return new Date(said ?? now).toISOString();
}

/**
 * Moves the last entry into the open session if its own was closed while it was written, unless that close has taken it in. Null =
 * somebody else wrote the books, look again.
 */
async function keepInOpenSession(
  ports: SettlePorts,
  profile: TillProfile,
  { item, etag }: At<Settlement>,
): Promise<Settlement | null> {
  const entry = item.entries.at(-1);
  if (entry === undefined || entry.stamp !== null || entry.countedIn !== null) return item;
  const key = registerKeyOf(profile);
  // The register was renamed since; the entry is counted by the next close of the old one.
  if (entry.registerKey !== key) return item;
  const register = await ports.till.readRegister(key);
  if (register?.item.open?.number === entry.session) return item;
  const session = await sessionForOrder(ports, profile);
  const moved = { ...item, entries: [...item.entries.slice(0, -1), { ...entry, session }] };
  const written = await ports.till.writeSettlement(moved, etag);
  return written === null ? null : moved;
}

function describe({ pos }: TillProfile, { entries, paymentStatus, warnings }: Settlement, eventId: string): Settled {
  const entry = entries.find((one) => one.eventId === eventId);
  if (entry === undefined) return { bookings: null, warnings };
  const stock = entry.goods.map(({ lineId, sku, via, micro }) => ({ lineId, sku, via, quantity: formatMicro(micro) }));
  const more = stock.length - MOST_STOCK;
  return {
    bookings: {
      register: pos.register,
      session: entry.stamp?.session ?? entry.session,
      paymentStatus,
      payments: entry.payments.map(({ methodId, via, amount }) => ({ methodId, via, amount })),
      rounding: entry.rounding,
      stock: stock.slice(0, MOST_STOCK),
      ...(more > 0 ? { moreStock: more } : {}),
    },
    warnings,
  };
}
