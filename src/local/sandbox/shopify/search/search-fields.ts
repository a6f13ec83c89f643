import type { ShopProduct } from '../books/catalog.js';
import type { ShopOrder } from '../books/order.js';
import type { ShopCustomer } from '../books/people.js';
import { financialStatus, fulfillmentStatus } from '../books/statuses.js';
import type { SearchFields } from './match.js';

/** Tells when a record had changed last, as far as the index knows. */
export type ChangedAt = (row: { id: string; updatedAtMs: number }) => number;

/** How orders are searched. */
export function orderFields(changedAt: ChangedAt): SearchFields<ShopOrder> {
  return {
    default: { kind: 'text', read: ({ name, email }) => [name, email] },
    id: { kind: 'id', read: ({ id }) => id },
    created_at: { kind: 'instant', read: ({ createdAtMs }) => createdAtMs },
    updated_at: { kind: 'instant', read: changedAt },
    processed_at: { kind: 'instant', read: ({ processedAtMs }) => processedAtMs },
    name: { kind: 'text', read: ({ name, number }) => [name, String(number)] },
    test: { kind: 'text', read: ({ test }) => [String(test)] },
    tag: { kind: 'text', read: ({ tags }) => tags },
    email: { kind: 'text', read: ({ email }) => [email] },
    customer_id: { kind: 'text', read: ({ customerId }) => [customerId] },
    source_name: { kind: 'text', read: ({ sourceName }) => [sourceName] },
    sku: { kind: 'text', read: ({ lines }) => lines.map(({ sku }) => sku) },
    status: { kind: 'text', read: statusesOf },
    financial_status: { kind: 'text', read: (order) => [financialStatus(order)] },
    fulfillment_status: { kind: 'text', read: (order) => [fulfillmentStatus(order)] },
  };
}

/** How customers are searched; their `updated_at` is heard by whole days only. */
export function customerFields(changedAt: ChangedAt): SearchFields<ShopCustomer> {
  return {
    default: { kind: 'text', read: ({ firstName, lastName, email }) => [firstName, lastName, email] },
    id: { kind: 'id', read: ({ id }) => id },
    created_at: { kind: 'instant', read: ({ createdAtMs }) => createdAtMs, wholeDays: true },
    updated_at: { kind: 'instant', read: changedAt, wholeDays: true },
    email: { kind: 'text', read: ({ email }) => [email] },
    tag: { kind: 'text', read: ({ tags }) => tags },
    state: { kind: 'text', read: ({ state }) => [state] },
  };
}

/** How products are searched. */
export function productFields(changedAt: ChangedAt): SearchFields<ShopProduct> {
  return {
    default: { kind: 'text', read: ({ title, vendor }) => [title, vendor] },
    id: { kind: 'id', read: ({ id }) => id },
    created_at: { kind: 'instant', read: ({ createdAtMs }) => createdAtMs },
    updated_at: { kind: 'instant', read: changedAt },
    title: { kind: 'text', read: ({ title }) => [title] },
    vendor: { kind: 'text', read: ({ vendor }) => [vendor] },
    status: { kind: 'text', read: ({ status }) => [status] },
    tag: { kind: 'text', read: ({ tags }) => tags },
    sku: { kind: 'text', read: ({ variants }) => variants.map(({ sku }) => sku) },
  };
}

function statusesOf({ cancelledAtMs, closedAtMs }: ShopOrder): string[] {
  if (cancelledAtMs !== null) return ['cancelled', 'not_open', 'any'];
  return closedAtMs === null ? ['open', 'any'] : ['closed', 'not_open', 'any'];
}
