import { Big } from 'big.js';
import type { Json, JsonObject } from '../../../diff/json.js';
import { minorUnits } from '../../../model/currency.js';
import { sumOf } from '../../../model/decimal.js';
import type { Warning } from '../../../model/event.js';
import type { Mapped } from '../../../ports/channel.js';
import { filled } from '../../kit/filled.js';
import { given } from '../../kit/given.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { NO_PRICE, type Price, round } from '../orders/price.js';
import { type PriceRules, readRules } from '../orders/rules.js';
import { readTransaction } from '../orders/transactions.js';
import { readCustomFields } from '../reading/custom-fields.js';
import { liveRows } from '../reading/live-rows.js';
import { readFields } from '../reading/read-fields.js';
import { readInstant } from '../reading/read-instant.js';
import { rowId } from '../reading/row-id.js';
import { stateName } from '../reading/state-name.js';
import type { ShopwareSettings } from '../schema.js';
import { identifyRefund, isStatedRefund } from './identify-document.js';
import { readOrderId, readSkus } from './order-of-document.js';

const STATES: Readonly<Record<string, string>> = { completed: 'refunded', failed: 'cancelled', cancelled: 'cancelled' };

/** What goes back, tax included, and the tax of it where that is known: providers copy the taxes of the whole order. */
function readAmount(fields: RawFields, rules: PriceRules): Price {
  const amount = fields.object('amount');
  if (amount === null) return NO_PRICE;
  const total = round(amount.decimal('totalPrice') ?? new Big(0), rules.totalPlaces);
  const shares = amount.objects('calculatedTaxes');
  const tax = round(sumOf(shares.map((share) => share.decimal('tax') ?? new Big(0))), rules.totalPlaces);
  const taxed = sumOf(shares.map((share) => share.decimal('price') ?? new Big(0)));
  const whole = rules.taxStatus === 'gross' ? taxed : taxed.plus(tax);
  const isOwn = whole
    .minus(total)
    .abs()
    .lte(new Big(10).pow(-minorUnits(rules.currency)));
  return isOwn && rules.taxStatus !== 'tax-free' ? { net: total.minus(tax), tax } : { net: total, tax: new Big(0) };
}

function mapLines(refund: RawFields, rules: PriceRules): { line: JsonObject; price: Price }[] {
  const skus = readSkus(refund);
  return (liveRows(refund, 'positions') ?? []).map((position, index) => {
    const price = readAmount(position, rules);
    const lineId = position.filledText('orderLineItemId');
    const line = {
      id: rowId(position, index, 'position'),
      orderLineId: lineId,
      sku: skus.get(lineId ?? '') ?? null,
      quantity: position.decimal('quantity')?.toFixed() ?? '1',
      amount: price.net.toFixed(),
      tax: price.tax.toFixed(),
      attributes: filled({ reason: position.filledText('reason') }),
    };
    return { line, price };
  });
}

function mapAmounts({ net, tax }: Price, lines: readonly { line: JsonObject; price: Price }[]): JsonObject {
  const subtotal = sumOf(lines.map(({ price }) => price.net));
  const grand = net.plus(tax);
  return {
    lines: lines.map(({ line }) => line),
    totals: {
      subtotal: subtotal.toFixed(),
      discount: '0',
      shipping: '0',
      tax: tax.toFixed(),
      adjustment: grand.minus(tax).minus(subtotal).toFixed(),
      grand: grand.toFixed(),
    },
  };
}

/** A refund that the payment provider noted. */
function mapNoted(refund: RawFields, rules: PriceRules, warnings: Warning[]): JsonObject {
  const state = stateName(refund);
  const isDone = state === 'completed';
  const doneAt = refund.has('updatedAt') ? 'updatedAt' : 'createdAt';
  return given({
    ...mapAmounts(readAmount(refund, rules), mapLines(refund, rules)),
    state: state === null ? undefined : (STATES[state] ?? 'open'),
    reason: refund.filledText('reason') ?? undefined,
    refundedAt: isDone ? readInstant(refund, doneAt, '/refundedAt', warnings) : undefined,
    attributes: {
      ...filled({
        state,
        reference: refund.filledText('externalReference'),
        captureId: refund.filledText('captureId'),
      }),
      ...readCustomFields(refund),
    },
  });
}

/** A refund that the state of a transaction alone tells of: all that the provider did not note went back. */
function mapStated(transaction: RawFields, rules: PriceRules, warnings: Warning[]): JsonObject {
  const { state, unnoted } = readTransaction(transaction, 0, rules);
  const whole = readAmount(transaction, rules);
  const price = whole.net.plus(whole.tax).eq(unnoted) ? whole : { net: unnoted, tax: new Big(0) };
  return given({
    ...mapAmounts(price, []),
    state: 'refunded',
    refundedAt: readInstant(transaction, 'updatedAt', '/refundedAt', warnings) ?? undefined,
    attributes: filled({ state, derivedFrom: 'transaction' }),
  });
}

/**
 * The canonical refund of what a payment provider noted, or of a transaction that is refunded without a note. Adjustment is what it
 * gives beyond its lines.
 * @throws `mapping_failed`, `currency_unknown`, `record_id_missing`
 */
export function mapRefund(raw: Json, settings: ShopwareSettings): Mapped {
  const { recordId, sourceVersion } = identifyRefund(raw);
  const refund = readFields(raw);
  const order = refund.object('order');
  if (order === null) throw refund.missing('order');
  const rules = readRules(order, settings);
  const warnings: Warning[] = [];
  const map = isStatedRefund(recordId) ? mapStated : mapNoted;
  const record = given({
    id: recordId,
    orderId: readOrderId(refund),
    currency: rules.currency,
    ...map(refund, rules, warnings),
    updatedAt: sourceVersion ?? undefined,
  });
  return { record, warnings };
}
