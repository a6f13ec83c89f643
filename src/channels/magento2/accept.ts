import { getOwn, isJsonObject, type Json } from '../../diff/json.js';
import { toEntityId } from './identify.js';
import type { MagentoSettings } from './schema.js';

/** Whether the record is of one of the profile's stores. One that names no store, such as a product, is taken. */
export function acceptsStore(raw: Json, { stores }: MagentoSettings): boolean {
  if (stores === undefined || !isJsonObject(raw)) return true;
  const store = toEntityId(getOwn(raw, 'store_id'));
  return store === null || stores.includes(Number(store));
}

/** Whether the order is of one of the profile's stores and in one of its statuses. */
export function acceptsOrder(raw: Json, settings: MagentoSettings): boolean {
  const { statuses } = settings;
  if (!acceptsStore(raw, settings)) return false;
  if (statuses === undefined || !isJsonObject(raw)) return true;
  const status = getOwn(raw, 'status') ?? getOwn(raw, 'state');
  return typeof status !== 'string' || statuses.includes(status);
}
