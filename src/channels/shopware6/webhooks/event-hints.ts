import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { invalidWebhook } from '../../kit/webhook-error.js';
import type { ResourceName } from '../entities.js';
import { toEntityId } from '../identify.js';
import { isLive } from '../reading/live-rows.js';
import { readFields } from '../reading/read-fields.js';

/** A record that an event speaks of. */
export interface Hint {
  resource: ResourceName;
  recordId: string;
}

const RESOURCES: Readonly<Record<string, ResourceName>> = {
  order: 'orders',
  customer: 'customers',
  product: 'products',
};
/** What hangs on a record, and the field in which it names it. */
const OWNERS: Readonly<Record<string, string>> = {
  orderTransaction: 'orderId',
  orderDelivery: 'orderId',
  orderLineItem: 'orderId',
  document: 'orderId',
};
/** A customer who only signs in has not changed. */
const NO_NEWS = /^checkout\.customer\.(login|logout|before\.login)/;

function keyOf(entry: JsonObject): string | null {
  const key = getOwn(entry, 'primaryKey');
  return toEntityId(isJsonObject(key) ? getOwn(key, 'id') : key);
}

/** What a written entity tells: its key and no more. A draft has the key of what it is a draft of. */
function hintOfWrite(entry: Json): Hint[] {
  if (!isJsonObject(entry) || !isLive(readFields(entry))) return [];
  const resource = RESOURCES[String(getOwn(entry, 'entity'))];
  if (resource === undefined) return [];
  const recordId = keyOf(entry);
  if (recordId === null) throw invalidWebhook('The written entity has no primaryKey', '/data/payload');
  return [{ resource, recordId }];
}

/** An event carries entities by their names; the order comes before its customer, whom it brings with it. */
function hintOfEntities(payload: JsonObject): Hint[] {
  for (const [name, resource] of Object.entries(RESOURCES)) {
    const entity = getOwn(payload, name);
    if (!isJsonObject(entity)) continue;
    const recordId = toEntityId(getOwn(entity, 'id'));
    if (recordId === null) throw invalidWebhook(`The ${name} of the event has no id`, `/data/payload/${name}`);
    return isLive(readFields(entity)) ? [{ resource, recordId }] : [];
  }
  for (const [name, field] of Object.entries(OWNERS)) {
    const entity = getOwn(payload, name);
    const recordId = isJsonObject(entity) ? toEntityId(getOwn(entity, field)) : null;
    if (recordId !== null) return [{ resource: 'orders', recordId }];
  }
  return [];
}

/**
 * The records that an event tells of; none for one of something that is not read here. An event is only a hint: it carries few
 * associations, and comes in no order, so the record itself is read again.
 * @throws `webhook_invalid` when it names no id
 */
export function readHints(event: string, payload: Json): Hint[] {
  if (NO_NEWS.test(event)) return [];
  if (Array.isArray(payload)) return payload.flatMap(hintOfWrite);
  return isJsonObject(payload) ? hintOfEntities(payload) : [];
}
