import type { Fulfillment, ShopOrder } from '../books/order.js';
import { unfulfilledQuantity } from '../books/statuses.js';
import type { ChangeContext } from './change-context.js';

const CARRIERS = [
  { company: 'DHL', url: 'https://tracking.example/dhl?id=' },
  { company: 'Örtliche Post', url: null },
  { company: null, url: null },
];

/** Whether there is something to send. */
export function isFulfillable(order: ShopOrder): boolean {
  return order.cancelledAtMs === null && order.lines.some((line) => unfulfilledQuantity(order, line) > 0);
}

/** Sends everything that is left, or only the first half of it, in parcels with up to three numbers. */
export function fulfilOrder(order: ShopOrder, context: ChangeContext, share: 'all' | 'part' = 'all'): Fulfillment {
  const open = order.lines.filter((line) => unfulfilledQuantity(order, line) > 0);
  const sent = share === 'all' ? open : open.slice(0, Math.ceil(open.length / 2));
  const fulfillment: Fulfillment = {
    id: context.ids.next('Fulfillment'),
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: 'SUCCESS',
    displayStatus: 'FULFILLED',
    createdAtMs: context.atMs,
    updatedAtMs: context.atMs,
    deliveredAtMs: null,
    tracking: trackingOf(order, context),
    lines: sent.map((line) => ({
      id: context.ids.next('FulfillmentLineItem'),
      lineId: line.id,
      quantity: partOf(unfulfilledQuantity(order, line), share),
    })),
  };
  order.fulfillments.push(fulfillment);
  return fulfillment;
}

/** Calls the last parcel back, so that its lines are open again. */
export function cancelFulfillment(order: ShopOrder, { atMs }: ChangeContext): void {
  const last = order.fulfillments.findLast(({ status }) => status === 'SUCCESS');
  if (last === undefined) return;
  Object.assign(last, { status: 'CANCELLED', displayStatus: 'CANCELED', updatedAtMs: atMs });
}

/** The last parcel arrives. */
export function deliver(order: ShopOrder, { atMs }: ChangeContext): void {
  const last = order.fulfillments.findLast(({ status }) => status === 'SUCCESS');
  if (last === undefined) return;
  Object.assign(last, { displayStatus: 'DELIVERED', deliveredAtMs: atMs, updatedAtMs: atMs });
}

function partOf(quantity: number, share: 'all' | 'part'): number {
  return share === 'all' ? quantity : Math.ceil(quantity / 2);
}

function trackingOf(order: ShopOrder, { random }: ChangeContext): Fulfillment['tracking'] {
  if (!order.lines.some(({ requiresShipping }) => requiresShipping)) return [];
  return Array.from({ length: random.integer(0, 3) }, (_none, index) => {
    const { company, url } = random.pick(CARRIERS);
    const number = `00${order.number}${index}${random.integer(1000, 9999)}`;
    return { company, number, url: url === null ? null : url + number };
  });
}
