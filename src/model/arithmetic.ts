import { Big } from 'big.js';
import { minorUnits } from './currency.js';
import type { Warning } from './event.js';
import type { Order } from './order.js';

function unit(currency: string): Big {
  return new Big(10).pow(-minorUnits(currency));
}

function differs(sum: Big, stated: Big, tolerance: Big): boolean {
  return sum.minus(stated).abs().gt(tolerance);
}

/** subtotal − discount + shipping + tax = grand, within one minor unit. */
function checkTotals(order: Order): Warning | null {
  const { subtotal, discount, shipping, tax, grand } = order.totals;
  if (subtotal === null) return null;
  const sum = new Big(subtotal).minus(discount).plus(shipping).plus(tax);
  if (!differs(sum, new Big(grand), unit(order.currency))) return null;
  return {
    code: 'totals_mismatch',
    message: `subtotal − discount + shipping + tax is ${sum.toFixed()}, but grand is ${grand} ${order.currency}`,
    path: '/totals/grand',
  };
}

/** Σ line totals + Σ shipping totals = grand, within one minor unit a line. Children of a bundle are counted in their parent. */
function checkLines(order: Order): Warning | null {
  const lines = order.lines.filter((line) => line.parentId === null);
  if (lines.length === 0) return null;
  let sum = new Big(0);
  for (const line of lines) sum = sum.plus(line.total);
  if (order.shippingLines.length === 0) sum = sum.plus(order.totals.shipping);
  for (const line of order.shippingLines) sum = sum.plus(line.total);
  const tolerance = unit(order.currency).times(lines.length + order.shippingLines.length + 1);
  if (!differs(sum, new Big(order.totals.grand), tolerance)) return null;
  return {
    code: 'lines_mismatch',
    message: `the lines and the shipping add up to ${sum.toFixed()}, but grand is ${order.totals.grand} ${order.currency}`,
    path: '/lines',
  };
}

/** Checks that the amounts of an order add up, in decimals; what does not is a warning, or a failure where the profile is strict. */
export function checkArithmetic(order: Order): Warning[] {
  return [checkTotals(order), checkLines(order)].filter((warning) => warning !== null);
}
