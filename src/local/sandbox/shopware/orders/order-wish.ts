/** What an order is asked to be; whatever is left out is chosen at random. */
export interface OrderWish {
  channelName?: string;
  guest?: boolean;
  /** An account that is deleted since, so that the order keeps nothing but its copy. */
  deletedCustomer?: boolean;
  /** A container line whose children repeat its price. */
  nested?: boolean;
  /** A line without a product. */
  custom?: boolean;
  /** A product that is deleted since. */
  deletedProduct?: boolean;
  /** Nothing that could be shipped. */
  digital?: boolean;
  promotion?: 'absolute' | 'percentage' | 'automatic' | 'shipping' | 'none';
  /** Two deliveries. */
  split?: boolean;
  /** Paid through a provider, which keeps captures and refunds. */
  provider?: boolean;
}
