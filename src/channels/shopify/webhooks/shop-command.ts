import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import type { WebhookCommand } from '../../../ports/channel.js';
import { toLegacyId } from '../ids.js';

const ORDER_LISTS = { 'customers/data_request': 'orders_requested', 'customers/redact': 'orders_to_redact' } as const;

/** What a topic asks for beside news of records; null for one that is such news. `at` is when the shop triggered it. */
export function readCommand(topic: string, body: JsonObject, at: string | null): WebhookCommand | null {
  if (topic === 'app/uninstalled') return { kind: 'disable-profile', at, why: 'the app was removed from the shop' };
  if (topic === 'shop/redact') return { kind: 'erase-shop' };
  if (topic === 'customers/data_request') return personOf('export-person', body, ORDER_LISTS[topic]);
  return topic === 'customers/redact' ? personOf('erase-person', body, ORDER_LISTS[topic]) : null;
}

function personOf(kind: 'export-person' | 'erase-person', body: JsonObject, list: string): WebhookCommand {
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
