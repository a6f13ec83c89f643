import { type Amount, NOTHING, subtract, sumAmounts } from './amount.js';
import type { Refund, ShippingLine, ShopOrder, Transaction } from './order.js';
import { currentShare, discountedTotal, lineDiscount, lineDuties, lineTax, type OrderLine } from './order-line.js';

/** What an order comes to, in minor units. `current` amounts are those after edits and refunds. */
export interface Figures {
  subtotal: Amount;
  tips: Amount;
  discounts: Amount;
  tax: Amount;
  shipping: Amount;
  shippingDiscounted: Amount;
  duties: Amount;
  total: Amount;
  /** At the order's creation, without what edits added. */
  originalTotal: Amount;
  currentSubtotal: Amount;
  currentDiscounts: Amount;
  currentTax: Amount;
  currentShipping: Amount;
  currentDuties: Amount;
  currentTotal: Amount;
  refundDiscrepancy: Amount;
  received: Amount;
  refunded: Amount;
  refundedShipping: Amount;
  capturable: Amount;
  outstanding: Amount;
}

/** Reckons an order's amounts from its lines, deliveries, refunds and transactions. */
export function figuresOf(order: ShopOrder): Figures {
  const placed = totalsOf(order, order.lines);
  const current = currentTotalsOf(order);
  const money = moneyOf(order);
  return {
    ...placed,
    originalTotal: totalsOf(
      order,
      order.lines.filter(({ addedByEdit }) => !addedByEdit),
    ).total,
    ...current,
    ...money,
    outstanding: outstandingOf(current.currentTotal, money),
  };
}

/** The price of a delivery after discounts. */
export function shippingPrice(line: ShippingLine): Amount {
  return subtract(line.price, ...line.allocations.map(({ amount }) => amount));
}

/** The money that really went back with a refund. */
export function refundedBy(refund: Refund, order: ShopOrder): Amount {
  return succeeded(order, ({ id, kind }) => kind === 'REFUND' && refund.transactionIds.includes(id));
}

/** What an authorization may still be captured for. */
export function capturableOf(order: ShopOrder): Amount {
  const open = order.transactions.filter(
    ({ kind, status, id }) =>
      kind === 'AUTHORIZATION' &&
      status === 'SUCCESS' &&
      !order.transactions.some(
        (other) => other.parentId === id && other.status === 'SUCCESS' && ['CAPTURE', 'VOID'].includes(other.kind),
      ),
  );
  return sumAmounts(open.map(({ amount }) => amount));
}

const sumOf = <Row>(rows: readonly Row[], amount: (row: Row) => Amount): Amount => sumAmounts(rows.map(amount));

const shippingTax = (order: ShopOrder): Amount =>
  sumOf(
    order.shippingLines.flatMap(({ taxes }) => taxes),
    ({ amount }) => amount,
  );

function totalsOf(order: ShopOrder, lines: readonly OrderLine[]) {
  const subtotal = sumOf(
    lines.filter(({ isTip }) => !isTip),
    discountedTotal,
  );
  const tips = sumOf(
    lines.filter(({ isTip }) => isTip),
    discountedTotal,
  );
  const shipping = sumOf(order.shippingLines, ({ price }) => price);
  const shippingDiscounted = sumOf(order.shippingLines, shippingPrice);
  const tax = sumAmounts([sumOf(lines, lineTax), shippingTax(order)]);
  const duties = sumOf(lines, lineDuties);
  const discounts = sumAmounts([sumOf(lines, lineDiscount), subtract(shipping, shippingDiscounted)]);
  const total = sumAmounts([subtotal, tips, shippingDiscounted, duties, order.taxesIncluded ? NOTHING : tax]);
  return { subtotal, tips, discounts, tax, shipping, shippingDiscounted, duties, total };
}

function currentTotalsOf(order: ShopOrder) {
  const { lines, refunds } = order;
  const goods = lines.filter(({ isTip }) => !isTip);
  const shippingBack = refunds.flatMap(({ shipping }) => shipping);
  const refundedShipping = sumOf(shippingBack, ({ subtotal }) => subtotal);
  const currentShipping = subtract(sumOf(order.shippingLines, shippingPrice), refundedShipping);
  const shippingTaxLeft = subtract(shippingTax(order), ...shippingBack.map(({ tax }) => tax));
  const currentSubtotal = sumOf(goods, (line) => currentShare(line, discountedTotal(line)));
  const currentTips = sumOf(
    lines.filter(({ isTip }) => isTip),
    (line) => currentShare(line, discountedTotal(line)),
  );
  const currentTax = sumAmounts([sumOf(lines, (line) => currentShare(line, lineTax(line))), shippingTaxLeft]);
  const dutiesBack = refunds.flatMap(({ duties }) => duties);
  const currentDuties = subtract(sumOf(lines, lineDuties), ...dutiesBack.map(({ amount }) => amount));
  const shippingDiscount = subtract(
    sumOf(order.shippingLines, ({ price }) => price),
    sumOf(order.shippingLines, shippingPrice),
  );
  const currentDiscounts = sumAmounts([
    sumOf(lines, (line) => currentShare(line, lineDiscount(line))),
    shippingDiscount,
  ]);
  const refundDiscrepancy = sumOf(
    refunds.flatMap(({ adjustments }) => adjustments),
    ({ amount, tax }) => sumAmounts([amount, tax]),
  );
  const currentTotal = sumAmounts([
    currentSubtotal,
    currentTips,
    currentShipping,
    currentDuties,
    order.taxesIncluded ? NOTHING : currentTax,
    refundDiscrepancy,
  ]);
  return {
    currentSubtotal,
    currentDiscounts,
    currentTax,
    currentShipping,
    currentDuties,
    currentTotal,
    refundDiscrepancy,
    refundedShipping,
  };
}

function moneyOf(order: ShopOrder): Pick<Figures, 'received' | 'refunded' | 'capturable'> {
  const taken = succeeded(order, ({ kind }) => kind === 'SALE' || kind === 'CAPTURE');
  const change = succeeded(order, ({ kind }) => kind === 'CHANGE');
  return {
    received: subtract(taken, change),
    refunded: succeeded(order, ({ kind }) => kind === 'REFUND'),
    capturable: capturableOf(order),
  };
}

function succeeded(order: ShopOrder, which: (transaction: Transaction) => boolean): Amount {
  const rows = order.transactions.filter((transaction) => transaction.status === 'SUCCESS' && which(transaction));
  return sumOf(rows, ({ amount }) => amount);
}

/** Payments may come at another rate than the order's; what the customer's currency settles is settled. */
function outstandingOf(
  total: Amount,
  { received, refunded, capturable }: Pick<Figures, 'received' | 'refunded' | 'capturable'>,
): Amount {
  const open = subtract(sumAmounts([total, refunded]), received, capturable);
  return open.presentment === 0 ? { ...NOTHING } : open;
}
