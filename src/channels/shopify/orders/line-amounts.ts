import { Big } from 'big.js';
import { sumOf } from '../../../model/decimal.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { type IdentifiedRow, identifyRows } from '../ids.js';
import { amountOf, type MoneySet } from '../money-set.js';
import { readKeptPieces } from './kept-pieces.js';
import { type OrderMoney, rounded } from './order-money.js';

/** What a line or a delivery comes to: `net` without tax and before `discount`, which is without tax too. */
export interface Amounts {
  net: Big;
  discount: Big;
  tax: Big;
  total: Big;
}

/** A line of an order with its amounts, for the pieces that are ordered. */
export interface LineAmounts extends IdentifiedRow, Amounts {
  quantity: Big;
  /** The pieces that were ordered at first; more than `quantity` when an edit took some out. */
  ordered: Big;
  unitPrice: Big;
}

/** All taxes on a line or a delivery. */
export function readTax(row: RawFields, set: MoneySet): Big {
  return sumOf(row.objects('taxLines').map((tax) => amountOf(tax, 'priceSet', set)));
}

/** The parts of all discounts that fall on a line or a delivery; of one that does not list them, its own discount. */
export function readDiscount(row: RawFields, set: MoneySet): Big {
  const allocations = row.objects('discountAllocations');
  if (allocations.length === 0) return amountOf(row, 'totalDiscountSet', set);
  return sumOf(allocations.map((one) => amountOf(one, 'allocatedAmountSet', set)));
}

/**
 * Takes the tax out of prices that hold it. What is left after the discount has the tax of its tax lines in it; the price before the
 * discount, and so the discount, in the same proportion. Sums are exact: net − discount + tax is what is paid.
 */
export function splitTax(gross: Big, discount: Big, tax: Big, { currency }: OrderMoney): Amounts {
  const paid = gross.minus(discount);
  if (paid.eq(0)) return { net: gross, discount, tax, total: paid.plus(tax) };
  const netPaid = paid.minus(tax);
  const net = discount.eq(0) ? netPaid : rounded(gross.times(netPaid).div(paid), currency);
  return { net, discount: net.minus(netPaid), tax, total: paid };
}

/** Puts amounts together whose price is without tax. */
export function addTax(net: Big, discount: Big, tax: Big): Amounts {
  return { net, discount, tax, total: net.minus(discount).plus(tax) };
}

/** The lines of an order in one currency; null when the order does not list them, or leaves out how many pieces they are. */
export function readLines(
  order: RawFields,
  money: OrderMoney,
  kept: ReadonlyMap<string, Big> = readKeptPieces(order),
): LineAmounts[] | null {
  const rows = order.list('lineItems');
  if (rows === null || rows.some((row) => !row.has('quantity'))) return null;
  const included = order.flag('taxesIncluded');
  return identifyRows(rows, 'line').map((row) => readLine(row, kept.get(row.fields.text('id') ?? ''), money, included));
}

function readLine(row: IdentifiedRow, kept: Big | undefined, money: OrderMoney, included: boolean): LineAmounts {
  const { id, fields } = row;
  const ordered = fields.decimal('quantity') ?? new Big(0);
  const quantity = kept ?? ordered;
  const price = amountOf(fields, 'originalUnitPriceSet', money.set);
  const [discount, tax] = [readDiscount(fields, money.set), readTax(fields, money.set)];
  const amountsOf = (pieces: Big): Amounts => {
    const share = (amount: Big) => shareOf(amount, pieces, ordered, money.currency);
    const gross = price.times(pieces);
    return included ? splitTax(gross, share(discount), share(tax), money) : addTax(gross, share(discount), share(tax));
  };
  const unitPrice = included && !ordered.eq(0) ? amountsOf(ordered).net.div(ordered).round(4, Big.roundHalfUp) : price;
  return { id, fields, quantity, ordered, unitPrice, ...amountsOf(quantity) };
}

/** What is left of an amount of the whole line when some of its pieces are gone; their part is rounded. */
function shareOf(amount: Big, quantity: Big, ordered: Big, currency: string): Big {
  if (quantity.eq(ordered) || ordered.eq(0)) return amount;
  return amount.minus(rounded(amount.times(ordered.minus(quantity)).div(ordered), currency));
}
