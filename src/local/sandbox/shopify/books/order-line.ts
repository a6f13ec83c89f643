import { type Amount, multiply, shareOf, subtract, sumAmounts } from './amount.js';

/** A name and a value that somebody attached. */
export interface Attribute {
  key: string;
  value: string | null;
}

/** A tax on a line or on a delivery; the rate is in millionths. */
export interface Tax {
  title: string;
  rateMillionths: number;
  amount: Amount;
  channelLiable: boolean;
}

/** The part of a discount that falls on a line; `application` is its place in the order's list of discounts. */
export interface Allocation {
  application: number;
  amount: Amount;
}

/** Customs duty on a line. */
export interface Duty {
  id: string;
  amount: Amount;
  countryCode: string;
  harmonizedCode: string;
}

/** A bundle that several lines belong to. */
export interface LineGroup {
  id: string;
  title: string;
  quantity: number;
}

/** A line of an order. Amounts are for the whole quantity, removed and refunded pieces included. */
export interface OrderLine {
  id: string;
  productId: string | null;
  variantId: string | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  unitPrice: Amount;
  grams: number;
  requiresShipping: boolean;
  taxable: boolean;
  isGiftCard: boolean;
  isTip: boolean;
  addedByEdit: boolean;
  customAttributes: Attribute[];
  group: LineGroup | null;
  allocations: Allocation[];
  taxes: Tax[];
  duties: Duty[];
  /** Pieces that left the order again, by an edit or with a refund. */
  removals: { quantity: number; refundId: string | null }[];
}

/** The price without discounts. */
export function originalTotal(line: OrderLine): Amount {
  return multiply(line.unitPrice, line.quantity);
}

/** All discounts that fall on the line. */
export function lineDiscount(line: OrderLine): Amount {
  return sumAmounts(line.allocations.map(({ amount }) => amount));
}

/** All taxes on the line, whether its price includes them or not. */
export function lineTax(line: OrderLine): Amount {
  return sumAmounts(line.taxes.map(({ amount }) => amount));
}

/** All duties on the line. */
export function lineDuties(line: OrderLine): Amount {
  return sumAmounts(line.duties.map(({ amount }) => amount));
}

/** The price after all discounts. */
export function discountedTotal(line: OrderLine): Amount {
  return subtract(originalTotal(line), lineDiscount(line));
}

/** The pieces that are still in the order. */
export function currentQuantity(line: OrderLine): number {
  return line.quantity - line.removals.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** What is left of an amount of the line after the removed pieces took their share. */
export function currentShare(line: OrderLine, amount: Amount): Amount {
  return subtract(amount, shareOf(amount, line.quantity - currentQuantity(line), line.quantity));
}
