/** How an order is reduced. */
export type DiscountKind = 'none' | 'line-code' | 'order-code' | 'automatic' | 'manual' | 'free-shipping' | 'mixed';

/** How an order is paid for when it is placed. */
export type PaymentKind =
  | 'sale'
  | 'authorization'
  | 'none'
  | 'failed-then-sale'
  | 'pending'
  | 'two-gateways'
  | 'cash-with-change';

/** What a new order is like; what is not said is drawn. */
export interface OrderWish {
  /** The currency that the customer pays in: EUR, GBP, USD, CAD, JPY or KWD. */
  currency?: string;
  source?: 'web' | 'pos' | 'shopify_draft_order' | 'import';
  guest?: boolean;
  test?: boolean;
  lines?: number;
  discount?: DiscountKind;
  payment?: PaymentKind;
  /** A custom line, and a line whose product was deleted since. */
  withoutProducts?: boolean;
  /** A bundle of two lines. */
  bundle?: boolean;
  giftCard?: boolean;
  digital?: boolean;
  tip?: boolean;
  duties?: boolean;
  /** No financial status while nothing is paid. */
  statusless?: boolean;
  /** Ids of 19 digits for the order and its lines. */
  longIds?: boolean;
}
