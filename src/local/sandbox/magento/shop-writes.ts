import type { JsonObject } from '../kit/json-object.js';
import { composeOrder, type OrderWish } from './compose-order.js';
import { renderTrack, type ShipmentPayload } from './documents/render-shipment.js';
import { MagentoError, noSuchRecord } from './magento-error.js';
import { toWholeSecond } from './magento-time.js';
import type { ChangeContext } from './progress/change-context.js';
import { applicableChanges, applyChange, type ChangeKind, isApplicable } from './progress/order-progress.js';
import { addHistory, STATUS_OF } from './progress/order-steps.js';
import { planShipment, type ShipmentRequest } from './progress/plan-shipment.js';
import { shipParcels } from './progress/ship-order.js';
import { type NewTrack, openTrack } from './progress/tracks.js';
import type { OrderPayload } from './render-order.js';
import type { ShopOrder } from './shop-order.js';
import { fileOrder, type ShopTables } from './shop-tables.js';

/** What was done to which order, and the shipment that it made. */
export interface ShopChange {
  kind: ChangeKind;
  order: OrderPayload;
  shipment: ShipmentPayload | null;
}

/** A new order, or what happened to one. */
export type ShopNews = Omit<ShopChange, 'kind'> & { kind: ChangeKind | 'place' };

/** Ways of a shop that tests switch while it lives. */
export interface ShopQuirks {
  /** A shipment leaves its order's time of update as it was, so that only the listing of shipments tells of it. */
  shippingLeavesOrder: boolean;
}

/** What writing needs: the tables, chance and counters, the time, the quirks, and somebody to tell. */
export interface WriteParts {
  tables: ShopTables;
  draws: Omit<ChangeContext, 'atMs'>;
  now(): Date;
  quirks: ShopQuirks;
  tell(news: ShopNews): void;
}

/** A comment as it is sent to the interface. */
export interface OrderComment {
  text: string | null;
  notified: number | null;
  visible: number;
  /** Null leaves the order's status alone. */
  status: string | null;
}

/** Places a new order at the present time. */
export function placeOrder(parts: WriteParts, wish: OrderWish): OrderPayload {
  const { draws, tables, now } = parts;
  const order = composeOrder(wish, now().getTime(), draws.random, draws.counters);
  fileOrder(tables, order);
  return report(parts, order, 'place', order.shipments.length).order;
}

/** Changes an order: a random one in a random way unless told which and how. Throws RangeError if that cannot be. */
export function changeOrder(parts: WriteParts, which: { entityId?: number; kind?: ChangeKind }): ShopChange {
  const { random } = parts.draws;
  const order = chooseOrder(parts.tables.orders.rows(), which, random.pick);
  const kind = which.kind ?? random.pick(applicableChanges(order));
  const before = { updatedAt: order.updatedAt, shipments: order.shipments.length };
  applyChange(order, kind, contextOf(parts));
  if (order.shipments.length > before.shipments) forgetUpdate(parts, order, before.updatedAt);
  fileOrder(parts.tables, order);
  return { ...report(parts, order, kind, before.shipments), kind };
}

/** Ships what a request names. Throws a MagentoError: 404 for an unknown order, 400 for what cannot be shipped. */
export function shipOrder(parts: WriteParts, orderId: number, request: ShipmentRequest): number {
  const order = findOrder(parts, orderId);
  const parcels = planShipment(order, request);
  const before = { updatedAt: order.updatedAt, shipments: order.shipments.length };
  const context = contextOf(parts);
  const shipment = shipParcels(order, parcels, request, context);
  order.updatedAt = Math.max(order.updatedAt, context.atMs);
  forgetUpdate(parts, order, before.updatedAt);
  fileOrder(parts.tables, order);
  report(parts, order, 'ship', before.shipments);
  return shipment.entityId;
}

/** Adds a track to a shipment, whose time of update stays as it was. Throws a 400 where order and shipment do not belong together. */
export function addTrack(parts: WriteParts, ids: { orderId: number; shipmentId: number }, track: NewTrack): JsonObject {
  const filed = parts.tables.shipments.find(ids.shipmentId);
  if (filed?.order.entityId !== ids.orderId || track.number === '') {
    throw new MagentoError(400, 'Could not save the shipment tracking.');
  }
  const opened = openTrack(track, contextOf(parts));
  filed.document.tracks.push(opened);
  parts.tables.shipments.put(filed);
  return renderTrack(opened, filed.document, filed.order);
}

/** Adds a comment to an order's history. Throws a MagentoError: 404 for an unknown order, 400 for a status that its state does not have. */
export function commentOrder(parts: WriteParts, orderId: number, comment: OrderComment): void {
  const order = findOrder(parts, orderId);
  const { status } = comment;
  if (status !== null && !statusesOf(order).includes(status)) {
    const message = 'Unable to add comment: The status "%1" is not part of the order status history.';
    throw new MagentoError(400, message, [status]);
  }
  order.status = status ?? order.status;
  const context = contextOf(parts);
  const { text, notified, visible } = comment;
  addHistory(order, { entityName: 'order', comment: text, notified, visible }, context);
  order.updatedAt = Math.max(order.updatedAt, context.atMs);
  fileOrder(parts.tables, order);
  report(parts, order, 'comment', order.shipments.length);
}

const OWN_STATUSES: Partial<Record<ShopOrder['state'], readonly string[]>> = {
  processing: ['awaiting_packing'],
  closed: ['closed_exchange_success'],
};

function statusesOf({ state, status }: ShopOrder): string[] {
  return [status, STATUS_OF[state], ...(OWN_STATUSES[state] ?? [])];
}

function contextOf({ draws, now }: WriteParts): ChangeContext {
  return { ...draws, atMs: toWholeSecond(now().getTime()) };
}

function findOrder({ tables }: WriteParts, entityId: number): ShopOrder {
  const order = tables.orders.find(entityId);
  if (order !== undefined) return order;
  throw noSuchRecord();
}

function forgetUpdate({ quirks }: WriteParts, order: ShopOrder, updatedAt: number): void {
  if (quirks.shippingLeavesOrder) order.updatedAt = updatedAt;
}

function report({ tables, tell }: WriteParts, order: ShopOrder, kind: ShopNews['kind'], shipments: number): ShopNews {
  const made = order.shipments[shipments];
  const news = {
    kind,
    order: tables.orders.show(order.entityId) as OrderPayload,
    shipment: made === undefined ? null : (tables.shipments.show(made.entityId) ?? null),
  };
  tell(news);
  return news;
}

/** Without a wish, a few tries favour orders that something other than a comment can happen to. */
function chooseOrder(
  orders: readonly ShopOrder[],
  { entityId, kind }: { entityId?: number; kind?: ChangeKind },
  pick: ChangeContext['random']['pick'],
): ShopOrder {
  if (entityId !== undefined) {
    const order = orders.find((one) => one.entityId === entityId);
    if (order === undefined) throw new RangeError(`there is no order ${entityId}`);
    return order;
  }
  if (kind !== undefined) {
    const able = orders.filter((order) => isApplicable(order, kind));
    if (able.length === 0) throw new RangeError(`no order can take the change ${kind} now`);
    return pick(able);
  }
  const tries = Array.from({ length: 5 }, () => pick(orders));
  return tries.find((order) => applicableChanges(order).length > 1) ?? (tries[0] as ShopOrder);
}
