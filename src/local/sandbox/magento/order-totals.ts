import { shareOf } from '../kit/round-exactly.js';
import type { RowSpan } from './documents/sales-document.js';
import { ONE_PIECE } from './minor-units.js';
import { type OrderRow, pricedRows, type RowProgress } from './order-row.js';
import { type RowFigures, type Side, ZERO_FIGURES } from './row-figures.js';
import type { ShopOrder } from './shop-order.js';

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
  adjustmentPositive: number;
  adjustmentNegative: number;
  totalRefunded: number;
  due: number;
}

/**
 * Adds up an order in one currency. Headers are exact sums of rows:
 * grand = subtotal + shipping + tax − discount + compensations (+ the surcharge that no column shows).
 * A cancelled order stays due in full, as the shop leaves it; an open invoice is invoiced, but not paid.
 */
export function orderTotals(order: ShopOrder, side: Side): OrderTotals {
  const upTo = (reached: (row: OrderRow) => number, withFees: boolean): Totals =>
    addUp(order, { rows: order.rows.map((row) => ({ row, from: 0, to: reached(row) })), withFees }, side);
  const ordered = upTo((row) => row.quantity, true);
  const invoiced = upTo((row) => row.progress.invoiced, order.feesInvoiced);
  const refunded = upTo((row) => row.progress.refunded, order.feesRefunded);
  const open = order.invoices.filter((invoice) => invoice.state === 1);
  const paid = open.reduce((rest, invoice) => rest - addUp(order, invoice, side).grand, invoiced.grand);
  const adjustmentPositive = sum(order.creditmemos, (memo) => memo.adjustmentPositive[side]);
  const adjustmentNegative = sum(order.creditmemos, (memo) => memo.adjustmentNegative[side]);
  return {
    ordered,
    invoiced,
    refunded,
    canceled: upTo((row) => row.progress.canceled, order.state === 'canceled'),
    paid,
    adjustmentPositive,
    adjustmentNegative,
    totalRefunded: refunded.grand + adjustmentPositive - adjustmentNegative,
    due: ordered.grand - paid,
  };
}

/** The part of a row's amount that a step of its top-level row has reached. */
export function reachedShare(amount: number, top: OrderRow, step: keyof RowProgress): number {
  return shareOf(amount, top.progress[step], top.quantity);
}

/** The part of an amount of a row, or of one of its children, that falls into a span of the row. */
export function spanShare(amount: number, { row, from, to }: RowSpan): number {
  return shareOf(amount, to, row.quantity) - shareOf(amount, from, row.quantity);
}

/** Adds up spans of an order's rows, with or without its shipping and surcharge, in one currency. */
export function addUp(order: ShopOrder, part: { rows: readonly RowSpan[]; withFees: boolean }, side: Side): Totals {
  const shipping = part.withFees ? (order.shipping?.figures[side] ?? ZERO_FIGURES) : ZERO_FIGURES;
  const rowSum = (pick: (figures: RowFigures) => number): number =>
    sum(part.rows, (span) => sum(pricedRows(span.row), (row) => spanShare(pick(row.figures[side]), span)));
  const totals = {
    subtotal: rowSum((figures) => figures.rowTotal),
    subtotalInclTax: rowSum((figures) => figures.rowTotalInclTax),
    tax: rowSum((figures) => figures.taxAmount) + shipping.taxAmount,
    discount: rowSum((figures) => figures.discountAmount) + shipping.discountAmount,
    taxCompensation: rowSum((figures) => figures.taxCompensation),
    shipping: shipping.rowTotal,
    shippingInclTax: shipping.rowTotalInclTax,
    shippingTax: shipping.taxAmount,
    shippingDiscount: shipping.discountAmount,
    shippingTaxCompensation: shipping.taxCompensation,
  };
  return { ...totals, grand: grandOf(totals) + (part.withFees ? order.surcharge[side] : 0) };
}

function sum<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
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
