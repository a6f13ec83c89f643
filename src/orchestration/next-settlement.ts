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
  const money = wantedMoney({ order, pos: profile.pos, known: knownMatches(before.entries) });
  const booked = before.entries.flatMap((entry) => entry.goods);
  // A till that keeps no stock any more leaves what it kept as it is.
  const stock = profile.pos.stock ? await wantedGoods(store, item, booked) : { goods: booked, warnings: [] };
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

/** What is booked stays with its method while the source says the same of it. */
function knownMatches(entries: readonly SettlementEntry[]) {
  const booked = entries.flatMap(({ payments }) => payments);
  const known = new Map(booked.map((row) => [JSON.stringify([row.id, row.basis]), row]));
  return ({ id, basis }: { id: string; basis: string }) => known.get(JSON.stringify([id, basis])) ?? null;
}
