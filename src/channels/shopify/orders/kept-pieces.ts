import { Big } from 'big.js';
import { sumOf } from '../../../model/decimal.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { amountOf, moneyOf } from '../money-set.js';

/**
 * How many pieces of each line are taken for ordered, by the id of the line. An edit takes pieces out of an order, and they are no
 * longer ordered; a refund gives money back for pieces, which stay ordered, as the refund is a record of its own. Shopify counts both
 * in `currentQuantity`. A line that is not in the map is whole.
 */
export function readKeptPieces(order: RawFields): ReadonlyMap<string, Big> {
  const refunds = order.list('refunds');
  const isCancelled = order.filledText('cancelledAt') !== null;
  // Without the refunds, what left the order cannot be told apart; and a cancelled order stays what it was.
  if (isCancelled || refunds === null || refunds.some((refund) => refund.list('refundLineItems') === null))
    return new Map();
  const refunded = countRefunded(refunds.filter((refund) => !isEdit(refund)));
  const kept = new Map<string, Big>();
  for (const line of order.objects('lineItems')) {
    const id = line.text('id') ?? '';
    const [ordered, current] = [line.decimal('quantity'), line.decimal('currentQuantity')];
    if (ordered === null || current === null || current.gte(ordered)) continue;
    const pieces = current.plus(refunded.get(id) ?? 0);
    if (pieces.lt(ordered)) kept.set(id, pieces);
  }
  return kept;
}

/** A refund that moved no money and explains no difference is how an edit that removes pieces may be noted. */
export function isEdit(refund: RawFields): boolean {
  const paid = moneyOf(refund, 'totalRefundedSet', 'shop') ?? moneyOf(refund, 'totalRefundedSet', 'presentment');
  if (paid === null || !paid.eq(0) || refund.objects('orderAdjustments').length > 0) return false;
  const lines = refund.objects('refundLineItems');
  const worth = sumOf(lines.map((line) => amountOf(line, 'subtotalSet', 'shop')));
  return lines.length > 0 && !worth.eq(0);
}

function countRefunded(refunds: readonly RawFields[]): Map<string, Big> {
  const pieces = new Map<string, Big>();
  for (const row of refunds.flatMap((refund) => refund.objects('refundLineItems'))) {
    const id = row.object('lineItem')?.text('id') ?? '';
    pieces.set(id, (pieces.get(id) ?? new Big(0)).plus(row.decimal('quantity') ?? 0));
  }
  return pieces;
}
