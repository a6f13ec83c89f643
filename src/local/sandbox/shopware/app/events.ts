import type { JsonValue } from '../../kit/json-object.js';
import { parseCriteria } from '../dal/criteria.js';
import { load } from '../dal/load.js';
import { toPlainJson } from '../dal/plain-json.js';
import type { ShopwareShop } from '../shop.js';
import type { ShopNews } from '../shop-writes.js';

/** An event as its subscribers hear of it. */
export interface AppEvent {
  event: string;
  payload: JsonValue;
}

/** The machines whose states are told of. */
const TOLD = new Set(['order', 'order_transaction', 'order_delivery']);

/**
 * The events that something makes: a written entity tells its key alone; a placed order and an entered state carry the
 * order, with few of its associations. A payment does not write its order. A draft is told of like the order itself,
 * unless only the live version is to be heard of.
 */
export function eventsOf(news: ShopNews, shop: ShopwareShop, onlyLiveVersion: boolean): AppEvent[] {
  const events: AppEvent[] = [];
  if (news.kind === 'place') events.push({ event: 'checkout.order.placed', payload: orderPayload(news.id, shop) });
  for (const { machine, state } of news.moves) {
    if (!TOLD.has(machine)) continue;
    events.push({ event: `state_enter.${machine}.state.${state}`, payload: orderPayload(news.id, shop) });
  }
  if (news.draftVersionId !== null && !onlyLiveVersion) events.push(writtenEvent(news));
  if (news.isOwnRow) events.push(writtenEvent(news));
  return events;
}

function writtenEvent({ entity, operation, id }: ShopNews): AppEvent {
  const updatedFields = operation === 'update' ? ['updatedAt'] : [];
  const payload = [{ entity, operation, primaryKey: id, updatedFields }];
  return { event: `${entity}.${operation === 'delete' ? 'deleted' : 'written'}`, payload };
}

function orderPayload(id: string, shop: ShopwareShop): JsonValue {
  const reader = shop.read();
  const row = reader.find('order', id);
  const criteria = parseCriteria('order', { associations: { orderCustomer: {}, lineItems: {}, currency: {} } }, 0);
  return { order: row === undefined ? null : toPlainJson(load(reader, criteria, row)) };
}
