import { Big } from 'big.js';
import type { JsonObject } from '../../../diff/json.js';
import { sumOf } from '../../../model/decimal.js';
import { filled } from '../../kit/filled.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { toUtc } from '../identify.js';
import { identifyRows } from '../ids.js';
import { amountOf, type MoneySet, moneyOf } from '../money-set.js';
import type { OrderMoney } from './order-money.js';

const TAKEN = new Set(['SALE', 'CAPTURE']);
const AUTHORIZED = new Set(['AUTHORIZATION', 'EMV_AUTHORIZATION']);
const SETTLING = new Set(['CAPTURE', 'VOID']);

const kindOf = (transaction: RawFields) => transaction.text('kind')?.toUpperCase() ?? '';

/** The movements of money that took place: an attempt that failed, or one that is not through yet, is none. */
export function succeeded(order: RawFields): RawFields[] {
  return order.objects('transactions').filter((one) => one.text('status')?.toUpperCase() === 'SUCCESS');
}

/** The movements that brought money. */
export function takenPayments(order: RawFields): RawFields[] {
  return succeeded(order).filter((one) => TAKEN.has(kindOf(one)));
}

/** The authorizations of which nothing was captured yet, and that were not given up. */
function openAuthorizations(order: RawFields): RawFields[] {
  const all = succeeded(order);
  const settled = new Set(
    all.filter((one) => SETTLING.has(kindOf(one))).map((one) => one.object('parentTransaction')?.text('id')),
  );
  // Where no movement names its parent, one that was captured cannot be told from one that was not.
  const isBlind = all.some((one) => SETTLING.has(kindOf(one)) && one.object('parentTransaction') === null);
  return all.filter((one) => AUTHORIZED.has(kindOf(one)) && !isBlind && !settled.has(one.text('id')));
}

/** What an order's movements of money come to. */
export interface Money {
  paid: Big;
  refunded: Big;
  /** Whether money is authorized and not taken yet. */
  isAuthorized: boolean;
  /** Whether an authorization was given up. */
  isVoided: boolean;
}

/** What was paid by the order's own figures; of one that has none, what its status says is no longer outstanding. */
function readReceived(order: RawFields, set: MoneySet): Big {
  const received = moneyOf(order, 'totalReceivedSet', set);
  if (received !== null) return received;
  const [total, outstanding] = [moneyOf(order, 'totalPriceSet', set), moneyOf(order, 'totalOutstandingSet', set)];
  const isPaid = ['PAID', 'PARTIALLY_PAID'].includes(order.text('displayFinancialStatus') ?? '');
  return isPaid && total !== null && outstanding !== null ? total.minus(outstanding) : new Big(0);
}

/** Adds up what was paid and given back. Without transactions the order's own figures stand in. */
export function readMoney(order: RawFields, set: MoneySet): Money {
  const all = succeeded(order);
  const sum = (kinds: ReadonlySet<string>) =>
    sumOf(all.filter((one) => kinds.has(kindOf(one))).map((one) => amountOf(one, 'amountSet', set)));
  const hasOwn = order.list('transactions') !== null;
  const paid = hasOwn ? sum(TAKEN).minus(sum(new Set(['CHANGE']))) : readReceived(order, set);
  const stated = moneyOf(order, 'totalRefundedSet', set);
  const status = order.text('displayFinancialStatus');
  const capturable = amountOf(order, 'totalCapturableSet', set);
  return {
    paid,
    refunded: stated ?? sum(new Set(['REFUND'])),
    isAuthorized: hasOwn ? openAuthorizations(order).length > 0 : capturable.gt(0) || status === 'AUTHORIZED',
    isVoided: all.some((one) => kindOf(one) === 'VOID') || (!hasOwn && status === 'VOIDED'),
  };
}

function mapPayment(id: string, one: RawFields, status: string, amount: Big, { currency }: OrderMoney): JsonObject {
  return {
    id,
    method: one.filledText('gateway') ?? one.filledText('formattedGateway'),
    status,
    amount: amount.toFixed(),
    currency,
    reference: one.filledText('paymentId'),
    paidAt: status === 'authorized' ? null : toUtc(one.json('processedAt') ?? one.json('createdAt')),
    attributes: filled({
      kind: kindOf(one).toLowerCase(),
      title: one.text('formattedGateway'),
      test: one.flag('test') ? true : null,
    }),
  };
}

/**
 * The payments of an order: what was taken, change that was given back as a negative one, and what is authorized and not taken yet.
 * An authorization and its capture are one payment.
 */
export function mapPayments(order: RawFields, money: OrderMoney): JsonObject[] | undefined {
  if (order.list('transactions') === null) return undefined;
  const open = new Set(openAuthorizations(order).map((one) => one.text('id')));
  return identifyRows(succeeded(order), 'payment').flatMap(({ id, fields }) => {
    const amount = amountOf(fields, 'amountSet', money.set);
    const kind = kindOf(fields);
    if (TAKEN.has(kind)) return [mapPayment(id, fields, 'paid', amount, money)];
    if (kind === 'CHANGE') return [mapPayment(id, fields, 'change', amount.abs().neg(), money)];
    return open.has(fields.text('id')) ? [mapPayment(id, fields, 'authorized', amount, money)] : [];
  });
}
