import type { SeededRandom } from '../kit/seeded-random.js';
import type { ProductKind } from './catalog.js';
import type { OrderWish } from './compose-order.js';
import type { ChangeKind } from './progress/order-progress.js';
import type { ShopOrder } from './shop-order.js';
import { STORE_VIEWS } from './store-view.js';

/** One planned change of an order's past. */
export interface PlannedChange {
  kind: ChangeKind;
  atMs: number;
}

const KINDS: readonly ProductKind[] = [
  'simple',
  'configurable',
  'bundle-dynamic',
  'bundle-fixed',
  'grouped',
  'virtual',
  'downloadable',
  'giftcard',
];

/** Each list ends in a state of its own; a step that an order cannot take is skipped. */
const PASTS: readonly (readonly ChangeKind[])[] = [
  [],
  ['invoice'],
  ['invoice', 'ship'],
  ['invoice', 'pay', 'ship', 'refund_all'],
  ['cancel'],
  ['comment', 'hold'],
  ['invoice', 'pay', 'ship', 'refund_part'],
  ['invoice_part', 'comment', 'cancel_invoice'],
  ['invoice', 'ship_part'],
  ['ship', 'invoice', 'pay', 'comment'],
  ['invoice', 'pay', 'ship', 'refund_part', 'refund_part'],
];

const SURCHARGED = [7, 23];
const PLANNED_ORDERS = 96;
const DAY_MS = 24 * 3_600_000;

/** What the order at this place of the seed is: the first ones go round all stores and product kinds, whatever the seed. */
export function seedWish(index: number): OrderWish {
  const surcharge = SURCHARGED.includes(index);
  if (index >= PLANNED_ORDERS) return { surcharge };
  const store = STORE_VIEWS[index % STORE_VIEWS.length];
  const kind = KINDS[Math.floor(index / STORE_VIEWS.length) % KINDS.length];
  const wish = { surcharge, onlinePayment: index % 5 < 2 };
  return store === undefined || kind === undefined ? wish : { ...wish, storeCode: store.code, kind };
}

/**
 * The past of the order at this place of the seed, all of it before `untilMs`. Every sixth order is also touched by
 * a nightly export at 02:00:00, so that several orders share the second of their last update.
 */
export function seedHistory(order: ShopOrder, index: number, untilMs: number, random: SeededRandom): PlannedChange[] {
  const kinds = PASTS[index % PASTS.length] ?? [];
  let atMs = order.createdAt;
  const changes = kinds.map((kind): PlannedChange => {
    atMs = Math.min(untilMs, atMs + random.integer(1_000, DAY_MS));
    return { kind, atMs };
  });
  const nightMs = Math.ceil(atMs / DAY_MS) * DAY_MS + 2 * 3_600_000;
  if (index % 6 === 5 && nightMs <= untilMs) changes.push({ kind: 'comment', atMs: nightMs });
  return changes;
}
