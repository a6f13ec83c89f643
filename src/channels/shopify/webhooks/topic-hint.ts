import { getOwn, isJsonObject, type JsonObject } from '../../../diff/json.js';
import { invalidWebhook } from '../../kit/webhook-error.js';
import { toLegacyId } from '../ids.js';

/** A record that a delivery speaks of. */
export interface Hint {
  resource: 'orders' | 'customers' | 'products';
  recordId: string;
}

/** Which topics speak of which resource, and where its id stands in the body. */
const RULES: readonly { topic: RegExp; resource: Hint['resource']; path: readonly string[] }[] = [
  { topic: /^orders\/edited$/, resource: 'orders', path: ['order_edit', 'order_id'] },
  { topic: /^orders\//, resource: 'orders', path: ['id'] },
  { topic: /^(refunds|fulfillments|order_transactions)\//, resource: 'orders', path: ['order_id'] },
  { topic: /^returns\//, resource: 'orders', path: ['order', 'id'] },
  { topic: /^customers\/(create|update|delete|enable|disable)$/, resource: 'customers', path: ['id'] },
  { topic: /^products\//, resource: 'products', path: ['id'] },
];

/**
 * The record that a delivery of this topic tells of; null for a topic of something that is not read here. A delivery is only a hint:
 * deliveries come in no order, so the record itself is read again.
 * @throws `webhook_invalid` when it names no id
 */
export function readHint(topic: string, body: JsonObject): Hint | null {
  const rule = RULES.find(({ topic: pattern }) => pattern.test(topic));
  if (rule === undefined) return null;
  let value: unknown = body;
  for (const key of rule.path) value = isJsonObject(value as JsonObject) ? getOwn(value as JsonObject, key) : null;
  const recordId = toLegacyId(value);
  if (recordId === null)
    throw invalidWebhook(`A delivery of ${topic} has no ${rule.path.join('.')}`, `/${rule.path.join('/')}`);
  return { resource: rule.resource, recordId };
}
