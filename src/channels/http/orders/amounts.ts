import { Big } from 'big.js';
import { minorUnits } from '../../../model/currency.js';
import { PipelineError } from '../../../model/errors.js';
import { shareAmount } from '../../kit/share-amount.js';
import type { HttpSettings } from '../schema.js';
import type { Sale, SaleItem } from './read-sale.js';

/** The amounts of one item, each with the sign that it has in the order: what is returned counts below zero. */
export interface ItemAmounts {
  quantity: Big;
  /** As the payload has it: with tax where the prices of the profile are gross. */
  price: Big;
  /** Price times quantity. */
  base: Big;
  /** Its own discount and its share of the order's. */
  discount: Big;
  tax: Big;
  /** What is paid for it, tax included. */
  total: Big;
}

/** The amounts of an order, from its items. */
export interface SaleAmounts {
  items: ItemAmounts[];
  tax: Big;
  discount: Big;
  /** What the items, their discounts and the tax come to. */
  computed: Big;
  /** The total that the payload states. */
  stated: Big | null;
}

type Rules = Pick<HttpSettings, 'prices' | 'tax'>;

/** The exact sum. */
export function sumOf(amounts: readonly Big[]): Big {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0));
}

/** The decimal of a word, zero where there is none. */
export function toBig(digits: string | null): Big {
  return new Big(digits ?? 0);
}

function needed(item: SaleItem, name: 'Price' | 'Quantity', index: number): Big {
  const digits = item[name];
  if (digits !== null) return new Big(digits);
  const path = `/OrderItems/${index}/${name}`;
  const message = `${path} is missing; where it stands under another name, say so in the setting fields`;
  throw new PipelineError('mapping_failed', message, { path });
}

/** A discount makes what it is taken off smaller, on either side of zero. */
function discountOf(item: SaleItem, base: Big): Big {
  const discount = toBig(item.DiscountAmount);
  return base.lt(0) && discount.gt(0) ? discount.neg() : discount;
}

type Priced = Pick<ItemAmounts, 'quantity' | 'price' | 'base' | 'discount'>;

function readItems({ items }: Sale): Priced[] {
  return items.map((item, index) => {
    const [price, quantity] = [needed(item, 'Price', index), needed(item, 'Quantity', index)];
    const base = price.times(quantity);
    return { quantity, price, base, discount: discountOf(item, base) };
  });
}

/** The order's own discount is all of it: what the items do not carry is shared among them. */
function shareDiscount(items: readonly Priced[], { AmountDiscount }: Sale, places: number): Priced[] {
  const own = sumOf(items.map(({ discount }) => discount));
  const rest = toBig(AmountDiscount).abs().minus(own.abs());
  if (rest.lte(0) || items.length === 0) return [...items];
  const weights = items.map(({ base, discount }) => base.minus(discount));
  const sign = sumOf(weights).lt(0) ? -1 : 1;
  const shares = shareAmount(rest.times(sign), weights, places);
  return items.map((item, index) => ({ ...item, discount: item.discount.plus(shares[index] ?? 0) }));
}

/** The tax of the whole order, by its amount or by its rate; null where the payload says neither. */
function orderTax(sale: Sale, net: Big, rules: Rules, places: number): Big | null {
  const isRate = rules.tax === 'percent';
  if (!isRate && sale.Tax !== null) return new Big(sale.Tax);
  const rate = isRate ? (sale.Tax ?? sale.TaxPercent) : sale.TaxPercent;
  if (rate === null) return null;
  const whole = rules.prices === 'gross' ? new Big(100).plus(rate) : new Big(100);
  return net.times(rate).div(whole).round(places, Big.roundHalfUp);
}

/** The tax of each item: its own, where these add up to the order's, else its share of the order's. */
function taxesOf(sale: Sale, paid: readonly Big[], rules: Rules, places: number): Big[] {
  const own = sale.items.map(({ Tax }) => toBig(Tax));
  const hasOwn = sale.items.some(({ Tax }) => Tax !== null);
  if (hasOwn && sale.Tax === null) return own;
  const whole = orderTax(sale, sumOf(paid), rules, places);
  if (hasOwn && whole !== null && sumOf(own).eq(whole)) return own;
  return shareAmount(whole ?? new Big(0), paid, places);
}

/**
 * The amounts of an order from its items. Discounts and tax that only the order carries are shared among the items by what these cost,
 * in the smallest unit of the currency and without a rest.
 * @throws `mapping_failed` for an item without a price or a quantity
 */
export function computeAmounts(sale: Sale, currency: string, rules: Rules): SaleAmounts {
  const places = minorUnits(currency);
  const priced = shareDiscount(readItems(sale), sale, places);
  const paid = priced.map(({ base, discount }) => base.minus(discount));
  const taxes = taxesOf(sale, paid, rules, places);
  const items = priced.map((item, index): ItemAmounts => {
    const tax = taxes[index] ?? new Big(0);
    const before = paid[index] ?? new Big(0);
    return { ...item, tax, total: rules.prices === 'gross' ? before : before.plus(tax) };
  });
  return {
    items,
    tax: sumOf(taxes),
    discount: sumOf(items.map(({ discount }) => discount)),
    computed: sumOf(items.map(({ total }) => total)),
    stated: sale.GrandTotal === null ? null : new Big(sale.GrandTotal),
  };
}
