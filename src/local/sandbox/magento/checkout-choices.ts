/** A way to pay; an online one is charged by a provider, so its orders start out unpaid and its refunds are online. */
export interface PaymentMethod {
  code: string;
  title: string;
  online: boolean;
  card?: { type: string; last4: string };
}

/** A way to ship with its price in minor units of the base currency; the amount is taxed like a row. */
export interface ShippingMethod {
  code: string;
  title: string;
  price: number;
}

/** A cart rule: its percentages apply one after the other, although the shop prints their plain sum. */
export interface CartRule {
  ruleIds: string;
  couponCode: string | null;
  description: string | null;
  /** Hundredths of a percent. */
  percents: readonly number[];
  discountsShipping: boolean;
  freeShipping: boolean;
}

/** The ways to pay. */
export const PAYMENT_METHODS: readonly PaymentMethod[] = [
  { code: 'banktransfer', title: 'Bank Transfer Payment', online: false },
  { code: 'cashondelivery', title: 'Cash On Delivery', online: false },
  { code: 'checkmo', title: 'Check / Money order', online: false },
  { code: 'purchaseorder', title: 'Purchase Order', online: false },
  { code: 'paypal_express', title: 'PayPal Express Checkout', online: true },
  { code: 'adyen_cc', title: 'Kreditkarte', online: true, card: { type: 'VI', last4: '1111' } },
];

/** The ways to ship. */
export const SHIPPING_METHODS: readonly ShippingMethod[] = [
  { code: 'flatrate_flatrate', title: 'Flat Rate - Fixed', price: 500 },
  { code: 'tablerate_bestway', title: 'Best Way - Table Rate', price: 1235 },
  { code: 'freeshipping_freeshipping', title: 'Free Shipping - Free', price: 0 },
];

/** The cart rules: with and without a coupon, two stacked percentages, shipping discounted and shipping free. */
export const CART_RULES: readonly CartRule[] = [
  rule('1', 'WELCOME10', 'Welcome', [1000], false, false),
  rule('2', null, null, [500], false, false),
  rule('3,4', 'STACKED', 'Stacked', [1000, 300], false, false),
  rule('5', 'GRÜßE20', 'Grüße', [2000], true, false),
  rule('6', 'SHIPFREE', 'Free delivery', [], false, true),
];

function rule(
  ruleIds: string,
  couponCode: string | null,
  description: string | null,
  percents: readonly number[],
  discountsShipping: boolean,
  freeShipping: boolean,
): CartRule {
  return { ruleIds, couponCode, description, percents, discountsShipping, freeShipping };
}
