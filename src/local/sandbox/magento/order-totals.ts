import { ONE_PIECE, shareOf } from './minor-units.js';
import { type RowFigures, type Side, ZERO_FIGURES } from './row-figures.js';
import type { OrderRow, RowProgress, ShopOrder } from './shop-order.js';

/** One set of header amounts in minor units: all of an order, or the part invoiced, refunded or cancelled. */
export interface Totals {
  subtotal: number;
  subtotalInclTax: number;
  /** Of rows and shipping. */
  tax: number;
  /** Of rows and shipping; positive here, negative in the interface. */
  discount: number;
  taxCompensation: number;
  shipping: number;
  shippingInclTax: number;
  shippingTax: number;
  shippingDiscount: number;
  shippingTaxCompensation: number;
  /** subtotal + shipping + tax − discount + taxCompensation + shippingTaxCompensation + surcharge */
  grand: number;
}

/** The header amounts of an order and of its progress, in one currency. */
export interface OrderTotals {
  ordered: Totals;
  invoiced: Totals;
  refunded: Totals;
  canceled: Totals;
  paid: number;
  totalRefunded: number;
  due: number;
}

/**
 * Adds up an order in one currency. Headers are exact sums of rows:
 * grand = subtotal + shipping + tax − discount + compensations (+ the surcharge that no column shows).
 * A cancelled order stays due in full, as the shop leaves it.
 */
export function orderTotals(order: ShopOrder, side: Side): OrderTotals {
  const isCanceled = order.state === 'canceled';
  const ordered = addUp(order, side, (row) => row.quantity, true);
  const invoiced = addUp(order, side, (row) => row.progress.invoiced, order.feesInvoiced);
  const refunded = addUp(order, side, (row) => row.progress.refunded, order.feesRefunded);
  const canceled = addUp(order, side, (row) => row.progress.canceled, isCanceled);
  return {
    ordered,
    invoiced,
    refunded,
    canceled,
    paid: invoiced.grand,
    totalRefunded: refunded.grand - order.adjustmentNegative[side],
    due: ordered.grand - invoiced.grand,
  };
}

/** The part of a row's amount that a step of its top-level row has reached. */
export function reachedShare(amount: number, top: OrderRow, step: keyof RowProgress): number {
  return shareOf(amount, top.progress[step], top.quantity);
}

function addUp(order: ShopOrder, side: Side, reached: (row: OrderRow) => number, withFees: boolean): Totals {
  const shipping = withFees ? (order.shipping?.figures[side] ?? ZERO_FIGURES) : ZERO_FIGURES;
  const rowSum = (top: (figures: RowFigures) => number, childrenToo: boolean): number =>
    order.rows.reduce((sum, row) => {
      const part = (figures: RowFigures): number => shareOf(top(figures), reached(row), row.quantity);
      const children = childrenToo ? row.children.reduce((rest, child) => rest + part(child.figures[side]), 0) : 0;
      return sum + part(row.figures[side]) + children;
    }, 0);
  const totals = {
    subtotal: rowSum((figures) => figures.rowTotal, false),
    subtotalInclTax: rowSum((figures) => figures.rowTotalInclTax, false),
    tax: rowSum((figures) => figures.taxAmount, true) + shipping.taxAmount,
    discount: rowSum((figures) => figures.discountAmount, true) + shipping.discountAmount,
    taxCompensation: rowSum((figures) => figures.taxCompensation, true),
    shipping: shipping.rowTotal,
    shippingInclTax: shipping.rowTotalInclTax,
    shippingTax: shipping.taxAmount,
    shippingDiscount: shipping.discountAmount,
    shippingTaxCompensation: shipping.taxCompensation,
  };
  return { ...totals, grand: grandOf(totals) + (withFees ? order.surcharge[side] : 0) };
}

function grandOf(totals: Omit<Totals, 'grand'>): number {
  const { subtotal, shipping, tax, discount, taxCompensation, shippingTaxCompensation } = totals;
  return subtotal + shipping + tax - discount + taxCompensation + shippingTaxCompensation;
}

/** Pieces ordered in top-level rows, in ten-thousandths. */
export function piecesOrdered(order: ShopOrder): number {
  return order.rows.reduce((sum, row) => sum + row.quantity, 0);
}

/** Grams of everything shipped in an order, children of bundles included. */
export function gramsOf(order: ShopOrder): number {
  const own = (row: OrderRow): number => Math.round((row.grams * row.quantity) / ONE_PIECE);
  return order.rows.reduce(
    (sum, row) =>
      sum + (row.kind.startsWith('bundle') ? row.children.reduce((rest, child) => rest + own(child), 0) : own(row)),
    0,
  );
}
