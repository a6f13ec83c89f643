import { Big } from 'big.js';
import { order as orderSchema } from '../../src/model/order.js';
import type { SettlementEntry } from '../../src/model/settlement.js';
import { amountsOf, stockOf } from './till-world.js';
import type { World } from './world.js';

/** What must hold of the books once every order was processed and every session was closed, whatever happened on the way. */
export type BooksInvariant =
  | 'each order is booked as it is stored'
  | 'each entry is counted in exactly one session'
  | 'the sessions are closed once each, and count what their entries say'
  | 'the sessions together are the orders'
  | 'the stock is what the orders leave';

/** The invariants of the books that do not hold; the orders in the store are what they should say, as plainly as it can be told. */
export function brokenBooks(world: World): BooksInvariant[] {
  const { till, store } = world.ports;
  const orders = store.items().flatMap(({ kind, record }) => (kind === 'order' ? [orderSchema.parse(record)] : []));
  const held = orders.filter(({ status }) => status !== 'cancelled');
  const money = amountsOf(
    held.flatMap(({ payments }) =>
      payments.map(({ method, amount }) => ({ methodId: method === 'Cash' ? 'cash' : 'card', amount })),
    ),
  );
  const sold: Record<string, number> = {};
  for (const { sku, quantity } of held.flatMap(({ lines }) => lines))
    sold[String(sku)] = (sold[String(sku)] ?? 0) - Number(quantity);
  const entries = till.settlements().flatMap((one) => one.entries);
  const sessions = till.sessions();
  const checks: [BooksInvariant, boolean][] = [
    ['each order is booked as it is stored', same(amountsOf(entries.flatMap(({ payments }) => payments)), money)],
    [
      'each entry is counted in exactly one session',
      entries.every(({ countedIn, stamp }) => countedIn !== null && countedIn === stamp?.session),
    ],
    [
      'the sessions are closed once each, and count what their entries say',
      sessions.every(({ number, totals, orders: count }) => {
        const own = till.settlements().filter((one) => one.entries.some(({ countedIn }) => countedIn === number));
        const counted = own.flatMap((one) => one.entries.filter(({ countedIn }) => countedIn === number));
        return same(amountsOf(totals), sumOf(counted)) && own.length === count;
      }),
    ],
    ['the sessions together are the orders', same(amountsOf(sessions.flatMap(({ totals }) => totals)), money)],
    ['the stock is what the orders leave', same(stockOf(world), withoutZero(sold))],
  ];
  return checks.filter(([, holds]) => !holds).map(([invariant]) => invariant);
}

function sumOf(entries: readonly SettlementEntry[]): Record<string, string> {
  return amountsOf(entries.flatMap(({ payments }) => payments));
}

function withoutZero(sums: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => !new Big(sum).eq(0)));
}

function same(one: object, other: object): boolean {
  const spell = (value: object) => JSON.stringify(Object.entries(value).sort());
  return spell(one) === spell(other);
}
