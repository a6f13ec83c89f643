import { getOwn, isJsonObject, type Json } from '../../diff/json.js';
import type { ShopifySettings } from './schema.js';

/** Whether the profile wants the order: test orders only where the settings say so. */
export function acceptsOrder(raw: Json, { testOrders }: ShopifySettings): boolean {
  return testOrders === 'keep' || !isJsonObject(raw) || getOwn(raw, 'test') !== true;
}
