import { type Booked, booksDifference } from '../model/books-difference.js';
import type { Order } from '../model/order.js';
import type { Settlement, SettlementEntry } from '../model/settlement.js';
import type { StoredRecord } from '../model/stored-record.js';
import { wantedMoney } from '../model/wanted-money.js';
import type { LinkStore } from './resolve-links.js';
import type { TillProfile } from './till-register.js';
import { wantedGoods } from './wanted-goods.js';

/** What the books of an order lack, and the books as they will be but for that. */
export interface NextSettlement {
  settlement: Settlement;
  difference: Booked | null;
}

/** Compares what the stored order says with its books (null for none yet). */
export async function nextSettlement(
  store: LinkStore,
  profile: TillProfile,
  item: StoredRecord,
  known: Settlement | null,
  at: string,
): Promise<NextSettlement> {
  const before = known ?? newSettlement(item, profile);
  const order = item.record as unknown as Order;
  // What an erased order was booked by went with the person.
  const isErased = item.erased !== undefined;
  const money = wantedMoney({ order, pos: profile.pos, known: knownMatches(before.entries, isErased) });
  const booked = before.entries.flatMap((entry) => entry.goods);
  // A till that keeps no stock any more leaves what it kept as it is.
  const stock = profile.pos.stock
    ? await wantedGoods({ store, matching: profile.policies.matchProducts }, item, booked)
    : { goods: booked, warnings: [] };
  const settlement: Settlement = {
    ...before,
    version: item.version,
    paymentStatus: money.paymentStatus,
    paidAt: before.paidAt ?? (money.paymentStatus === 'paid' ? at : null),
    warnings: [...money.warnings, ...stock.warnings],
  };
  const { payments, rounding } = money;
  return { settlement, difference: booksDifference(before.entries, { payments, rounding, goods: stock.goods }) };
}

function newSettlement({ id, recordKey, profileId, remoteId }: StoredRecord, { pos }: TillProfile): Settlement {
  return {
    id,
    recordKey,
    profileId,
    remoteId,
    version: 0,
    currency: pos.currency,
    paymentStatus: 'pending',
    paidAt: null,
    warnings: [],
    entries: [],
    pending: [],
  };
}

/** What is booked stays with its method while the source says the same of it, or for good where that is not known any more. */
function knownMatches(entries: readonly SettlementEntry[], byIdAlone: boolean) {
  const keyOf = ({ id, basis }: { id: string; basis: string }) => JSON.stringify(byIdAlone ? [id] : [id, basis]);
  const known = new Map(entries.flatMap(({ payments }) => payments).map((row) => [keyOf(row), row]));
  return (payment: { id: string; basis: string }) => known.get(keyOf(payment)) ?? null;
}
