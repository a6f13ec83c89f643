import type { SettlementView } from '../model/bookings.js';
import { formatMicro } from '../model/micro.js';
import type { Profile } from '../model/profile.js';
import type { SettlementEntry } from '../model/settlement.js';
import type { TillBooks } from '../ports/till-books.js';

/** The books of an order as they are; null for a profile without a till, and while nothing was settled. */
export async function readSettlement(
  till: Pick<TillBooks, 'readSettlement'>,
  profile: Profile | null,
  orderKey: string,
): Promise<SettlementView | null> {
  const found = profile?.pos === undefined ? null : await till.readSettlement(orderKey);
  if (found === null) return null;
  const { paymentStatus, paidAt, entries } = found.item;
  return { paymentStatus, paidAt, entries: entries.map(toView) };
}

function toView({
  eventId,
  at,
  session,
  countedIn,
  payments,
  rounding,
  goods,
}: SettlementEntry): SettlementView['entries'][number] {
  return {
    eventId,
    at,
    session: countedIn ?? session,
    counted: countedIn !== null,
    payments: payments.map(({ methodId, via, amount }) => ({ methodId, via, amount })),
    rounding,
    stock: goods.map(({ lineId, sku, via, micro }) => ({ lineId, sku, via, quantity: formatMicro(micro) })),
  };
}
