import type { SeededRandom } from '../kit/seeded-random.js';
import type { ChangeKind } from './orders/changes/order-changes.js';
import type { OrderWish } from './orders/order-wish.js';
import { SALES_CHANNELS } from './settings/sales-channels.js';

/** One planned change of an order's past. */
export interface PlannedChange {
  kind: ChangeKind;
  atMs: number;
}

const PARTICULARS: readonly OrderWish[] = [
  { promotion: 'none', provider: true },
  { promotion: 'percentage', provider: true },
  { promotion: 'absolute', custom: true },
  { promotion: 'shipping', provider: true },
  { promotion: 'automatic', nested: true, provider: true },
  { deletedProduct: true, guest: true, provider: true },
  { split: true, custom: true, provider: true },
  { digital: true, promotion: 'none', provider: false },
  { deletedCustomer: true, guest: false },
  { split: true, promotion: 'shipping', nested: true },
  { promotion: 'percentage', provider: false },
];

/** Each list ends in a state of its own; a step that an order cannot take is skipped. */
const PASTS: readonly (readonly ChangeKind[])[] = [
  [],
  ['pay'],
  ['start', 'pay', 'document', 'ship', 'document', 'complete'],
  ['fail_payment', 'retry_payment', 'pay', 'ship_part'],
  ['pay', 'document', 'ship', 'refund_part'],
  ['document', 'cancel', 'document'],
  ['authorize', 'pickup'],
  ['edit', 'pay', 'document', 'credit'],
  ['pay', 'ship', 'return', 'refund'],
  ['pay_part', 'label'],
  ['fail_payment', 'retry_payment', 'fail_payment'],
  ['remind', 'edit', 'edit'],
  ['pay', 'refund_part', 'refund_part', 'label'],
];

const PLANNED_ORDERS = SALES_CHANNELS.length * PARTICULARS.length;
const DAY_MS = 24 * 3_600_000;

/** What the order at this place of the seed is: the first ones go round all channels and particulars, whatever the seed. */
export function seedWish(index: number): OrderWish {
  if (index >= PLANNED_ORDERS) return {};
  const channelName = SALES_CHANNELS[index % SALES_CHANNELS.length]?.name ?? '';
  return { ...PARTICULARS[Math.floor(index / SALES_CHANNELS.length) % PARTICULARS.length], channelName };
}

/**
 * The past of the order at this place, all of it before `untilMs`. Every sixth order is also labelled by a nightly
 * export at 02:00:00.000, so that several orders share the instant of their last update.
 */
export function seedHistory(createdAt: number, index: number, untilMs: number, random: SeededRandom): PlannedChange[] {
  let atMs = createdAt;
  const changes = (PASTS[index % PASTS.length] ?? []).map((kind): PlannedChange => {
    atMs += random.integer(1_000, DAY_MS);
    return { kind, atMs };
  });
  const nightMs = Math.ceil(atMs / DAY_MS) * DAY_MS + 2 * 3_600_000;
  if (index % 6 === 5) changes.push({ kind: 'label', atMs: nightMs });
  return changes.filter((change) => change.atMs < untilMs);
}
