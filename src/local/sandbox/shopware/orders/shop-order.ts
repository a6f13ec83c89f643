import type { JsonObject } from '../../kit/json-object.js';
import type { Article } from '../catalog/articles.js';
import type { Person, Place } from '../customers/people.js';
import type { SalesChannel } from '../settings/sales-channels.js';

/** A unit price in minor units as an exact fraction: prices before tax need not be whole. */
export interface UnitPrice {
  numerator: number;
  denominator: number;
}

/** When something was written; nothing has been updated at first. */
export interface Written {
  createdAt: number;
  updatedAt: number | null;
}

/** A line of an order; of a container the children are its price. */
export interface ShopLine extends Written {
  id: string;
  type: 'product' | 'custom' | 'container' | 'credit';
  article: Article | null;
  /** The product was deleted; what the line says of it stays. */
  isProductGone: boolean;
  label: string;
  quantity: number;
  unit: UnitPrice;
  /** In hundredths of a percent. */
  rate: number;
  children: ShopLine[];
  customFields: JsonObject | null;
}

/** A discount on the cart, or on the shipping. */
export interface ShopPromotion extends Written {
  id: string;
  label: string;
  /** Null where it applies by itself. */
  code: string | null;
  scope: 'cart' | 'delivery';
  /** An amount in minor units, or hundredths of a percent. */
  kind: 'absolute' | 'percentage';
  value: number;
}

/** A parcel's worth of an order, or the discount on the shipping, which is a delivery of its own. */
export interface ShopDelivery extends Written {
  id: string;
  state: string;
  /** In minor units; negative for a discount. */
  cost: number;
  isDiscount: boolean;
  lineIds: readonly string[];
  trackingCodes: string[];
  method: string;
}

/** Money that went back through the payment provider. */
export interface ShopRefund extends Written {
  id: string;
  amount: number;
  state: string;
  reason: string;
  positions: { id: string; lineId: string; quantity: number; amount: number }[];
}

/** Money that a payment provider took in. */
export interface ShopCapture extends Written {
  id: string;
  amount: number;
  state: string;
  reference: string;
  refunds: ShopRefund[];
}

/** A try to pay an order. */
export interface ShopTransaction extends Written {
  id: string;
  method: string;
  state: string;
  amount: number;
  captures: ShopCapture[];
}

/** A document of an order, which pins the version that it was made from. */
export interface ShopDocument extends Written {
  id: string;
  type: 'invoice' | 'delivery_note' | 'credit_note' | 'storno';
  number: string;
  orderVersionId: string;
  referencedId: string | null;
}

/** An order as the shop keeps it; amounts are minor units of its currency. */
export interface ShopOrder extends Written {
  id: string;
  autoIncrement: number;
  number: string;
  channel: SalesChannel;
  state: string;
  customerId: string | null;
  customerNumber: string | null;
  person: Person;
  billing: Place;
  shipping: Place | null;
  lines: ShopLine[];
  promotions: ShopPromotion[];
  deliveries: ShopDelivery[];
  transactions: ShopTransaction[];
  documents: ShopDocument[];
  tags: string[];
  customFields: JsonObject | null;
  comment: string | null;
}

/** All lines of an order, those within others behind them. */
export function allLines(order: ShopOrder): ShopLine[] {
  return order.lines.flatMap((line) => [line, ...line.children]);
}

const LOST = new Set(['failed', 'cancelled']);

/** The transaction that counts: the newest that was neither lost nor called off, or else the newest. */
export function relevantTransaction({ transactions }: ShopOrder): ShopTransaction | undefined {
  return transactions.findLast(({ state }) => !LOST.has(state)) ?? transactions.at(-1);
}

/** The delivery that counts: the first that is not a discount. */
export function primaryDelivery({ deliveries }: ShopOrder): ShopDelivery | undefined {
  return deliveries.find(({ isDiscount }) => !isDiscount);
}
