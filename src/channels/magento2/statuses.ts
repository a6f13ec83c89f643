import { Big } from 'big.js';
import type { z } from 'zod';
import type { fulfilmentStatus, paymentStatus } from '../../model/order.js';
import type { RawFields } from '../kit/raw-fields.js';
import type { OrderItem } from './items.js';

/** What has been paid of an order. */
export type PaymentStatus = z.output<typeof paymentStatus>;
/** What has been sent of an order. */
export type FulfilmentStatus = z.output<typeof fulfilmentStatus>;

/** What the customer has paid, by Magento's own amounts: Magento's states only say how far the shop has come. */
export function readPaymentStatus(order: RawFields): PaymentStatus {
  const grand = order.amount('grand_total');
  const paid = order.amount('total_paid');
  const refunded = order.amount('total_refunded');
  const state = order.text('state');
  if (refunded.gt(0)) {
    // A closed order is refunded in full even where the shop never noted a payment.
    const all = refunded.gte(paid) && (paid.gt(0) || state === 'closed');
    return all ? 'refunded' : 'partially_refunded';
  }
  if (paid.gte(grand)) return 'paid';
  if (paid.gt(0)) return 'partially_paid';
  return state === 'canceled' ? 'voided' : 'pending';
}

const VIRTUAL_TYPES = new Set(['virtual', 'downloadable']);

function isShippable({ fields }: OrderItem): boolean {
  return !fields.flag('is_virtual') && !VIRTUAL_TYPES.has(fields.text('product_type') ?? '');
}

interface Shipped {
  shipped: Big;
  open: Big;
}

function most(items: readonly OrderItem[], field: string): Big {
  return items.map(({ fields }) => fields.amount(field)).reduce((a, b) => (a.gt(b) ? a : b), new Big(0));
}

/** How much of a thing is sent and how much is still to send; `rows` are the rows that may have noted it. */
function readShipped(item: OrderItem, rows: readonly OrderItem[]): Shipped {
  const shipped = most(rows, 'qty_shipped');
  const refunded = most(rows, 'qty_refunded');
  const gone = (shipped.gt(refunded) ? shipped : refunded).plus(most(rows, 'qty_canceled'));
  const open = item.fields.amount('qty_ordered').minus(gone);
  return { shipped, open: open.gt(0) ? open : new Big(0) };
}

// A configurable product may note a shipment on either of its two rows, a bundle on its parent (sent together) or on its parts.
function shippedOf(item: OrderItem): Shipped[] {
  if (item.fields.text('product_type') !== 'bundle')
    return isShippable(item) ? [readShipped(item, [item, ...item.children])] : [];
  const apart = item.fields.amount('qty_shipped').eq(0) && most(item.children, 'qty_shipped').gt(0);
  if (apart) return item.children.filter(isShippable).map((part) => readShipped(part, [part]));
  return isShippable(item) ? [readShipped(item, [item])] : [];
}

/** What has been sent of the things that are sent at all; null when there are none. */
export function readFulfilmentStatus(items: readonly OrderItem[]): FulfilmentStatus | null {
  const things = items.filter((item) => item.parentId === null).flatMap(shippedOf);
  if (things.length === 0) return null;
  if (!things.some(({ shipped }) => shipped.gt(0))) return 'unfulfilled';
  return things.some(({ open }) => open.gt(0)) ? 'partially_fulfilled' : 'fulfilled';
}
