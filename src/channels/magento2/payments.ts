import type { JsonObject } from '../../diff/json.js';
import type { RawFields } from '../kit/raw-fields.js';
import type { Tender } from './totals.js';

const AMOUNTS = {
  amount_ordered: 'amountOrdered',
  amount_authorized: 'amountAuthorized',
  amount_paid: 'amountPaid',
  amount_refunded: 'amountRefunded',
  amount_canceled: 'amountCancelled',
} as const;

const TEXTS = { cc_type: 'cardType', cc_last4: 'cardLast4', po_number: 'purchaseOrderNumber' } as const;

function status(payment: RawFields): string {
  const paid = payment.amount('amount_paid');
  const refunded = payment.amount('amount_refunded');
  const cancelled = payment.amount('amount_canceled');
  if (refunded.gt(0)) return refunded.gte(paid) ? 'refunded' : 'partially_refunded';
  if (paid.gt(0)) return paid.gte(payment.amount('amount_ordered')) ? 'paid' : 'partially_paid';
  if (cancelled.gt(0)) return 'voided';
  return payment.amount('amount_authorized').gt(0) ? 'authorized' : 'pending';
}

/** How the method is called in the shop: the first line of what it noted. */
function methodTitle(payment: RawFields): string | null {
  const [first] = payment.elements('additional_information');
  return typeof first === 'string' && first !== '' ? first : null;
}

function attributes(payment: RawFields): JsonObject {
  const found: JsonObject = {};
  const title = methodTitle(payment);
  if (title !== null) found.title = title;
  for (const [field, name] of Object.entries(TEXTS)) {
    const text = payment.filledText(field);
    if (text !== null) found[name] = text;
  }
  for (const [field, name] of Object.entries(AMOUNTS)) {
    const amount = payment.decimal(field);
    if (amount !== null) found[name] = amount.toFixed();
  }
  return found;
}

function mapPayment(payment: RawFields, currency: string): JsonObject {
  const paid = payment.amount('amount_paid');
  return {
    id: payment.filledText('entity_id') ?? 'payment',
    method: payment.text('method'),
    status: status(payment),
    amount: (paid.gt(0) ? paid : payment.amount('amount_ordered')).toFixed(),
    currency,
    reference: payment.filledText('last_trans_id'),
    paidAt: null,
    attributes: attributes(payment),
  };
}

function mapTender({ id, amount }: Tender, currency: string): JsonObject {
  return {
    id,
    method: id,
    status: 'paid',
    amount: amount.toFixed(),
    currency,
    reference: null,
    paidAt: null,
    attributes: {},
  };
}

/** The payment of the order (what was paid, or what is to be paid), and what gift cards, store credit and points paid. */
export function mapPayments(order: RawFields, tenders: readonly Tender[], currency: string): JsonObject[] {
  const payment = order.object('payment');
  const own = payment === null ? [] : [mapPayment(payment, currency)];
  return [...own, ...tenders.map((tender) => mapTender(tender, currency))];
}
