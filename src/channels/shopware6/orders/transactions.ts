import { Big } from 'big.js';
import { sumOf } from '../../../model/decimal.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { liveRows } from '../reading/live-rows.js';
import { rowId } from '../reading/row-id.js';
import { stateName } from '../reading/state-name.js';
import { round } from './price.js';
import type { PriceRules } from './rules.js';

/** A try to pay an order. */
export interface Transaction {
  id: string;
  fields: RawFields;
  /** As the shop calls it; null where the state was not loaded. */
  state: string | null;
  amount: Big;
  /** What the customer paid by it; null where the shop does not say how much of it was. */
  paid: Big | null;
  /** What went back; null as `paid`. */
  refunded: Big | null;
  /** What went back by the state of the transaction alone, beyond what the payment provider noted. */
  unnoted: Big;
}

const PAID = new Set(['paid', 'refunded', 'refunded_partially', 'chargeback']);
const GIVEN_BACK = new Set(['refunded', 'chargeback']);
const LOST = new Set(['failed', 'cancelled']);
const ZERO = new Big(0);

function totalOf(fields: RawFields, { totalPlaces }: PriceRules): Big {
  return round(fields.object('amount')?.decimal('totalPrice') ?? ZERO, totalPlaces);
}

function sumOfCompleted(rows: readonly RawFields[], rules: PriceRules): Big {
  return sumOf(rows.filter((row) => stateName(row) === 'completed').map((row) => totalOf(row, rules)));
}

function readPaid(state: string | null, amount: Big, captured: Big): Big | null {
  if (PAID.has(state ?? '')) return amount;
  if (state === 'paid_partially' && captured.eq(0)) return null;
  return LOST.has(state ?? '') ? ZERO : captured;
}

function readRefunded(state: string | null, amount: Big, completed: Big): Big | null {
  // The state is the merchant's word for all of it, whatever the provider noted.
  if (GIVEN_BACK.has(state ?? '')) return completed.gt(amount) ? completed : amount;
  return state === 'refunded_partially' && completed.eq(0) ? null : completed;
}

/** Reads one transaction; `index` is its place in the order. */
export function readTransaction(fields: RawFields, index: number, rules: PriceRules): Transaction {
  const captures = liveRows(fields, 'captures') ?? [];
  const refunds = captures.flatMap((capture) => liveRows(capture, 'refunds') ?? []);
  const state = stateName(fields);
  const amount = totalOf(fields, rules);
  const noted = sumOfCompleted(refunds, rules);
  const refunded = readRefunded(state, amount, noted);
  return {
    id: rowId(fields, index, 'transaction'),
    fields,
    state,
    amount,
    paid: readPaid(state, amount, sumOfCompleted(captures, rules)),
    refunded,
    unnoted: (refunded ?? noted).minus(noted),
  };
}

/** The transactions of an order, the oldest first; null when they were not loaded. */
export function readTransactions(order: RawFields, rules: PriceRules): Transaction[] | null {
  return liveRows(order, 'transactions')?.map((fields, index) => readTransaction(fields, index, rules)) ?? null;
}

/** Whether money moved by it, or is held for it. */
export function isSuccessful({ state, paid }: Transaction): boolean {
  return state === 'authorized' || state === 'paid_partially' || (paid?.gt(0) ?? false);
}

/** The transaction that counts: the one that the shop names, else the newest that is not lost; failed tries stay in the order for ever. */
export function relevantTransaction(order: RawFields, transactions: readonly Transaction[]): Transaction | null {
  const primary = order.filledText('primaryOrderTransactionId');
  const named = transactions.find(({ id }) => id === primary);
  if (named !== undefined) return named;
  return transactions.findLast(({ state }) => !LOST.has(state ?? '')) ?? transactions.at(-1) ?? null;
}
