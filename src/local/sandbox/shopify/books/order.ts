import type { Amount, Currencies } from './amount.js';
import type { Allocation, Attribute, OrderLine, Tax } from './order-line.js';

/** A postal address. */
export interface Address {
  id: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  zip: string | null;
  country: string;
  countryCode: string;
  phone: string | null;
}

/** A custom field of an order, a customer, a product or a variant. */
export interface Metafield {
  id: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
}

/** A discount of an order; its place in the order's list is its index. */
export interface Discount {
  kind: 'DiscountCodeApplication' | 'AutomaticDiscountApplication' | 'ManualDiscountApplication';
  /** The code, or the title. */
  label: string;
  allocationMethod: 'ACROSS' | 'EACH' | 'ONE';
  targetSelection: 'ALL' | 'ENTITLED' | 'EXPLICIT';
  targetType: 'LINE_ITEM' | 'SHIPPING_LINE';
  value: { percentage: number } | { amount: Amount };
}

/** A delivery method that was chosen. */
export interface ShippingLine {
  id: string;
  title: string;
  code: string | null;
  source: string;
  carrierIdentifier: string | null;
  price: Amount;
  allocations: Allocation[];
  taxes: Tax[];
}

/** A movement of money, or an attempt at one. */
export interface Transaction {
  id: string;
  kind: 'SALE' | 'AUTHORIZATION' | 'CAPTURE' | 'VOID' | 'REFUND' | 'CHANGE';
  status: 'SUCCESS' | 'FAILURE' | 'PENDING' | 'ERROR';
  gateway: string;
  amount: Amount;
  atMs: number;
  parentId: string | null;
  errorCode: string | null;
  authorizationExpiresAtMs: number | null;
}

/** Money or goods that went back. Lines may lack money, and money lines. */
export interface Refund {
  id: string;
  atMs: number;
  note: string | null;
  returnId: string | null;
  lines: RefundLine[];
  shipping: { id: string; shippingLineId: string; subtotal: Amount; tax: Amount }[];
  duties: { dutyId: string; amount: Amount }[];
  /** Positive where the customer got less than the lines say, negative where more. */
  adjustments: { id: string; reason: 'REFUND_DISCREPANCY'; amount: Amount; tax: Amount }[];
  transactionIds: string[];
}

/** Pieces of a line that went back. */
export interface RefundLine {
  id: string;
  lineId: string;
  quantity: number;
  restockType: 'RETURN' | 'CANCEL' | 'NO_RESTOCK';
  subtotal: Amount;
  tax: Amount;
}

/** A parcel's number. */
export interface Tracking {
  company: string | null;
  number: string | null;
  url: string | null;
}

/** Goods that were sent. */
export interface Fulfillment {
  id: string;
  name: string;
  status: 'SUCCESS' | 'CANCELLED';
  displayStatus: 'FULFILLED' | 'IN_TRANSIT' | 'DELIVERED' | 'CANCELED';
  createdAtMs: number;
  updatedAtMs: number;
  deliveredAtMs: number | null;
  tracking: Tracking[];
  lines: { id: string; lineId: string; quantity: number }[];
}

/** Goods that a customer wants to send back. */
export interface Return {
  id: string;
  name: string;
  status: 'OPEN' | 'CLOSED';
  createdAtMs: number;
  closedAtMs: number | null;
  lines: { id: string; fulfillmentLineId: string; quantity: number; reason: string; note: string }[];
}

/** An order as the shop keeps it: amounts in minor units, instants in whole seconds given as milliseconds, ids as digits. */
export interface ShopOrder {
  id: string;
  number: number;
  name: string;
  currencies: Currencies;
  createdAtMs: number;
  processedAtMs: number;
  updatedAtMs: number;
  cancelledAtMs: number | null;
  closedAtMs: number | null;
  cancelReason: 'CUSTOMER' | 'INVENTORY' | 'FRAUD' | 'OTHER' | null;
  customerId: string | null;
  email: string | null;
  phone: string | null;
  note: string | null;
  tags: string[];
  billing: Address | null;
  shipping: Address | null;
  sourceName: string;
  sourceIdentifier: string | null;
  locationId: string | null;
  poNumber: string | null;
  locale: string;
  test: boolean;
  taxesIncluded: boolean;
  edited: boolean;
  /** An order that another system made may have no financial status while nothing is paid. */
  statusless: boolean;
  customAttributes: Attribute[];
  metafields: Metafield[];
  discounts: Discount[];
  lines: OrderLine[];
  shippingLines: ShippingLine[];
  transactions: Transaction[];
  refunds: Refund[];
  fulfillments: Fulfillment[];
  returns: Return[];
}
