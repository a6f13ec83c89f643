import { Big } from 'big.js';
import { sumOf } from '../../../model/decimal.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { amountOf, moneyOf } from '../money-set.js';
import { type Charge, readCharges, readTip } from './charges.js';
import { type DeliveryAmounts, readDeliveries } from './delivery-amounts.js';
import { isEdit } from './kept-pieces.js';
import { type Amounts, type LineAmounts, readLines } from './line-amounts.js';
import { type OrderMoney, unitOf } from './order-money.js';

/** What an order comes to in one currency. Without lines (null) the totals are the shop's own. */
export interface OrderAmounts {
  lines: LineAmounts[] | null;
  deliveries: DeliveryAmounts[] | null;
  charges: Charge[];
  subtotal: Big | null;
  discount: Big;
  shipping: Big;
  tax: Big;
  grand: Big;
  /** What the grand total holds that nothing explains; null when that is not more than the smallest amount. */
  residual: Big | null;
}

const part = (rows: readonly Amounts[], name: keyof Amounts) => sumOf(rows.map((row) => row[name]));

/** Reads what an order comes to. @throws `mapping_failed` without a total */
export function readAmounts(order: RawFields, money: OrderMoney): OrderAmounts {
  const [lines, deliveries] = [readLines(order, money), readDeliveries(order, money)];
  const [rows, sent] = [lines ?? [], deliveries ?? []];
  // Lines without prices say nothing of what the order comes to.
  const priced = lines?.every(({ fields }) => moneyOf(fields, 'originalUnitPriceSet', money.set) !== null) === true;
  const removed = removedAmounts(order, rows, money);
  const grand = readGrand(order, rows, removed, money);
  const tax = moneyOf(order, 'totalTaxSet', money.set)?.minus(removed.tax) ?? part([...rows, ...sent], 'tax');
  const own = readCharges(order, money);
  const stated = sumOf([...rows, ...sent, ...own].map(({ total }) => total));
  const charges = [...own, ...readTip(order, money, grand.minus(stated))];
  const shipping = deliveries === null ? amountOf(order, 'totalShippingPriceSet', money.set) : part(sent, 'net');
  const chosen = chooseSubtotal(order, money, { rows, sent, charges, listed: priced }, { shipping, tax, grand });
  const residual = chosen.subtotal === null ? new Big(0) : residualOf(chosen, { shipping, tax, grand });
  const isNotable = residual.abs().gt(unitOf(money.currency));
  return { lines, deliveries, charges, ...chosen, shipping, tax, grand, residual: isNotable ? residual : null };
}

interface Rest {
  shipping: Big;
  tax: Big;
  grand: Big;
}

interface Reading {
  subtotal: Big | null;
  discount: Big;
}

function residualOf({ subtotal, discount }: Reading, { shipping, tax, grand }: Rest): Big {
  return grand
    .minus(subtotal ?? 0)
    .plus(discount)
    .minus(shipping)
    .minus(tax);
}

/**
 * The subtotal and the discount: those of the lines. A payload that leaves out where its discounts or its lines are is read by its
 * own totals, where these add up.
 */
function chooseSubtotal(
  order: RawFields,
  { set, currency }: OrderMoney,
  { rows, sent, charges, listed }: { rows: LineAmounts[]; sent: DeliveryAmounts[]; charges: Charge[]; listed: boolean },
  rest: Rest,
): Reading {
  const extras = part(charges, 'net');
  const allocated = part([...rows, ...sent], 'discount');
  const ofLines = part(rows, 'net').plus(extras);
  const discount = moneyOf(order, 'totalDiscountsSet', set) ?? allocated;
  const goodsTax = order.flag('taxesIncluded') ? rest.tax.minus(part(sent, 'tax')) : new Big(0);
  const header = moneyOf(order, 'subtotalPriceSet', set)?.minus(goodsTax).plus(extras) ?? null;
  const own: Reading = { subtotal: ofLines, discount: allocated };
  const readings: Reading[] = [
    ...(listed ? [own, { subtotal: ofLines, discount }] : []),
    ...(header === null
      ? []
      : [
          { subtotal: header.plus(discount), discount },
          { subtotal: header, discount },
        ]),
    ...(header === null ? [] : [{ subtotal: header, discount: new Big(0) }]),
  ];
  const unit = unitOf(currency);
  const exact = readings.find((reading) => residualOf(reading, rest).abs().lt(unit));
  return exact ?? (listed ? own : { subtotal: null, discount });
}

/** What the pieces came to that edits took out of the order. */
function removedAmounts(
  order: RawFields,
  rows: readonly LineAmounts[],
  money: OrderMoney,
): Amounts & { lines: number } {
  const edited = rows.filter(({ quantity, ordered }) => !quantity.eq(ordered));
  const whole = { lines: edited.length, net: new Big(0), discount: new Big(0), tax: new Big(0), total: new Big(0) };
  if (edited.length === 0) return whole;
  const before = readLines(order, money, new Map())?.filter(({ id }) => edited.some((line) => line.id === id)) ?? [];
  const gone = (name: keyof Amounts) => part(before, name).minus(part(edited, name));
  return { lines: edited.length, net: gone('net'), discount: gone('discount'), tax: gone('tax'), total: gone('total') };
}

/**
 * What is ordered: the total before refunds, less what edits took out. Where the shop's own present total and its refunds tell the
 * same to within the rounding of the removed parts, they are right.
 */
function readGrand(
  order: RawFields,
  rows: readonly LineAmounts[],
  removed: Amounts & { lines: number },
  { set, currency }: OrderMoney,
): Big {
  const total = moneyOf(order, 'totalPriceSet', set);
  if (total === null) throw order.missing('totalPriceSet');
  if (removed.lines === 0) return total;
  const reckoned = total.minus(removed.total);
  const stated = readPresentGrand(order, rows, set);
  const tolerance = unitOf(currency).times(removed.lines);
  return stated?.minus(reckoned).abs().lte(tolerance) ? stated : reckoned;
}

/** The present total with what refunds took off it; null when the order does not state it. */
function readPresentGrand(order: RawFields, rows: readonly LineAmounts[], set: OrderMoney['set']): Big | null {
  const current = moneyOf(order, 'currentTotalPriceSet', set);
  const discrepancy = moneyOf(order, 'refundDiscrepancySet', set);
  if (current === null || discrepancy === null) return null;
  const included = order.flag('taxesIncluded');
  const refunds = order.objects('refunds').filter((refund) => !isEdit(refund));
  const worth = refunds.flatMap((refund) => [
    ...refund
      .objects('refundLineItems')
      .map((row) => amountOf(row, 'subtotalSet', set).plus(included ? 0 : amountOf(row, 'totalTaxSet', set))),
    ...refund
      .objects('refundShippingLines')
      .map((row) => amountOf(row, 'subtotalAmountSet', set).plus(included ? 0 : amountOf(row, 'taxAmountSet', set))),
    ...refund.objects('duties').map((duty) => amountOf(duty, 'amountSet', set)),
  ]);
  return rows.length === 0 ? null : current.minus(discrepancy).plus(sumOf(worth));
}
