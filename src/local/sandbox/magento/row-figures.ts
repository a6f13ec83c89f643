import { divideRounded, HUNDRED_PERCENT } from '../kit/round-exactly.js';
import { ONE_PIECE } from './minor-units.js';

/** The amounts of one order row (or of the shipping) in minor units of one currency. */
export interface RowFigures {
  price: number;
  priceInclTax: number;
  originalPrice: number;
  rowTotal: number;
  rowTotalInclTax: number;
  /** Tax after the discount. */
  taxAmount: number;
  /** Positive on a row. */
  discountAmount: number;
  /** What the discount took off the tax, where prices include tax. */
  taxCompensation: number;
}

/** The same thing in the currency of the order and in the store's base currency. */
export interface InBothCurrencies<T> {
  order: T;
  base: T;
}

/** Which of the two currencies an amount is in. */
export type Side = keyof InBothCurrencies<unknown>;

/** What a row is priced from. */
export interface PricedRow {
  unitPrice: number;
  quantity: number;
  taxPercent: number;
  discountPercents: readonly number[];
  pricesIncludeTax: boolean;
}

/** A row that costs nothing: the child of a configurable product or of a fixed bundle. */
export const ZERO_FIGURES: RowFigures = {
  price: 0,
  priceInclTax: 0,
  originalPrice: 0,
  rowTotal: 0,
  rowTotalInclTax: 0,
  taxAmount: 0,
  discountAmount: 0,
  taxCompensation: 0,
};

/**
 * Prices a row with tax calculated per unit, so that price × quantity, rounded half up, is the row total.
 * A row balances: rowTotal + taxAmount − discountAmount + taxCompensation is what the customer pays for it.
 */
export function priceRow(row: PricedRow): RowFigures {
  return row.pricesIncludeTax ? priceWithTax(row) : priceWithoutTax(row);
}

/** Adds up the rows of a bundle whose price is the sum of its parts; tax and discount stay with the parts. */
export function sumOfParts(parts: readonly RowFigures[], quantity: number): RowFigures {
  const rowTotal = parts.reduce((sum, part) => sum + part.rowTotal, 0);
  const rowTotalInclTax = parts.reduce((sum, part) => sum + part.rowTotalInclTax, 0);
  const price = divideRounded(rowTotal * ONE_PIECE, quantity);
  const priceInclTax = divideRounded(rowTotalInclTax * ONE_PIECE, quantity);
  return { ...ZERO_FIGURES, price, priceInclTax, originalPrice: price, rowTotal, rowTotalInclTax };
}

function priceWithoutTax(row: PricedRow): RowFigures {
  const rowTotal = times(row.unitPrice, row.quantity);
  const discountAmount = discountOn(rowTotal, row.discountPercents);
  return {
    price: row.unitPrice,
    priceInclTax: row.unitPrice + percentOf(row.unitPrice, row.taxPercent),
    originalPrice: row.unitPrice,
    rowTotal,
    rowTotalInclTax: rowTotal + percentOf(rowTotal, row.taxPercent),
    taxAmount: percentOf(rowTotal - discountAmount, row.taxPercent),
    discountAmount,
    taxCompensation: 0,
  };
}

function priceWithTax(row: PricedRow): RowFigures {
  const price = row.unitPrice - taxIn(row.unitPrice, row.taxPercent);
  const rowTotal = times(price, row.quantity);
  const rowTotalInclTax = times(row.unitPrice, row.quantity);
  const taxBeforeDiscount = rowTotalInclTax - rowTotal;
  const discountAmount = discountOn(rowTotalInclTax, row.discountPercents);
  const taxAmount =
    discountAmount === 0
      ? taxBeforeDiscount
      : Math.min(taxBeforeDiscount, taxIn(rowTotalInclTax - discountAmount, row.taxPercent));
  return {
    price,
    priceInclTax: row.unitPrice,
    originalPrice: row.unitPrice,
    rowTotal,
    rowTotalInclTax,
    taxAmount,
    discountAmount,
    taxCompensation: taxBeforeDiscount - taxAmount,
  };
}

function times(price: number, quantity: number): number {
  return divideRounded(price * quantity, ONE_PIECE);
}

function percentOf(amount: number, percent: number): number {
  return divideRounded(amount * percent, HUNDRED_PERCENT);
}

function taxIn(amountWithTax: number, percent: number): number {
  return amountWithTax - divideRounded(amountWithTax * HUNDRED_PERCENT, HUNDRED_PERCENT + percent);
}

function discountOn(amount: number, percents: readonly number[]): number {
  let rest = amount;
  for (const percent of percents) rest -= percentOf(rest, percent);
  return amount - rest;
}
