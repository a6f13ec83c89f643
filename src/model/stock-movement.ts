import { hashName } from './record-key.js';

/** Goods that came or went, of one order line. Movements are only ever added: what is there is their sum. */
export interface StockMovement {
  /** Made from the order, the line and the entry of its books, so that a repeat is the same movement. */
  id: string;
  stockKey: string;
  profileId: string;
  sku: string | null;
  productKey: string;
  orderKey: string;
  orderId: string;
  lineId: string;
  /** Millionths of a piece; below zero what left. */
  micro: number;
  /** When the goods changed hands. */
  at: string;
}

/** The key under which the movements of one SKU of a profile lie; of a product without a SKU, those of the product. */
export function stockKey(profileId: string, sku: string | null, productKey: string): string {
  return hashName(sku === null ? `${profileId}|stock|product|${productKey}` : `${profileId}|stock|sku|${sku}`);
}
