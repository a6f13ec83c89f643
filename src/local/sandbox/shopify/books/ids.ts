/** What a shop numbers. */
export type IdKind =
  | 'Order'
  | 'LineItem'
  | 'LineItemGroup'
  | 'ShippingLine'
  | 'Duty'
  | 'OrderTransaction'
  | 'Refund'
  | 'RefundLineItem'
  | 'RefundShippingLine'
  | 'OrderAdjustment'
  | 'Return'
  | 'ReturnLineItem'
  | 'Fulfillment'
  | 'FulfillmentLineItem'
  | 'Customer'
  | 'MailingAddress'
  | 'Product'
  | 'ProductVariant'
  | 'InventoryItem'
  | 'Metafield'
  | 'BulkOperation'
  | 'Location';

/** Gives ids that only grow, as digits. */
export interface Ids {
  next(kind: IdKind): string;
  /** An id of 19 digits, which is no exact number in JSON any more. */
  nextLong(kind: IdKind): string;
}

const STEP = 32_768;
const FIRST = 6_100_000_000_000;

/** Creates counters that start afresh; ids of all kinds have 13 digits and look alike. */
export function createIds(): Ids {
  const given = new Map<IdKind, number>();
  const count = (kind: IdKind): number => {
    const number = (given.get(kind) ?? 0) + 1;
    given.set(kind, number);
    return number;
  };
  return {
    next: (kind) => String(FIRST + count(kind) * STEP),
    nextLong: (kind) => `46116860184${String(count(kind) * 32 + 7).padStart(8, '0')}`,
  };
}

/** The global id of something: `gid://shopify/Order/6100000032768`. */
export function toGid(kind: IdKind, id: string): string {
  return `gid://shopify/${kind}/${id}`;
}

/** The kind and the digits of a global id; null for what is none. */
export function parseGid(gid: string): { kind: string; id: string } | null {
  const [, kind, id] = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(gid) ?? [];
  return kind === undefined || id === undefined ? null : { kind, id };
}

/** Orders ids by their number, however long. */
export function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}
