import { formatSession, formatSessions } from '../../../src/cli/output/session-text.js';
import { formatStock } from '../../../src/cli/output/stock-text.js';
import type { TillSession } from '../../../src/model/till-session.js';

const closed: TillSession = {
  profileId: 'my-till',
  register: 'main',
  number: 12,
  status: 'closed',
  openedAt: '2026-11-20T08:00:00.000Z',
  openedBy: 'automatic',
  closedAt: '2026-11-20T18:00:00.000Z',
  closedBy: 'Ada',
  currency: 'EUR',
  orders: 31,
  totals: [
    { methodId: 'cash', name: 'Cash', kind: 'cash', amount: '673.95', bookings: 20 },
    { methodId: 'card', name: 'Card\u001b[31m', kind: 'card', amount: '100.00', bookings: 4 },
  ],
  rounding: '0.02',
  cash: { opening: '150.00', expected: '823.95', counted: '823.45', difference: '-0.50' },
};
const open: TillSession = {
  ...closed,
  number: 13,
  status: 'open',
  closedAt: null,
  closedBy: null,
  rounding: '0.00',
  cash: { opening: '150.00', expected: '150.00', counted: null, difference: null },
};

test('sessions read as a table', () => {
  expect(formatSessions([open, closed])).toBe(
    [
      'SESSION  STATUS  OPENED                CLOSED                ORDERS  CASH        COUNTED  DIFFERENCE',
      '13       open    2026-11-20 08:00:00Z  -                     31      150.00 EUR  -        -',
      '12       closed  2026-11-20 08:00:00Z  2026-11-20 18:00:00Z  31      823.95 EUR  823.45   -0.50',
      '',
    ].join('\n'),
  );
  expect(formatSessions([])).toBe('There were no sessions yet.\n');
});

test('a session reads as its totals and its drawer, and nothing in it reaches the terminal as a command', () => {
  expect(formatSession(closed)).toBe(
    [
      'session 12 of my-till, register main',
      '  status    closed',
      '  opened    2026-11-20 08:00:00Z by automatic',
      '  closed    2026-11-20 18:00:00Z by Ada',
      '  orders    31',
      '  rounding  0.02 EUR',
      '',
      '  METHOD    KIND  AMOUNT      BOOKINGS',
      '  Cash      cash  673.95 EUR  20',
      '  Card[31m  card  100.00 EUR  4',
      '',
      '  cash in the drawer',
      '    opening     150.00',
      '    expected    823.95',
      '    counted     823.45',
      '    difference  -0.50',
      '',
    ].join('\n'),
  );
  expect(formatSession(open)).not.toMatch(/closed|rounding|counted|difference/);
});

test('stock reads as a table', () => {
  const items = [
    { sku: 'MUG', quantity: '-2.5', countedAt: null },
    { sku: null, productKey: 'p1', quantity: '7', countedAt: '2026-11-20T08:00:00.000Z' },
  ];
  expect(formatStock(items)).toBe(
    [
      'SKU           QUANTITY  COUNTED',
      'MUG           -2.5      never',
      '(product p1)  7         2026-11-20 08:00:00Z',
      '',
    ].join('\n'),
  );
  expect(formatStock([])).toBe('Nothing was moved or counted yet.\n');
});
