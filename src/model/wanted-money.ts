import { Big } from 'big.js';
import { minorUnits } from './currency.js';
import { formatDecimal } from './decimal.js';
import type { Warning } from './event.js';
import { matchPayment } from './match-payment.js';
import type { Order } from './order.js';
import type { PosSettings } from './pos-settings.js';
import { hashName } from './record-key.js';
import type { BookedPayment, Settlement } from './settlement.js';

/** What the books of an order should say of its money. */
export interface WantedMoney {
  payments: BookedPayment[];
  rounding: string;
  paymentStatus: Settlement['paymentStatus'];
  warnings: Warning[];
}

/** An order and its till; `known` gives the match with which a payment that has not changed was booked before. */
interface Question {
  order: Order;
  pos: PosSettings;
  known: (payment: { id: string; basis: string }) => { methodId: string; via: string } | null;
}

interface Row extends Omit<BookedPayment, 'amount'> {
  amount: Big;
  isCash: boolean;
  isChange: boolean;
}

const NOT_TAKEN = new Set(
  'pending authorized failed failure error declined voided void cancelled canceled expired'.split(' '),
);
const CANCELLED = new Set(['cancelled', 'canceled', 'voided', 'void']);
/** The rules that know nothing of the payment. */
const GUESSES = new Set(['default', 'first']);
const ZERO = new Big(0);

/** Whether an order was called off: a till then holds neither its goods nor its money. */
export function isCancelled({ status, paymentStatus }: Pick<Order, 'status' | 'paymentStatus'>): boolean {
  return CANCELLED.has(status.trim().toLowerCase()) || paymentStatus === 'voided';
}

/** The payments of an order that brought or took money. Of an order without any, what it says is paid stands for one. */
export function countedPayments({ payments, totals }: Pick<Order, 'payments' | 'totals'>): Order['payments'] {
  const counted = payments.filter(
    ({ status, amount }) => !NOT_TAKEN.has(status?.trim().toLowerCase() ?? '') && !new Big(amount).eq(0),
  );
  if (payments.length > 0 || new Big(totals.paid).eq(0)) return counted;
  const none = { method: null, status: null, currency: null, reference: null, paidAt: null, attributes: {} };
  return [{ id: 'paid', amount: totals.paid, ...none }];
}

/**
 * The money of an order as a till has it: each payment by its method, what was given back the way it came, and change out of the
 * cash. What the cash was rounded by is what the source says, or else what the smallest coin asks for. Nothing for an order that was
 * called off.
 */
export function wantedMoney({ order, pos, known }: Question): WantedMoney {
  if (isCancelled(order)) return { payments: [], rounding: '0', paymentStatus: 'voided', warnings: [] };
  const counted = countedPayments(order);
  const taken = changeInCash(counted.filter((one) => !isRounding(one)).map((payment) => toRow(payment, pos, known)));
  const refunds = refundRows(order, taken);
  const told = counted.filter(isRounding).reduce((total, { amount }) => total.minus(amount), ZERO);
  const grand = new Big(order.totals.grand).plus(told);
  const { change, rounding } = settleCash(grand, taken, told.eq(0) ? pos.cashRounding : undefined);
  const rows = [...taken, ...refunds, ...change];
  const paid = sum([...taken.filter(({ amount, isChange }) => isChange || amount.gt(0)), ...change]);
  const places = minorUnits(order.currency);
  return {
    payments: rows.map(({ isCash: _c, isChange: _g, amount, ...row }) => ({
      ...row,
      amount: formatDecimal(amount.toFixed(), places),
    })),
    rounding: formatDecimal(told.plus(rounding).toFixed(), places),
    paymentStatus: statusOf(grand.plus(rounding), taken, paid, refundedOf(order, taken)),
    warnings: checkOverpaid(grand.plus(rounding), sum([...taken, ...change]), order),
  };
}

function toRow(payment: Order['payments'][number], pos: PosSettings, known: Question['known']): Row {
  const { id, method, attributes } = payment;
  const { paymentMode } = attributes;
  const mode = typeof paymentMode === 'string' || typeof paymentMode === 'number' ? String(paymentMode) : null;
  const basis = hashName(JSON.stringify([method, mode]));
  const match = known({ id, basis }) ?? matchPayment({ cardType: method, mode }, pos) ?? { methodId: '', via: 'first' };
  return {
    id,
    ...match,
    basis,
    amount: new Big(payment.amount),
    isCash: pos.methods.find((one) => one.id === match.methodId)?.kind === 'cash',
    isChange: payment.status === 'change' || attributes.kind === 'change',
  };
}

/** Change that nothing says the method of went out of the drawer that the cash of the order went into. */
function changeInCash(rows: readonly Row[]): Row[] {
  const cash = rows.find(({ isCash, isChange }) => isCash && !isChange);
  const isGuess = ({ isChange, via }: Row) => isChange && GUESSES.has(via);
  return rows.map((row) =>
    cash !== undefined && isGuess(row) ? { ...row, methodId: cash.methodId, isCash: true } : row,
  );
}

/** What the source says itself that cash was rounded by: it makes the payments come to the total, and is in no drawer. */
function isRounding({ attributes }: Order['payments'][number]): boolean {
  return attributes.kind === 'rounding';
}

/** What was given back by the payments themselves. */
function toldRefunds(taken: readonly Row[]): Big {
  return sum(taken.filter(({ amount, isChange }) => amount.lt(0) && !isChange)).abs();
}

/** What was given back, by the payments or by the order, whichever says more. */
function refundedOf({ totals }: Order, taken: readonly Row[]): Big {
  const told = toldRefunds(taken);
  return told.gt(totals.refunded) ? told : new Big(totals.refunded);
}

/** What the order says was given back and no payment says: it goes back the way it came, first payment first. */
function refundRows({ totals }: Order, taken: readonly Row[]): Row[] {
  let left = new Big(totals.refunded).minus(toldRefunds(taken));
  const rows: Row[] = [];
  for (const row of taken.filter(({ amount }) => amount.gt(0))) {
    if (left.lte(0)) break;
    const part = row.amount.lt(left) ? row.amount : left;
    left = left.minus(part);
    rows.push({ ...row, id: `refund:${row.id}`, amount: part.neg() });
  }
  return rows;
}

/** What cash is above what it should be is change, and what it should be is a multiple of the smallest coin. */
function settleCash(grand: Big, taken: readonly Row[], step: string | undefined): { change: Row[]; rounding: Big } {
  const cash = taken.filter(({ isCash, amount, isChange }) => isCash && (isChange || amount.gt(0) === grand.gte(0)));
  const [first] = cash;
  if (first === undefined) return { change: [], rounding: ZERO };
  const others = taken.filter((row) => !row.isCash && row.amount.gt(0) === grand.gte(0));
  const due = grand.minus(sum(others));
  const given = sum(cash);
  // Some tills do not round what they could.
  const rounded = step === undefined || given.eq(due) ? due : due.div(step).round(0).times(step);
  const over = given.minus(rounded);
  const isChange = over.gt(0) && rounded.gte(0) && grand.gte(0);
  // Less cash than is due is a part of the sum, and was not rounded.
  if (!over.eq(0) && !isChange) return { change: [], rounding: ZERO };
  const change = isChange ? [{ ...first, id: `change:${first.id}`, amount: over.neg(), isChange: true }] : [];
  return { change, rounding: rounded.minus(due) };
}

function statusOf(due: Big, taken: readonly Row[], paid: Big, refunded: Big): Settlement['paymentStatus'] {
  if (due.lt(0)) return sum(taken).lte(due) ? 'refunded' : 'pending';
  if (refunded.gt(0) && paid.gt(0)) return refunded.gte(paid) ? 'refunded' : 'partially_refunded';
  if (paid.gte(due)) return 'paid';
  return paid.gt(0) ? 'partially_paid' : 'pending';
}

function checkOverpaid(due: Big, net: Big, { currency }: Order): Warning[] {
  if (due.lt(0) || net.lte(due)) return [];
  const message = `The payments come to ${net.toFixed()} ${currency}, ${net.minus(due).toFixed()} more than is due, and none of it is cash to give change from`;
  return [{ code: 'overpaid', message, path: '/payments' }];
}

function sum(rows: readonly Row[]): Big {
  return rows.reduce((total, { amount }) => total.plus(amount), ZERO);
}
