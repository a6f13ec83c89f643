import type { JsonObject } from '../../kit/json-object.js';
import type { ShopOrder } from '../shop-order.js';
import type { SalesDocument } from './sales-document.js';

/** A document with the order that it is about. */
export interface Filed<Document extends SalesDocument> {
  document: Document;
  order: ShopOrder;
}

/** A document as the interface shows it: the columns that readers rely on, and whatever else it has. */
export type DocumentPayload = JsonObject & {
  readonly entity_id: number;
  readonly increment_id: string;
  readonly order_id: number;
  readonly store_id: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly items: readonly JsonObject[];
};
