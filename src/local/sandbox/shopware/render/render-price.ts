import type { JsonObject } from '../../kit/json-object.js';
import type { OrderFigures } from '../orders/order-figures.js';
import type { Price, TaxRule, TaxShare } from '../orders/price.js';
import type { ShopOrder } from '../orders/shop-order.js';
import { type ShopCurrency, toFloat } from '../settings/currencies.js';

/** A price as the interface shows it; taxes are an array, and an empty one where there are none. */
export function renderPrice(price: Price, decimals: number): JsonObject {
  return {
    extensions: [],
    unitPrice: price.unit + 0,
    quantity: price.quantity,
    totalPrice: toFloat(price.total, decimals),
    calculatedTaxes: price.taxes.map((share) => renderTax(share, toFloat(share.tax, decimals))),
    taxRules: price.rules.map(renderRule),
    referencePrice: null,
    listPrice: null,
    regulationPrice: null,
    apiAlias: 'calculated_price',
  };
}

/** What an order costs, as the interface shows it. */
export type CartPrice = JsonObject & { netPrice: number; totalPrice: number; positionPrice: number };

/** What an order costs; sums are added up as floats, so that they have the noise of it. */
export function renderCartPrice(order: ShopOrder, figures: OrderFigures): CartPrice {
  const { taxStatus, currency } = order.channel;
  const raw = rawTotal(order, figures);
  const tax = figures.taxes.reduce((sum, share) => sum + toFloat(share.tax, currency.decimals), 0);
  const isGross = taxStatus === 'gross';
  return {
    extensions: [],
    netPrice: isGross ? raw - tax : sumTotals(figures.counted, currency),
    totalPrice: taxStatus === 'tax-free' ? raw : toFloat(figures.grand, currency.decimals),
    calculatedTaxes: renderTaxes(order, figures),
    taxRules: figures.taxes.map(({ rate }) => renderRule({ rate, percentage: 100 })),
    positionPrice: positionTotal(order, figures),
    rawTotal: raw,
    taxStatus,
    apiAlias: 'cart_price',
  };
}

/** What all transactions of an order are an amount of, with the order's taxes. */
export function renderAmount(order: ShopOrder, figures: OrderFigures, amount: number): JsonObject {
  const total = toFloat(amount, order.channel.currency.decimals);
  return {
    ...renderPrice({ unit: total, quantity: 1, total: 0, taxes: [], rules: [] }, 0),
    totalPrice: total,
    calculatedTaxes: renderTaxes(order, figures),
    taxRules: figures.taxes.map(({ rate }) => renderRule({ rate, percentage: 100 })),
  };
}

function positionTotal({ deliveries, channel }: ShopOrder, { counted }: OrderFigures): number {
  return sumTotals(counted.slice(0, counted.length - deliveries.length), channel.currency);
}

/** How a currency is rounded. */
export function renderRounding(decimals: number, interval: number, roundForNet: boolean): JsonObject {
  const apiAlias = 'shopware_core_framework_data_abstraction_layer_pricing_cash_rounding_config';
  return { extensions: [], decimals, interval, roundForNet, apiAlias };
}

function rawTotal(order: ShopOrder, figures: OrderFigures): number {
  const { taxStatus, currency } = order.channel;
  const total = sumTotals(figures.counted, currency);
  if (taxStatus !== 'net') return total;
  return figures.taxes.reduce((sum, { tax }) => sum + toFloat(tax, currency.decimals), total);
}

/** The taxes of the parts are added as floats; those that are calculated once are already whole. */
function renderTaxes({ channel }: ShopOrder, { taxes, counted }: OrderFigures): JsonObject[] {
  const { decimals } = channel.currency;
  if (channel.taxCalculation === 'vertical') {
    return taxes.map((share) => renderTax(share, toFloat(share.tax, decimals)));
  }
  return taxes.map((share) => {
    const parts = counted.flatMap((price) => price.taxes).filter(({ rate }) => rate === share.rate);
    return renderTax(
      share,
      parts.reduce((sum, part) => sum + toFloat(part.tax, decimals), 0),
    );
  });
}

function sumTotals(prices: readonly Price[], { decimals }: ShopCurrency): number {
  return prices.reduce((sum, { total }) => sum + toFloat(total, decimals), 0);
}

function renderTax({ rate, price }: TaxShare, tax: number): JsonObject {
  return { extensions: [], tax: tax + 0, taxRate: rate / 100, price: price + 0, apiAlias: 'cart_tax_calculated' };
}

function renderRule({ rate, percentage }: TaxRule): JsonObject {
  return { extensions: [], taxRate: rate / 100, percentage, apiAlias: 'cart_tax_rule' };
}
