import { Big } from 'big.js';
import { minorUnits } from './currency.js';
import { formatDecimal } from './decimal.js';
import type { PosSettings } from './pos-settings.js';
import type { SettlementEntry } from './settlement.js';
import type { TillSession } from './till-session.js';

/** The sums of a session's entries, and which orders they are of. */
export interface SessionSums {
  orders: Set<string>;
  methods: Map<string, { amount: Big; bookings: number }>;
  rounding: Big;
}

/** The sums of no entry. */
export function emptySums(): SessionSums {
  return { orders: new Set(), methods: new Map(), rounding: new Big(0) };
}

/** Adds what an entry of an order booked. */
export function addEntry(sums: SessionSums, order: string, { payments, rounding }: SettlementEntry): void {
  sums.orders.add(order);
  sums.rounding = sums.rounding.plus(rounding);
  for (const { methodId, amount } of payments) {
    const { amount: before, bookings } = sums.methods.get(methodId) ?? { amount: new Big(0), bookings: 0 };
    sums.methods.set(methodId, { amount: before.plus(amount), bookings: bookings + 1 });
  }
}

/** The totals of a session by payment method, as the profile names them, and the drawer against what was counted. */
export function sessionTotals(
  sums: SessionSums,
  pos: PosSettings,
  { openingCash, counted }: { openingCash: string; counted: string | null },
): Pick<TillSession, 'orders' | 'totals' | 'rounding' | 'cash'> {
  const spell = (amount: Big): string => formatDecimal(amount.toFixed(), minorUnits(pos.currency));
  const unknown = [...sums.methods.keys()].filter((id) => pos.methods.every((one) => one.id !== id)).sort();
  const named = [...pos.methods, ...unknown.map((id) => ({ id, name: id, kind: 'other' as const }))];
  const totals = named.map(({ id, name, kind }) => {
    const { amount, bookings } = sums.methods.get(id) ?? { amount: new Big(0), bookings: 0 };
    return { methodId: id, name, kind, amount: spell(amount), bookings };
  });
  const expected = totals
    .filter(({ kind }) => kind === 'cash')
    .reduce((sum, { amount }) => sum.plus(amount), new Big(openingCash));
  return {
    orders: sums.orders.size,
    totals,
    rounding: spell(sums.rounding),
    cash: {
      opening: spell(new Big(openingCash)),
      expected: spell(expected),
      counted: counted === null ? null : spell(new Big(counted)),
      difference: counted === null ? null : spell(new Big(counted).minus(expected)),
    },
  };
}
