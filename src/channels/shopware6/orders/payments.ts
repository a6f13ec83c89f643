import type { JsonObject } from '../../../diff/json.js';
import type { Warning } from '../../../model/event.js';
import { filled } from '../../kit/filled.js';
import { readCustomFields } from '../reading/custom-fields.js';
import { liveRows } from '../reading/live-rows.js';
import { readInstant } from '../reading/read-instant.js';
import { stateName } from '../reading/state-name.js';
import { translated } from '../reading/translated.js';
import type { PriceRules } from './rules.js';
import { isSuccessful, type Transaction } from './transactions.js';

const STATUSES: Readonly<Record<string, string>> = {
  open: 'pending',
  in_progress: 'pending',
  unconfirmed: 'pending',
  reminded: 'pending',
  paid_partially: 'partially_paid',
  refunded_partially: 'partially_refunded',
  cancelled: 'voided',
};

/** The attribute of a payment that says what went back by its state alone, beyond what the provider noted. */
export const REFUNDED_BY_STATE = 'refundedByState';

/** The status of a payment; a state of the merchant's own is kept as it is. */
function statusOf(state: string | null): string | null {
  return state === null ? null : (STATUSES[state] ?? state);
}

function mapPayment(transaction: Transaction, { currency }: PriceRules, warnings: Warning[]): JsonObject {
  const { id, fields, state, amount, paid, unnoted } = transaction;
  const method = fields.object('paymentMethod');
  const captures = (liveRows(fields, 'captures') ?? []).filter((capture) => stateName(capture) === 'completed');
  const [first] = captures;
  return {
    id,
    method:
      method?.filledText('technicalName') ?? method?.filledText('shortName') ?? fields.filledText('paymentMethodId'),
    status: statusOf(state),
    amount: (paid?.gt(0) ? paid : amount).toFixed(),
    currency,
    reference: first?.filledText('externalReference') ?? null,
    paidAt: first === undefined ? null : readInstant(first, 'createdAt', '/payments', warnings),
    attributes: {
      ...filled({ state, title: translated(method, 'name'), amountOrdered: amount.toFixed() }),
      ...readCustomFields(fields),
      ...(unnoted.gt(0) ? { [REFUNDED_BY_STATE]: unnoted.toFixed() } : {}),
    },
  };
}

function checkKnown({ id, paid, refunded, state }: Transaction): Warning[] {
  const unknown = paid === null ? 'paid' : refunded === null ? 'refunded' : null;
  if (unknown === null) return [];
  const message = `The transaction ${id} is ${state}, and the shop does not say how much was ${unknown}`;
  return [{ code: `${unknown}_amount_unknown`, message, path: `/totals/${unknown}` }];
}

/** The payments of an order: every successful transaction, and the one that counts. Tries that failed before are none. */
export function mapPayments(
  transactions: readonly Transaction[],
  relevant: Transaction | null,
  rules: PriceRules,
  warnings: Warning[],
): JsonObject[] {
  const shown = transactions.filter((one) => one === relevant || isSuccessful(one));
  warnings.push(...shown.flatMap(checkKnown));
  return shown.map((one) => mapPayment(one, rules, warnings));
}
