import { divideRounded, HUNDRED_PERCENT } from '../../kit/round-exactly.js';
import { roundToInterval } from '../settings/currencies.js';
import { type Price, priceOf, spreadPrice, sumOfPrices, type TaxShare, taxOn } from './price.js';
import type { ShopLine, ShopOrder } from './shop-order.js';

/** What an order amounts to, in minor units; the prices that make it up by the id of what has them. */
export interface OrderFigures {
  lines: ReadonlyMap<string, Price>;
  promotions: ReadonlyMap<string, Price>;
  deliveries: ReadonlyMap<string, Price>;
  /** All of the above that counts, in the order in which the shop adds it up. */
  counted: readonly Price[];
  positions: Price;
  shipping: Price;
  taxes: readonly TaxShare[];
  net: number;
  /** Before it is rounded to the coins there are. */
  raw: number;
  grand: number;
}

/** Calculates an order as its sales channel does. */
export function figuresOf(order: ShopOrder): OrderFigures {
  const { channel } = order;
  const lines = new Map(order.lines.flatMap((line) => pricesOf(line, order)));
  const top = order.lines.map((line) => lines.get(line.id) as Price);
  const weights = weightsOf(order, lines);
  const promotions = pricePromotions(order, weights);
  const deliveries = new Map(order.deliveries.map(({ id, cost }) => [id, spreadPrice(cost, weights, channel)]));
  const counted = [...top, ...promotions.values(), ...deliveries.values()];
  const all = sumOfPrices(counted);
  const taxes = channel.taxCalculation === 'vertical' ? taxesOfSum(all, order) : all.taxes;
  const tax = taxes.reduce((sum, share) => sum + share.tax, 0);
  const raw = channel.taxStatus === 'net' ? all.total + tax : all.total;
  return {
    lines,
    promotions,
    deliveries,
    counted,
    positions: sumOfPrices([...top, ...promotions.values()]),
    shipping: sumOfPrices([...deliveries.values()]),
    taxes,
    net: channel.taxStatus === 'gross' ? all.total - tax : all.total,
    raw,
    // Only what is free of tax is left as it adds up.
    grand: channel.taxStatus === 'tax-free' ? raw : roundToInterval(raw, channel.currency.totalInterval),
  };
}

/** What an order costs to pay, in minor units. */
export function grandTotal(order: ShopOrder): number {
  return figuresOf(order).grand;
}

function pricesOf(line: ShopLine, { channel }: ShopOrder): [string, Price][] {
  const children = line.children.map((child): [string, Price] => [
    child.id,
    priceOf(child.unit, child.quantity, child.rate, channel),
  ]);
  if (line.type !== 'container') return [[line.id, priceOf(line.unit, line.quantity, line.rate, channel)], ...children];
  return [[line.id, sumOfPrices(children.map(([, price]) => price))], ...children];
}

/** How the goods divide among the rates, in minor units. */
function weightsOf({ lines, channel }: ShopOrder, prices: ReadonlyMap<string, Price>): Map<number, number> {
  const weights = new Map<number, number>();
  const goods = lines.filter(({ type }) => type !== 'credit');
  for (const { id, rate } of goods.flatMap((line) => (line.type === 'container' ? line.children : [line]))) {
    weights.set(rate, (weights.get(rate) ?? 0) + (prices.get(id)?.total ?? 0));
  }
  return weights.size === 0 ? new Map([[channel.standardRate, 1]]) : weights;
}

function pricePromotions({ promotions, channel }: ShopOrder, weights: ReadonlyMap<number, number>): Map<string, Price> {
  const goods = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const onCart = promotions.filter(({ scope }) => scope === 'cart');
  return new Map(
    onCart.map(({ id, kind, value }) => {
      const discount = kind === 'absolute' ? Math.min(value, goods) : divideRounded(goods * value, HUNDRED_PERCENT);
      return [id, spreadPrice(-discount, weights, channel)];
    }),
  );
}

/** The taxes of a channel that calculates them once, from the sum of each rate. */
function taxesOfSum(all: Price, { channel }: ShopOrder): TaxShare[] {
  const decimals = 10 ** channel.currency.decimals;
  return all.taxes.map(({ rate, price }) => {
    return { rate, price, tax: taxOn(Math.round(price * decimals), 1, 1, rate, channel) };
  });
}
