import type { CartRule, PaymentMethod, ShippingMethod } from './checkout-choices.js';
import type { ShopCreditmemo, ShopInvoice, ShopShipment } from './documents/sales-document.js';
import type { OrderRow } from './order-row.js';
import type { Buyer, Place } from './people.js';
import type { InBothCurrencies, RowFigures } from './row-figures.js';
import type { StoreView } from './store-view.js';

/** Magento's order states. */
export type OrderState = 'new' | 'pending_payment' | 'processing' | 'complete' | 'closed' | 'canceled' | 'holded';

/** An entry of an order's history. */
export interface HistoryEntry {
  entityId: number;
  entityName: 'order' | 'invoice' | 'shipment' | 'creditmemo';
  comment: string | null;
  notified: number | null;
  visible: number;
  status: string;
  at: number;
}

/** An order as the shop keeps it; what its interface shows is rendered from this, so the amounts always agree. */
export interface ShopOrder {
  entityId: number;
  incrementId: string;
  protectCode: string;
  store: StoreView;
  createdAt: number;
  updatedAt: number;
  state: OrderState;
  status: string;
  beforeHold: { state: OrderState; status: string } | null;
  buyer: Buyer;
  billing: Place;
  /** Null where nothing is shipped. */
  shipping: { method: ShippingMethod; place: Place; figures: InBothCurrencies<RowFigures>; taxPercent: number } | null;
  payment: PaymentMethod;
  rule: CartRule | null;
  rows: OrderRow[];
  /** A fee of an extension that is in the grand total and in no other column. */
  surcharge: InBothCurrencies<number>;
  note: string | null;
  /** Shipping and surcharge are invoiced with the first invoice, and refunded with the last refund. */
  feesInvoiced: boolean;
  feesRefunded: boolean;
  invoices: ShopInvoice[];
  shipments: ShopShipment[];
  creditmemos: ShopCreditmemo[];
  history: HistoryEntry[];
}
