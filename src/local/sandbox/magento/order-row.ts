import type { JsonObject } from '../kit/json-object.js';
import type { ProductKind } from './catalog.js';
import type { InBothCurrencies, RowFigures } from './row-figures.js';

/** A row of an order. A top-level row makes progress and its children follow in proportion, but for parts that are shipped apart. */
export interface OrderRow {
  itemId: number;
  productId: number;
  kind: ProductKind;
  sku: string;
  name: string;
  grams: number;
  virtual: boolean;
  decimalQuantity: boolean;
  quantity: number;
  taxPercent: number;
  /** The plain sum of the rules' percentages, in hundredths of a percent. */
  discountPercent: number;
  figures: InBothCurrencies<RowFigures>;
  productOption: JsonObject | null;
  children: OrderRow[];
  progress: RowProgress;
  updatedAt: number;
}

/** How much of a row has been invoiced, shipped, refunded and cancelled, in ten-thousandths of a piece. */
export interface RowProgress {
  invoiced: number;
  shipped: number;
  refunded: number;
  canceled: number;
}

/** The rows that carry a top-level row's amounts: its parts where the price is their sum, else itself. */
export function pricedRows(row: OrderRow): readonly OrderRow[] {
  return isSumOfParts(row) ? row.children : [row];
}

/** The rows of a top-level row that are shipped one by one: the parts of a bundle that is sold as such, else itself. */
export function shippedRows(row: OrderRow): readonly OrderRow[] {
  if (row.virtual) return [];
  return isSumOfParts(row) ? row.children : [row];
}

/** Whether a row is a bundle whose parts are priced and shipped one by one. */
export function isSumOfParts(row: OrderRow): boolean {
  return row.kind === 'bundle-dynamic';
}
