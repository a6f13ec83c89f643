import { type Amount, NOTHING, sumAmounts } from '../../books/amount.js';
import { type Figures, figuresOf } from '../../books/figures.js';
import type { ShopOrder } from '../../books/order.js';
import { currentShare, type Tax } from '../../books/order-line.js';
import type { RequestContext } from '../request-context.js';
import { moneyBag, taxView } from './plain-views.js';

const SETS = {
  subtotalPriceSet: ({ subtotal }) => subtotal,
  totalDiscountsSet: ({ discounts }) => discounts,
  totalTaxSet: ({ tax }) => tax,
  totalShippingPriceSet: ({ shipping }) => shipping,
  totalTipReceivedSet: ({ tips }) => tips,
  originalTotalPriceSet: ({ originalTotal }) => originalTotal,
  currentSubtotalPriceSet: ({ currentSubtotal }) => currentSubtotal,
  currentTotalDiscountsSet: ({ currentDiscounts }) => currentDiscounts,
  currentTotalTaxSet: ({ currentTax }) => currentTax,
  currentShippingPriceSet: ({ currentShipping }) => currentShipping,
  refundDiscrepancySet: ({ refundDiscrepancy }) => refundDiscrepancy,
  totalReceivedSet: ({ received }) => received,
  totalRefundedSet: ({ refunded }) => refunded,
  totalRefundedShippingSet: ({ refundedShipping }) => refundedShipping,
  totalCapturableSet: ({ capturable }) => capturable,
  totalOutstandingSet: ({ outstanding }) => outstanding,
  netPaymentSet: ({ received, refunded }) => sumAmounts([received, negative(refunded)]),
} as const satisfies Record<string, (figures: Figures) => Amount>;

/** The amounts of an order as a whole, each reckoned when it is asked for. */
export function orderTotals(order: ShopOrder): Record<string, unknown> {
  let known: Figures | undefined;
  const figures = (): Figures => {
    known ??= figuresOf(order);
    return known;
  };
  const bag = (amount: Amount): object => moneyBag(amount, order.currencies);
  const sets = Object.entries(SETS).map(([name, pick]) => [name, () => bag(pick(figures()))]);
  const hasDuties = order.lines.some(({ duties }) => duties.length > 0);
  const total =
    (pick: (figures: Figures) => Amount) =>
    (_args: unknown, { switches }: RequestContext) =>
      switches.badOrders.includes(order.id) ? spoilt(order) : bag(pick(figures()));
  return {
    ...Object.fromEntries(sets),
    totalPriceSet: total((one) => one.total),
    currentTotalPriceSet: total((one) => one.currentTotal),
    cartDiscountAmountSet: () => bag(cartDiscount(order, 'placed')),
    currentCartDiscountAmountSet: () => bag(cartDiscount(order, 'current')),
    originalTotalDutiesSet: () => (hasDuties ? bag(figures().duties) : null),
    currentTotalDutiesSet: () => (hasDuties ? bag(figures().currentDuties) : null),
    originalTotalAdditionalFeesSet: null,
    currentTotalAdditionalFeesSet: null,
    totalWeight: String(order.lines.reduce((sum, { grams, quantity }) => sum + grams * quantity, 0)),
    taxLines: () => gatherTaxes(order, (_line, amount) => amount).map((tax) => taxView(tax, order.currencies)),
    currentTaxLines: () => gatherTaxes(order, currentShare).map((tax) => taxView(tax, order.currencies)),
  };
}

/** The order's taxes, those of one title and rate together. */
function gatherTaxes(order: ShopOrder, part: typeof currentShare): Tax[] {
  const lines = order.lines.flatMap((line) => line.taxes.map((tax) => ({ ...tax, amount: part(line, tax.amount) })));
  const gathered = new Map<string, Tax>();
  for (const tax of [...lines, ...order.shippingLines.flatMap(({ taxes }) => taxes)]) {
    const key = `${tax.title} ${tax.rateMillionths}`;
    const known = gathered.get(key);
    gathered.set(key, known === undefined ? { ...tax } : { ...tax, amount: sumAmounts([known.amount, tax.amount]) });
  }
  return [...gathered.values()];
}

/** The part of the discounts that is the whole order's. */
function cartDiscount(order: ShopOrder, when: 'placed' | 'current'): Amount {
  const ofCart = new Set(
    [...order.discounts.entries()]
      .filter(([, { targetSelection }]) => targetSelection === 'ALL')
      .map(([index]) => index),
  );
  return sumAmounts(
    order.lines.flatMap((line) =>
      line.allocations
        .filter(({ application }) => ofCart.has(application))
        .map(({ amount }) => (when === 'placed' ? amount : currentShare(line, amount))),
    ),
  );
}

function negative(amount: Amount): Amount {
  return { shop: NOTHING.shop - amount.shop, presentment: NOTHING.presentment - amount.presentment };
}

function spoilt({ currencies }: ShopOrder): object {
  return {
    shopMoney: { amount: 'n/a', currencyCode: currencies.shop },
    presentmentMoney: { amount: 'n/a', currencyCode: currencies.presentment },
  };
}
