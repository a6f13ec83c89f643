import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { isLive } from './reading/live-rows.js';
import { readFields } from './reading/read-fields.js';
import type { ShopwareSettings } from './schema.js';

function isOfChannel(raw: JsonObject, { salesChannels }: ShopwareSettings): boolean {
  const channel = getOwn(raw, 'salesChannelId');
  return salesChannels === undefined || typeof channel !== 'string' || salesChannels.includes(channel);
}

function stateOf(raw: JsonObject): Json {
  const state = getOwn(raw, 'stateMachineState');
  return isJsonObject(state) ? (getOwn(state, 'technicalName') ?? null) : null;
}

/** Whether the order is no draft, of one of the profile's sales channels, and in one of its states. */
export function acceptsOrder(raw: Json, settings: ShopwareSettings): boolean {
  if (!isJsonObject(raw)) return true;
  if (!isLive(readFields(raw)) || !isOfChannel(raw, settings)) return false;
  const state = stateOf(raw);
  return settings.statuses === undefined || typeof state !== 'string' || settings.statuses.includes(state);
}

/** Whether the customer is an account in one of the profile's sales channels. Guests come with their orders. */
export function acceptsCustomer(raw: Json, settings: ShopwareSettings): boolean {
  if (!isJsonObject(raw)) return true;
  return getOwn(raw, 'guest') !== true && isOfChannel(raw, settings);
}

/** Whether the product is live; a draft of one is not. */
export function acceptsProduct(raw: Json): boolean {
  return !isJsonObject(raw) || isLive(readFields(raw));
}
