import { capturableOf } from '../books/figures.js';
import type { ShopOrder } from '../books/order.js';
import { sentQuantity, unfulfilledQuantity } from '../books/statuses.js';
import type { ChangeContext } from './change-context.js';
import { addLine, hasRemovableLine, removeLine } from './edit.js';
import { cancelFulfillment, deliver, fulfilOrder, isFulfillable } from './fulfil.js';
import { isPayable, payOrder, voidAuthorization } from './payments.js';
import { isRefundable, refundOrder, restockCancelled } from './refund.js';
import { closeReturn, hasOpenReturn, isReturnable, openReturn } from './returns.js';

interface Change {
  isPossible(order: ShopOrder): boolean;
  apply(order: ShopOrder, context: ChangeContext): void;
}

const always = (): boolean => true;
const isOpen = (order: ShopOrder): boolean => order.cancelledAtMs === null;
const hasParcel = (order: ShopOrder): boolean => order.fulfillments.some(({ status }) => status === 'SUCCESS');

const CHANGES = {
  pay: { isPossible: isPayable, apply: payOrder },
  void: { isPossible: (order) => capturableOf(order).presentment > 0, apply: voidAuthorization },
  fulfil: { isPossible: isFulfillable, apply: (order, context) => void fulfilOrder(order, context) },
  fulfil_part: { isPossible: isFulfillable, apply: (order, context) => void fulfilOrder(order, context, 'part') },
  unfulfil: { isPossible: (order) => hasParcel(order) && order.returns.length === 0, apply: cancelFulfillment },
  deliver: { isPossible: hasParcel, apply: deliver },
  refund_lines: { isPossible: isRefundable, apply: (order, context) => void refundOrder(order, 'lines', context) },
  refund_all: { isPossible: isRefundable, apply: (order, context) => void refundOrder(order, 'everything', context) },
  refund_money: { isPossible: isRefundable, apply: (order, context) => void refundOrder(order, 'money', context) },
  refund_less: { isPossible: isRefundable, apply: (order, context) => void refundOrder(order, 'less', context) },
  restock: { isPossible: isRefundable, apply: (order, context) => void refundOrder(order, 'restock', context) },
  return: { isPossible: isReturnable, apply: openReturn },
  return_close: { isPossible: (order) => hasOpenReturn(order) && isRefundable(order), apply: closeReturn },
  edit_add: { isPossible: isOpen, apply: addLine },
  edit_remove: { isPossible: (order) => isOpen(order) && hasRemovableLine(order), apply: removeLine },
  cancel: {
    isPossible: (order) => isOpen(order) && order.lines.every((line) => sentQuantity(order, line) === 0),
    apply: cancelOrder,
  },
  tag: { isPossible: always, apply: (order, { atMs }) => void order.tags.push(`touched-${atMs / 1000}`) },
  note: {
    isPossible: always,
    apply: (order, { atMs }) => void Object.assign(order, { note: `Rückruf ${atMs / 1000}` }),
  },
} as const satisfies Record<string, Change>;

/** What can happen to an order after it was placed. */
export type ChangeKind = keyof typeof CHANGES;

/** All kinds of changes. */
export const CHANGE_KINDS = Object.keys(CHANGES) as ChangeKind[];

/** Whether an order's state allows a change. */
export function canChange(order: ShopOrder, kind: ChangeKind): boolean {
  return CHANGES[kind].isPossible(order);
}

/** The changes that an order's state allows. */
export function possibleChanges(order: ShopOrder): ChangeKind[] {
  return CHANGE_KINDS.filter((kind) => canChange(order, kind));
}

/** Changes an order at the context's instant, and closes it when everything is sent and settled. */
export function applyChange(order: ShopOrder, kind: ChangeKind, context: ChangeContext): void {
  CHANGES[kind].apply(order, context);
  order.updatedAtMs = Math.max(order.updatedAtMs, context.atMs);
  const isDone = order.lines.every((line) => unfulfilledQuantity(order, line) === 0) && !isPayable(order);
  order.closedAtMs = isDone ? (order.closedAtMs ?? context.atMs) : null;
}

function cancelOrder(order: ShopOrder, context: ChangeContext): void {
  voidAuthorization(order, context);
  restockCancelled(order, context);
  Object.assign(order, {
    cancelledAtMs: context.atMs,
    cancelReason: context.random.pick(['CUSTOMER', 'INVENTORY', 'OTHER']),
  });
}
