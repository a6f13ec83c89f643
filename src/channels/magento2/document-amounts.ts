import { Big } from 'big.js';
import type { JsonObject } from '../../diff/json.js';
import type { RawFields } from '../kit/raw-fields.js';
import { readTenders } from './totals.js';

/** The amounts of an invoice or a credit memo, all in the currency of the order. */
export interface DocumentAmounts {
  subtotal: Big | null;
  /** Positive, without tax, shipping's share included. */
  discount: Big;
  shipping: Big;
  tax: Big;
  /** What a credit memo gives beyond its lines, less what it keeps back. */
  adjustment: Big;
  /** What it comes to, however that is paid. */
  grand: Big;
}

// The sign of the header's discount is the shop's affair; where prices hold tax, the discount does too.
function readDiscount(document: RawFields): Big {
  return document
    .amount('discount_amount')
    .abs()
    .minus(document.amount('discount_tax_compensation_amount'))
    .minus(document.amount('shipping_discount_tax_compensation_amount'));
}

function readAdjustment(document: RawFields): Big {
  const positive = document.decimal('adjustment_positive');
  const negative = document.decimal('adjustment_negative');
  if (positive === null && negative === null) return document.amount('adjustment');
  return (positive ?? new Big(0)).minus((negative ?? new Big(0)).abs());
}

/** Reads the amounts of a document; null when it states no grand total, as one inside its order may not. */
export function readDocumentAmounts(document: RawFields): DocumentAmounts | null {
  const stated = document.decimal('grand_total');
  if (stated === null) return null;
  return {
    subtotal: document.decimal('subtotal'),
    discount: readDiscount(document),
    shipping: document.amount('shipping_amount'),
    tax: document.amount('tax_amount'),
    adjustment: readAdjustment(document),
    grand: readTenders(document).reduce((total, { amount }) => total.plus(amount), stated),
  };
}

/** The canonical totals of a document. */
export function mapDocumentTotals(amounts: DocumentAmounts): JsonObject {
  const { subtotal, discount, shipping, tax, adjustment, grand } = amounts;
  return {
    subtotal: subtotal?.toFixed() ?? null,
    discount: discount.toFixed(),
    shipping: shipping.toFixed(),
    tax: tax.toFixed(),
    adjustment: adjustment.toFixed(),
    grand: grand.toFixed(),
  };
}
