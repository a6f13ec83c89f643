import { type Amount, divideRounded, eachCurrency, fromCents, shareOf, subtract, sumAmounts } from './amount.js';
import type { Discount, ShopOrder } from './order.js';
import { discountedTotal, type OrderLine } from './order-line.js';
import type { DiscountKind } from './order-wish.js';

type Reduction = Omit<Discount, 'value'> & { percent?: number; cents?: number };

const BASE = { allocationMethod: 'ACROSS', targetSelection: 'ALL', targetType: 'LINE_ITEM' } as const;

const LINE_CODE: Reduction = {
  ...BASE,
  kind: 'DiscountCodeApplication',
  label: 'MUGS10',
  allocationMethod: 'EACH',
  targetSelection: 'ENTITLED',
  percent: 10,
};
const ORDER_CODE: Reduction = { ...BASE, kind: 'DiscountCodeApplication', label: 'WELCOME5', cents: 500 };
const AUTOMATIC: Reduction = { ...BASE, kind: 'AutomaticDiscountApplication', label: 'Autumn – 15 %', percent: 15 };
const MANUAL: Reduction = {
  ...BASE,
  kind: 'ManualDiscountApplication',
  label: 'Scratched',
  allocationMethod: 'ONE',
  targetSelection: 'EXPLICIT',
  cents: 333,
};
const FREE_SHIPPING: Reduction = {
  ...BASE,
  kind: 'DiscountCodeApplication',
  label: 'FREESHIP',
  allocationMethod: 'EACH',
  targetType: 'SHIPPING_LINE',
  percent: 100,
};

const REDUCTIONS: Readonly<Record<DiscountKind, readonly Reduction[]>> = {
  none: [],
  'line-code': [LINE_CODE],
  'order-code': [ORDER_CODE],
  automatic: [AUTOMATIC],
  manual: [MANUAL],
  'free-shipping': [FREE_SHIPPING],
  mixed: [LINE_CODE, AUTOMATIC, FREE_SHIPPING],
};

/** Puts the discounts of that kind on the order and its parts; each takes from what the one before has left. */
export function discountOrder(order: ShopOrder, kind: DiscountKind): void {
  for (const { percent, cents = 0, ...reduction } of REDUCTIONS[kind]) {
    const index = order.discounts.length;
    const fixed = percent === undefined ? fromCents(cents, order.currencies) : null;
    order.discounts.push({ ...reduction, value: fixed === null ? { percentage: percent ?? 0 } : { amount: fixed } });
    if (reduction.targetType === 'SHIPPING_LINE') discountShipping(order, index, percent ?? 0);
    else discountLines(entitledLines(order, reduction), index, { percent, fixed });
  }
}

function entitledLines(order: ShopOrder, { targetSelection, allocationMethod }: Reduction): OrderLine[] {
  const goods = order.lines.filter(({ isTip, isGiftCard }) => !isTip && !isGiftCard);
  if (allocationMethod === 'ONE') return goods.slice(0, 1);
  return targetSelection === 'ENTITLED' ? goods.filter((_line, index) => index % 2 === 0) : goods;
}

function discountLines(
  lines: readonly OrderLine[],
  application: number,
  { percent, fixed }: { percent: number | undefined; fixed: Amount | null },
): void {
  const prices = lines.map(discountedTotal);
  const parts = fixed === null ? prices.map((price) => percentOf(price, percent ?? 0)) : spread(fixed, prices);
  for (const [index, line] of lines.entries()) {
    const amount = parts[index];
    if (amount !== undefined) line.allocations.push({ application, amount });
  }
}

function discountShipping(order: ShopOrder, application: number, percent: number): void {
  for (const line of order.shippingLines) {
    line.allocations.push({ application, amount: percentOf(line.price, percent) });
  }
}

function percentOf(amount: Amount, percent: number): Amount {
  return eachCurrency(amount, (minor) => divideRounded(minor * percent, 100));
}

/** Spreads an amount over prices so that the parts add up to it, and never more than the prices. */
function spread(amount: Amount, prices: readonly Amount[]): Amount[] {
  const whole = sumAmounts(prices);
  const shared = {
    shop: Math.min(amount.shop, whole.shop),
    presentment: Math.min(amount.presentment, whole.presentment),
  };
  let before = { shop: 0, presentment: 0 };
  let upTo = { shop: 0, presentment: 0 };
  return prices.map((price) => {
    upTo = sumAmounts([upTo, price]);
    const until = {
      shop: shareOf(shared, upTo.shop, whole.shop).shop,
      presentment: shareOf(shared, upTo.presentment, whole.presentment).presentment,
    };
    const part = subtract(until, before);
    before = until;
    return part;
  });
}
