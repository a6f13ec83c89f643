import { Big } from 'big.js';
import { figuresOf } from '../../../src/local/sandbox/shopify/books/figures.js';
import type { ShopOrder } from '../../../src/local/sandbox/shopify/books/order.js';
import { currentQuantity } from '../../../src/local/sandbox/shopify/books/order-line.js';
import { financialStatus } from '../../../src/local/sandbox/shopify/books/statuses.js';
import { minorUnits } from '../../../src/model/currency.js';

/** Which of the two amounts of the books. */
export type BookSet = 'shop' | 'presentment';

/** An amount of the books as a decimal. */
export function spell(minor: number, currency: string): string {
  return new Big(minor).times(new Big(10).pow(-minorUnits(currency))).toFixed();
}

/** What is ordered by the books: before refunds, without what edits took out. A cancelled order is what it was. */
function orderedMinor(order: ShopOrder, set: BookSet): number {
  const { total, currentTotal, refundDiscrepancy } = figuresOf(order);
  if (order.cancelledAtMs !== null) return total[set];
  const taxed = (subtotal: number, tax: number) => subtotal + (order.taxesIncluded ? 0 : tax);
  const back = order.refunds.flatMap((refund) => [
    ...[...refund.lines, ...refund.shipping].map((row) => taxed(row.subtotal[set], row.tax[set])),
    ...refund.duties.map(({ amount }) => amount[set]),
  ]);
  return currentTotal[set] - refundDiscrepancy[set] + back.reduce((sum, one) => sum + one, 0);
}

/** Shopify calls a cancelled order that nobody paid pending, and one that another system made nothing at all. */
function statusOf(order: ShopOrder): string {
  const status = financialStatus(order)?.toLowerCase() ?? 'pending';
  return order.cancelledAtMs !== null && status === 'pending' ? 'voided' : status;
}

/** What the books say of an order, in the words of the canonical one. */
export function booked(order: ShopOrder, set: BookSet = 'shop') {
  const currency = order.currencies[set];
  const { received, refunded } = figuresOf(order);
  return {
    id: order.id,
    number: order.name,
    currency,
    grand: spell(orderedMinor(order, set), currency),
    paid: spell(received[set], currency),
    refunded: spell(refunded[set], currency),
    paymentStatus: statusOf(order),
    lines: order.lines.map((line) => {
      const returned = order.refunds.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === line.id);
      const pieces = returned.reduce((sum, { quantity }) => sum + quantity, 0);
      const isCancelled = order.cancelledAtMs !== null;
      return { id: line.id, sku: line.sku, quantity: isCancelled ? line.quantity : currentQuantity(line) + pieces };
    }),
  };
}
