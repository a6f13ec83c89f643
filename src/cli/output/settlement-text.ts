import type { SettlementView } from '../../model/bookings.js';
import { formatTable } from './table.js';
import { formatWhen } from './when.js';

/** What the till has booked of an order, one line an entry. */
export function formatSettlement({ paymentStatus, entries }: SettlementView): string {
  const rows = entries.map(({ session, counted, at, payments, stock }) => [
    formatWhen(at),
    `${session}${counted ? '' : ' (not closed)'}`,
    payments.map(({ methodId, amount }) => `${methodId} ${amount}`).join(', '),
    stock.map(({ sku, lineId, quantity }) => `${sku ?? `line ${lineId}`} ${quantity}`).join(', '),
  ]);
  return `till: ${paymentStatus}\n${rows.length === 0 ? '' : formatTable(['BOOKED', 'SESSION', 'PAYMENTS', 'STOCK'], rows)}`;
}
