import { Big } from 'big.js';
import type { JsonObject } from '../../diff/json.js';
import { minorUnits } from '../../model/currency.js';
import { sumOf } from '../../model/decimal.js';
import type { Warning } from '../../model/event.js';
import type { RawFields } from '../kit/raw-fields.js';

/** Something that pays a part of an order before its grand total is stated. */
export interface Tender {
  id: string;
  amount: Big;
}

/** The amounts of an order, all in the order's currency. */
export interface OrderAmounts {
  subtotal: Big | null;
  /** Without tax, shipping's share included. */
  discount: Big;
  shipping: Big;
  tax: Big;
  /** What the order costs, however it is paid. */
  grand: Big;
  paid: Big;
  refunded: Big;
  due: Big;
  /** What Magento had taken off its grand total because it was paid with a gift card, store credit or reward points. */
  tenders: Tender[];
}

const TENDERS = [
  ['gift-cards', 'gift_cards_amount'],
  ['store-credit', 'customer_balance_amount'],
  ['reward-points', 'reward_currency_amount'],
] as const;

/** What gift cards, store credit and reward points paid; Magento has taken it off the grand total. */
export function readTenders(order: RawFields): Tender[] {
  const extensions = order.object('extension_attributes');
  if (extensions === null) return [];
  return TENDERS.map(([id, field]) => ({ id, amount: extensions.amount(field) })).filter(({ amount }) => amount.gt(0));
}

/** The part of the header's discount that is not tax: Magento's is negative, and on prices with tax it holds the tax as well. */
function netDiscount(order: RawFields): Big {
  return order
    .amount('discount_amount')
    .neg()
    .minus(order.amount('discount_tax_compensation_amount'))
    .minus(order.amount('shipping_discount_tax_compensation_amount'));
}

/** Reads the amounts of an order. @throws `mapping_failed` without a grand total */
export function readAmounts(order: RawFields): OrderAmounts {
  const stated = order.decimal('grand_total');
  if (stated === null) throw order.missing('grand_total');
  const tenders = readTenders(order);
  const tendered = sumOf(tenders.map(({ amount }) => amount));
  const paid = order.amount('total_paid');
  // A cancelled order keeps its grand total as due, though nobody is to pay it.
  const cancelled = order.text('state') === 'canceled';
  return {
    subtotal: order.decimal('subtotal'),
    discount: netDiscount(order),
    shipping: order.amount('shipping_amount'),
    tax: order.amount('tax_amount'),
    grand: stated.plus(tendered),
    paid: paid.plus(tendered),
    refunded: order.amount('total_refunded'),
    due: cancelled ? new Big(0) : (order.decimal('total_due') ?? stated.minus(paid)),
    tenders,
  };
}

/** The canonical totals. */
export function mapTotals(amounts: OrderAmounts): JsonObject {
  const { subtotal, discount, shipping, tax, grand, paid, refunded, due } = amounts;
  return {
    subtotal: subtotal?.toFixed() ?? null,
    discount: discount.toFixed(),
    shipping: shipping.toFixed(),
    tax: tax.toFixed(),
    grand: grand.toFixed(),
    paid: paid.toFixed(),
    refunded: refunded.toFixed(),
    due: due.toFixed(),
  };
}

/** The amounts that explain a grand total. */
type Explained = Pick<OrderAmounts, 'subtotal' | 'discount' | 'shipping' | 'tax' | 'grand'> & { adjustment?: Big };

/**
 * What the grand total holds beyond the fields that explain it, such as a surcharge of an extension; null when that is less
 * than one minor unit.
 */
export function readResidual(amounts: Explained, currency: string): Big | null {
  if (amounts.subtotal === null) return null;
  const explained = amounts.subtotal
    .minus(amounts.discount)
    .plus(amounts.shipping)
    .plus(amounts.tax)
    .plus(amounts.adjustment ?? 0);
  const residual = amounts.grand.minus(explained);
  return residual.abs().gt(new Big(10).pow(-minorUnits(currency))) ? residual : null;
}

/** The warning for a residual. */
export function residualWarning(residual: Big, currency: string): Warning {
  return {
    code: 'residual',
    message: `grand_total holds ${residual.toFixed()} ${currency} that no field explains`,
    path: '/totals/grand',
  };
}
