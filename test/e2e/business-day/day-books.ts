import type { SaleBook } from '../../../src/local/sandbox/pos/sale-book.js';

/** What a day at the till came to, by the books of the POS alone: whole numbers of the smallest unit, and pieces. */
export interface DayBooks {
  /** Kept by the POS's own word for the way it was paid; cash without what was given as change. */
  byType: Record<string, number>;
  rounding: number;
  /** What left less what came back, below zero, by SKU. */
  pieces: Record<string, number>;
  /** The receipts of the day, voided ones too, by the id of their record. */
  receipts: string[];
}

/** The receipts of the day from an instant on: what was sold before it is none of this till's. */
export function receiptsOf(books: readonly SaleBook[], from: Date): SaleBook[] {
  return books.filter(({ soldAt }) => soldAt >= from);
}

/** A refund stands beside its order, under a name of its own. */
export function nameOf({ kind, orderId }: Pick<SaleBook, 'kind' | 'orderId'>): string {
  return kind === 'refund' ? `${orderId}:REFUND` : orderId;
}

/** Adds the day up; a receipt that was voided holds neither money nor goods. */
export function dayBooks(books: readonly SaleBook[], from: Date): DayBooks {
  const receipts = receiptsOf(books, from);
  const byType: Record<string, number> = {};
  const pieces: Record<string, number> = {};
  let rounding = 0;
  const add = (sums: Record<string, number>, key: string, amount: number) => {
    sums[key] = (sums[key] ?? 0) + amount;
  };
  for (const { tenders, change, rounding: rounded, lines } of receipts.filter(({ voided }) => !voided)) {
    for (const { type, amount } of tenders) add(byType, type, amount);
    add(byType, 'Cash', -change);
    rounding += rounded;
    for (const { sku, quantity } of lines) add(pieces, sku, -quantity);
  }
  return { byType, rounding, pieces, receipts: receipts.map(nameOf).sort() };
}

/** An amount of the smallest unit as people write it. */
export function spelled(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
