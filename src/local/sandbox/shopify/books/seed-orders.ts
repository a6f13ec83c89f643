import { applyChange, type ChangeKind, canChange } from '../changes/change-order.js';
import { type ComposeParts, composeOrder } from './compose-order.js';
import type { ShopOrder } from './order.js';
import type { OrderWish } from './order-wish.js';

const DAY_MS = 24 * 3_600_000;

/** How far back the orders of a new shop go; some lie behind the sixty days that an app may see by default. */
export const HISTORY_MS = 120 * DAY_MS;

const RECENT_MS = 25 * DAY_MS;

/** The first orders of every shop go round these kinds and these pasts, so that each shop has them all. */
const WISHES: readonly OrderWish[] = [
  { discount: 'none' },
  { discount: 'order-code', payment: 'authorization' },
  { discount: 'line-code', currency: 'USD' },
  { source: 'pos', payment: 'cash-with-change', tip: true, guest: true },
  { discount: 'automatic', withoutProducts: true },
  { currency: 'JPY', discount: 'order-code', payment: 'two-gateways' },
  { guest: true, discount: 'free-shipping', payment: 'failed-then-sale' },
  { currency: 'KWD', discount: 'mixed', payment: 'authorization' },
  { test: true, payment: 'none', statusless: true },
  { longIds: true, lines: 3, currency: 'USD', duties: true },
  { source: 'shopify_draft_order', payment: 'pending', discount: 'manual' },
  { giftCard: true, lines: 1 },
  { digital: true, lines: 1, guest: true },
  { source: 'import', currency: 'CAD', discount: 'mixed', payment: 'none' },
  { bundle: true, lines: 3, currency: 'GBP', tip: true },
  { payment: 'none' },
];

const PASTS: readonly (readonly ChangeKind[])[] = [
  [],
  ['pay', 'fulfil', 'deliver'],
  ['fulfil_part', 'refund_lines'],
  ['edit_add', 'pay', 'fulfil_part', 'fulfil'],
  ['edit_remove', 'fulfil', 'tag'],
  ['refund_money', 'fulfil'],
  ['cancel'],
  ['pay', 'fulfil', 'return', 'return_close'],
  ['fulfil', 'refund_all'],
  ['restock', 'tag'],
  ['void', 'note'],
  ['fulfil_part', 'unfulfil', 'fulfil', 'refund_less'],
  ['refund_lines', 'refund_lines', 'refund_money'],
];

/** Orders with more lines than one page of a connection holds. */
const LONG_ORDERS: Readonly<Record<number, number>> = { 20: 260, 77: 301 };

/** Composes the orders of a new shop, oldest first, each with its past up to the given instant. */
export function seedOrders(count: number, untilMs: number, parts: Omit<ComposeParts, 'atMs'>): ShopOrder[] {
  const { random } = parts;
  const ages = Array.from({ length: count }, (_none, index) =>
    index % 8 === 7 ? random.integer(61 * DAY_MS, HISTORY_MS) : random.integer(60_000, RECENT_MS),
  ).sort((one, other) => other - one);
  return ages.map((age, index) => {
    const createdAtMs = wholeSecond(untilMs - age);
    const lines = LONG_ORDERS[index];
    const wish = { ...WISHES[index % WISHES.length], ...(lines === undefined ? {} : { lines }) };
    const order = composeOrder(wish, { ...parts, atMs: createdAtMs });
    for (const { kind, atMs } of pastOf(index, createdAtMs, untilMs, parts)) {
      if (canChange(order, kind)) applyChange(order, kind, { ...parts, atMs });
    }
    return order;
  });
}

/** Every sixth order is also touched by a nightly job at 02:00:00, so that several orders share the second of their last update. */
function pastOf(index: number, createdAtMs: number, untilMs: number, { random }: Omit<ComposeParts, 'atMs'>) {
  let atMs = createdAtMs;
  const past = (PASTS[index % PASTS.length] ?? []).map((kind) => {
    atMs = Math.min(untilMs, atMs + random.integer(60_000, 2 * DAY_MS));
    return { kind, atMs: wholeSecond(atMs) };
  });
  const nightMs = Math.ceil(atMs / DAY_MS) * DAY_MS + 2 * 3_600_000;
  return index % 6 === 5 && nightMs <= untilMs ? [...past, { kind: 'tag' as const, atMs: nightMs }] : past;
}

function wholeSecond(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}
