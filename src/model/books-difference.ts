import { Big } from 'big.js';
import { formatDecimal } from './decimal.js';
import type { BookedGoods, BookedPayment, SettlementEntry } from './settlement.js';

/** What an entry books. */
export type Booked = Pick<SettlementEntry, 'payments' | 'rounding' | 'goods'>;

/**
 * What must be booked so that all entries together say what is wanted: wanted less booked, by payment and method, and by line and
 * product. Null where that is nothing.
 */
export function booksDifference(entries: readonly Booked[], wanted: Booked): Booked | null {
  const payments = moneyDifference(
    entries.flatMap((entry) => entry.payments),
    wanted.payments,
  );
  const goods = goodsDifference(
    entries.flatMap((entry) => entry.goods),
    wanted.goods,
  );
  const booked = entries.reduce((sum, { rounding }) => sum.plus(rounding), new Big(0));
  const rounding = new Big(wanted.rounding).minus(booked);
  if (payments.length === 0 && goods.length === 0 && rounding.eq(0)) return null;
  return { payments, rounding: formatDecimal(rounding.toFixed(), decimalsOf(wanted.rounding)), goods };
}

function moneyDifference(booked: readonly BookedPayment[], wanted: readonly BookedPayment[]): BookedPayment[] {
  const rows = new Map<string, { row: BookedPayment; amount: Big }>();
  const add = (row: BookedPayment, sign: 1 | -1) => {
    const key = JSON.stringify([row.id, row.methodId]);
    const before = rows.get(key)?.amount ?? new Big(0);
    rows.set(key, { row, amount: before.plus(new Big(row.amount).times(sign)) });
  };
  for (const row of booked) add(row, -1);
  for (const row of wanted) add(row, 1);
  return [...rows.values()]
    .filter(({ amount }) => !amount.eq(0))
    .map(({ row, amount }) => ({ ...row, amount: formatDecimal(amount.toFixed(), decimalsOf(row.amount)) }));
}

function goodsDifference(booked: readonly BookedGoods[], wanted: readonly BookedGoods[]): BookedGoods[] {
  const rows = new Map<string, { row: BookedGoods; micro: number }>();
  const add = (row: BookedGoods, sign: 1 | -1) => {
    const key = JSON.stringify([row.lineId, row.sku ?? [row.productKey]]);
    rows.set(key, { row, micro: (rows.get(key)?.micro ?? 0) + sign * row.micro });
  };
  for (const row of booked) add(row, -1);
  for (const row of wanted) add(row, 1);
  return [...rows.values()].filter(({ micro }) => micro !== 0).map(({ row, micro }) => ({ ...row, micro }));
}

function decimalsOf(amount: string): number {
  const point = amount.indexOf('.');
  return point < 0 ? 0 : amount.length - point - 1;
}
