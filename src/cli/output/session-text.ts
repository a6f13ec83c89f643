import type { TillSession } from '../../model/till-session.js';
import { formatFacts } from './facts.js';
import { formatTable } from './table.js';
import { formatWhen } from './when.js';

/** Sessions as a table; `DIFFERENCE` is counted less expected. */
export function formatSessions(items: readonly TillSession[]): string {
  if (items.length === 0) return 'There were no sessions yet.\n';
  const rows = items.map(({ number, status, openedAt, closedAt, orders, cash, currency }) => [
    String(number),
    status,
    formatWhen(openedAt),
    closedAt === null ? '-' : formatWhen(closedAt),
    String(orders),
    `${cash.expected} ${currency}`,
    cash.counted ?? '-',
    cash.difference ?? '-',
  ]);
  return formatTable(['SESSION', 'STATUS', 'OPENED', 'CLOSED', 'ORDERS', 'CASH', 'COUNTED', 'DIFFERENCE'], rows);
}

/** One session: its head, what each payment method came to, the drawer. */
export function formatSession(session: TillSession): string {
  const { number, register, profileId, status, currency, openedAt, openedBy, closedAt, closedBy, cash } = session;
  const head = formatFacts(
    [
      ['status', status],
      ['opened', `${formatWhen(openedAt)} by ${openedBy}`],
      ['closed', closedAt === null ? '' : `${formatWhen(closedAt)} by ${closedBy}`],
      ['orders', String(session.orders)],
      ['rounding', /[1-9]/.test(session.rounding) ? `${session.rounding} ${currency}` : ''],
    ],
    '  ',
  );
  const totals = formatTable(
    ['METHOD', 'KIND', 'AMOUNT', 'BOOKINGS'],
    session.totals.map(({ name, kind, amount, bookings }) => [name, kind, `${amount} ${currency}`, String(bookings)]),
  ).replace(/^(?=.)/gm, '  ');
  const drawer = formatFacts(
    [
      ['opening', cash.opening],
      ['expected', cash.expected],
      ['counted', cash.counted ?? ''],
      ['difference', cash.difference ?? ''],
    ],
    '  ',
  );
  return `session ${number} of ${profileId}, register ${register}\n${head}\n${totals}\n  cash in the drawer\n${drawer.replace(/^(?=.)/gm, '  ')}`;
}
