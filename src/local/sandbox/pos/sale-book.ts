/** A line of a receipt; amounts are whole numbers of the smallest unit, what is taken back counts below zero. */
export interface BookLine {
  lineId: string;
  itemId: number;
  sku: string;
  name: string;
  quantity: number;
  /** What one costs, tax included. */
  price: number;
  /** Of the whole line, tax included, with the sign of the line. */
  discount: number;
}

/** How a part of a receipt was paid; below zero where it was paid back. */
export interface BookTender {
  type: string;
  mode: number;
  /** What was handed over. */
  amount: number;
  reference: string | null;
}

/** A receipt as the books of the POS have it. Amounts are whole numbers of the smallest unit. */
export interface SaleBook {
  orderId: string;
  receipt: string;
  /** A refund has the id of its order; a return and an exchange are receipts of their own. */
  kind: 'sale' | 'refund' | 'return' | 'exchange';
  voided: boolean;
  registerId: string;
  originalOrderId: string | null;
  soldAt: Date;
  lines: BookLine[];
  /** The tax that the total holds. */
  tax: number;
  grand: number;
  /** By what a total that is paid in cash was rounded. */
  rounding: number;
  tenders: BookTender[];
  change: number;
  /** When the server had it, for the last time, and the number of that. */
  receivedAt: Date;
  version: number;
}

/** What the lines come to, tax included. */
export function totalOf(lines: readonly BookLine[]): number {
  return lines.reduce((sum, { quantity, price, discount }) => sum + quantity * price - discount, 0);
}
