import { Big } from 'big.js';
import type { JsonObject } from '../../../diff/json.js';
import { minorUnits } from '../../../model/currency.js';
import type { Warning } from '../../../model/event.js';
import { filled } from '../../kit/filled.js';
import { sumOf, toBig } from './amounts.js';
import { ownIds } from './own-ids.js';
import type { Sale } from './read-sale.js';

/** What was paid: each payment, and what they come to. */
export interface Paid {
  payments: JsonObject[];
  paid: Big;
}

interface Entry {
  id: string;
  method: string | null;
  amount: Big;
  reference: string | null;
  attributes: JsonObject;
}

const CASH = /cash/i;

/** The tenders of the payload; those of nothing are left out. Without a list what was paid is one payment, of which no more is known. */
function tendersOf({ payments, AmountPaid }: Sale): Entry[] {
  if (payments === null || payments.length === 0) {
    const amount = toBig(AmountPaid);
    return amount.eq(0) ? [] : [{ id: '1', method: null, amount, reference: null, attributes: {} }];
  }
  const ids = ownIds(
    payments.map(({ PaymentID }) => PaymentID),
    ['change', 'rounding'],
  );
  const tenders = payments.map(
    (one, index): Entry => ({
      id: ids[index] ?? '',
      method: one.CardType,
      amount: toBig(one.AmountPaid),
      reference: one.Reference,
      attributes: filled({ paymentMode: one.PaymentMode }),
    }),
  );
  return tenders.filter(({ amount }) => !amount.eq(0));
}

/** How the change was given: as the only tender was paid, or in cash where that was one of them. */
function methodOfChange(tenders: readonly Entry[]): string | null {
  if (tenders.length === 1) return tenders[0]?.method ?? null;
  return tenders.find(({ method }) => method !== null && CASH.test(method))?.method ?? null;
}

/**
 * What settles the rest: what a cash total was rounded by, and the change where the tenders are what was handed over. Tenders that come
 * to the total already are what was kept of them.
 */
function settlementsOf({ CashRounding, Change }: Sale, tenders: readonly Entry[], grand: Big): Entry[] {
  const rounded = toBig(CashRounding).neg();
  const change = toBig(Change);
  const rest = sumOf(tenders.map(({ amount }) => amount))
    .plus(rounded)
    .minus(grand);
  const entries: Entry[] = [];
  if (!rounded.eq(0)) {
    entries.push({ id: 'rounding', method: null, amount: rounded, reference: null, attributes: { kind: 'rounding' } });
  }
  const isHandedOver = change.gt(0) ? rest.gt(0) : rest.lt(0);
  if (!change.eq(0) && isHandedOver) {
    const method = methodOfChange(tenders);
    entries.push({ id: 'change', method, amount: change.neg(), reference: null, attributes: { kind: 'change' } });
  }
  return entries;
}

/** Whether the list of payments and the amount that the payload says was paid contradict each other. */
function checkPaid(sale: Sale, tendered: Big, currency: string): Warning[] {
  if (sale.AmountPaid === null || sale.payments === null || sale.payments.length === 0) return [];
  const stated = toBig(sale.AmountPaid);
  const unit = new Big(10).pow(-minorUnits(currency));
  const isSame = [tendered, tendered.minus(toBig(sale.Change))].some((one) => one.minus(stated).abs().lte(unit));
  if (isSame) return [];
  const message = `The payments come to ${tendered.toFixed()}, but AmountPaid is ${stated.toFixed()} ${currency}`;
  return [{ code: 'payment_inconsistency', message, path: '/payments' }];
}

/** The payments of an order: each tender with its card type as it came, what cash was rounded by (`rounding`), and the change (`change`). */
export function mapPayments(sale: Sale, grand: Big, currency: string, warnings: Warning[]): Paid {
  const tenders = tendersOf(sale);
  warnings.push(...checkPaid(sale, sumOf(tenders.map(({ amount }) => amount)), currency));
  const entries = [...tenders, ...settlementsOf(sale, tenders, grand)];
  return {
    payments: entries.map(({ amount, ...entry }) => ({ ...entry, amount: amount.toFixed() })),
    paid: sumOf(entries.map(({ amount }) => amount)),
  };
}
