import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import type { WebhookReading } from '../../../ports/channel.js';
import { toLegacyId } from '../ids.js';

/** Something that a shop asks for beside news of its records. */
export type ShopCommand =
  /** The app was removed from the shop: its token is worth nothing any more. */
  | { kind: 'disable-profile' }
  /** A customer asks for everything that is kept of them, or for its removal. */
  | { kind: 'export-person' | 'erase-person'; customerId: string | null; email: string | null; orderIds: string[] }
  /** Two days after the app was removed: everything of the shop is to go. */
  | { kind: 'erase-shop' };

/** A reading that may hold commands; a reading without them has none. */
export interface ShopReading extends WebhookReading {
  commands: ShopCommand[];
}

const ORDER_LISTS = { 'customers/data_request': 'orders_requested', 'customers/redact': 'orders_to_redact' } as const;

/** What a topic asks for; null for one that is news of records. */
export function readCommand(topic: string, body: JsonObject): ShopCommand | null {
  if (topic === 'app/uninstalled') return { kind: 'disable-profile' };
  if (topic === 'shop/redact') return { kind: 'erase-shop' };
  if (topic === 'customers/data_request') return personOf('export-person', body, ORDER_LISTS[topic]);
  return topic === 'customers/redact' ? personOf('erase-person', body, ORDER_LISTS[topic]) : null;
}

function personOf(kind: 'export-person' | 'erase-person', body: JsonObject, list: string): ShopCommand {
  const found = getOwn(body, 'customer');
  const customer: { [key: string]: Json } = isJsonObject(found) ? found : {};
  const orders = getOwn(body, list);
  return {
    kind,
    customerId: toLegacyId(customer.id),
    email: typeof customer.email === 'string' && customer.email !== '' ? customer.email : null,
    orderIds: (Array.isArray(orders) ? orders : []).map(toLegacyId).filter((id) => id !== null),
  };
}
