import type { OrderRow } from '../order-row.js';
import type { InBothCurrencies } from '../row-figures.js';

/** The part of a top-level row that a document is about, as a span of its progress, so that the shares of all documents add up exactly. */
export interface RowSpan {
  row: OrderRow;
  from: number;
  to: number;
}

/** What invoices, shipments and credit memos have in common. */
export interface SalesDocument {
  entityId: number;
  incrementId: string;
  createdAt: number;
  updatedAt: number;
}

/** A span with the ids of the document's own items: of the row itself, then of its children. */
export interface ChargedRow extends RowSpan {
  itemIds: readonly number[];
}

/** Magento's invoice states: 1 open, 2 paid, 3 canceled. */
export type InvoiceState = 1 | 2 | 3;

/** An invoice. */
export interface ShopInvoice extends SalesDocument {
  state: InvoiceState;
  rows: readonly ChargedRow[];
  /** Whether it charges the shipping and the surcharge, too. */
  withFees: boolean;
}

/** A credit memo. */
export interface ShopCreditmemo extends SalesDocument {
  rows: readonly ChargedRow[];
  withFees: boolean;
  /** Given on top of the rows. */
  adjustmentPositive: InBothCurrencies<number>;
  /** Kept back. */
  adjustmentNegative: InBothCurrencies<number>;
  comment: string | null;
}

/** A parcel's number. */
export interface ShopTrack {
  entityId: number;
  number: string;
  title: string;
  carrierCode: string;
  createdAt: number;
}

/** A piece of text on a shipment. */
export interface ShipmentComment {
  entityId: number;
  text: string;
  visible: number;
  createdAt: number;
}

/** A shipment. Tracks and comments that come later do not move its time of update. */
export interface ShopShipment extends SalesDocument {
  items: readonly { row: OrderRow; quantity: number; itemId: number }[];
  tracks: ShopTrack[];
  comments: ShipmentComment[];
}
