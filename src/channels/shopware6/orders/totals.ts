import { Big } from 'big.js';
import type { JsonObject } from '../../../diff/json.js';
import { minorUnits } from '../../../model/currency.js';
import { sumOf } from '../../../model/decimal.js';
import type { Warning } from '../../../model/event.js';
import type { RawFields } from '../../kit/raw-fields.js';
import type { Deliveries } from './deliveries.js';
import type { OrderRows } from './order-rows.js';
import { addPrices, readTaxes, round } from './price.js';
import type { PriceRules } from './rules.js';
import { readShippingCosts } from './shipping.js';

/** The amounts of an order, all in the order's currency. */
export interface OrderAmounts {
  subtotal: Big;
  /** Without tax, the shipping's and the rounding included. */
  discount: Big;
  shipping: Big;
  tax: Big;
  grand: Big;
  /** What the total was rounded down by. */
  rounding: Big;
  /** What the grand total holds beyond the fields that explain it. */
  residual: Big;
  /** How far the taxes of the parts are from the order's own. */
  drift: Big;
}

function readGrand(order: RawFields, { totalPlaces }: PriceRules): Big {
  const stated = order.object('price')?.decimal('totalPrice') ?? order.decimal('amountTotal');
  if (stated === null) throw order.missing('amountTotal');
  return round(stated, totalPlaces);
}

/** The order's own tax, which need not be the sum of its parts' where it is calculated once from the total. */
function readTax(order: RawFields, partsTax: Big, rules: PriceRules): Big {
  const price = order.object('price');
  if (rules.taxStatus === 'tax-free') return new Big(0);
  if (price?.has('calculatedTaxes')) return sumOf(readTaxes(price, rules).map(({ amount }) => amount));
  const [total, net] = [order.decimal('amountTotal'), order.decimal('amountNet')];
  return total === null || net === null ? partsTax : round(total.minus(net), rules.places);
}

/** What the total was before it was rounded to the coins there are, less the total. */
function readRounding(order: RawFields, grand: Big, { totalPlaces }: PriceRules): Big {
  const raw = order.object('price')?.decimal('rawTotal') ?? null;
  return raw === null ? new Big(0) : round(raw, totalPlaces).minus(grand);
}

/**
 * Reads the amounts of an order. Prices with tax are what the customer pays, so there the subtotal is what is left of them when the
 * order's own tax is taken off. @throws `mapping_failed` without a grand total
 */
export function readAmounts(
  order: RawFields,
  { lines, discounts }: OrderRows,
  deliveries: Deliveries | null,
  rules: PriceRules,
): OrderAmounts {
  const goods = addPrices(lines.filter(({ parentId }) => parentId === null).map(({ price }) => price));
  const off = addPrices([...discounts, ...(deliveries?.discounts ?? [])].map(({ price }) => price));
  const hasParcels = deliveries !== null && deliveries.parcels.length > 0;
  const sent = hasParcels ? addPrices(deliveries.parcels.map(({ price }) => price)) : readShippingCosts(order, rules);
  const partsTax = goods.tax.plus(off.tax).plus(sent.tax);
  const grand = readGrand(order, rules);
  const tax = readTax(order, partsTax, rules);
  const rounding = readRounding(order, grand, rules);
  const drift = partsTax.minus(tax);
  const subtotal = rules.taxStatus === 'gross' ? goods.net.plus(drift) : goods.net;
  const discount = rounding.minus(off.net);
  const explained = subtotal.minus(discount).plus(sent.net).plus(tax);
  return { subtotal, discount, shipping: sent.net, tax, grand, rounding, residual: grand.minus(explained), drift };
}

function unit(currency: string): Big {
  return new Big(10).pow(-minorUnits(currency));
}

/** The residual where it is more than one minor unit, else null. */
export function readResidual({ residual }: OrderAmounts, { currency }: PriceRules): Big | null {
  return residual.abs().gt(unit(currency)) ? residual : null;
}

/** What does not add up in an order: a part of the total that no field explains, taxes of parts that are not the order's. */
export function checkAmounts(amounts: OrderAmounts, rows: OrderRows, rules: PriceRules): Warning[] {
  const { currency } = rules;
  const residual = readResidual(amounts, rules);
  const parts = rows.lines.length + rows.discounts.length + 1;
  const warnings: Warning[] = [];
  if (residual !== null) {
    const message = `The total holds ${residual.toFixed()} ${currency} that no field explains`;
    warnings.push({ code: 'residual', message, path: '/totals/grand' });
  }
  if (amounts.drift.abs().gt(unit(currency).times(parts))) {
    const message = `The taxes of the parts add up to ${amounts.drift.toFixed()} ${currency} more than the order's`;
    warnings.push({ code: 'tax_mismatch', message, path: '/totals/tax' });
  }
  return warnings;
}

/** The taxes of the order by their rates. */
export function mapTaxes(order: RawFields, rules: PriceRules): JsonObject[] {
  const taken = new Map<string, number>();
  return readTaxes(order.object('price'), rules).map(({ rate, amount }) => {
    const name = rate === null ? 'tax' : `${rate.toFixed()}%`;
    const copy = (taken.get(name) ?? 0) + 1;
    taken.set(name, copy);
    const id = copy === 1 ? name : `${name}#${copy}`;
    return { id, name, rate: rate?.toFixed() ?? null, amount: amount.toFixed(), attributes: {} };
  });
}
