import type { ProductKind } from './catalog.js';
import type { CartRule, PaymentMethod, ShippingMethod } from './checkout-choices.js';
import type { JsonObject } from './json-object.js';
import type { Buyer, Place } from './people.js';
import type { InBothCurrencies, RowFigures } from './row-figures.js';
import type { StoreView } from './store-view.js';

/** Magento's order states. */
export type OrderState = 'new' | 'pending_payment' | 'processing' | 'complete' | 'closed' | 'canceled' | 'holded';

/** A row of an order. Only a top-level row makes progress; its children follow in proportion. */
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
  /** Kept back from refunds. */
  adjustmentNegative: InBothCurrencies<number>;
  history: HistoryEntry[];
}
