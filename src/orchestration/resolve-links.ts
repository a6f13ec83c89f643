import pLimit from 'p-limit';
import { emailKey, guestCustomerId } from '../model/email.js';
import type { Order } from '../model/order.js';
import { recordKey } from '../model/record-key.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { OrderStore, SkuMatch } from '../ports/order-store.js';

/** What an order belongs to in this store, and how each was matched. */
export interface OrderLinks {
  customer: { recordKey: string; via: 'id' | 'email' } | null;
  /** In the order's own order; a line without a product keeps the SKU that the source gave it. */
  lines: {
    lineId: string;
    sku: string | null;
    product: { recordKey: string; via: SkuMatch['via'] } | null;
  }[];
}

/** The parts of the order store that links are found in. */
export type LinkStore = Pick<OrderStore, 'read' | 'query' | 'matchSkus'>;

const SKUS_AT_ONCE = 100;
const CALLS_AT_ONCE = 4;
/** Accounts of one e-mail address that are looked at. */
const NAMESAKES = 10;

/**
 * Finds the customer and the products of an order as they are stored now, within the order's profile. Nothing is written or made
 * up, so a link repairs itself when the customer or the product arrives later.
 */
export async function resolveLinks(store: LinkStore, { profileId, record }: StoredRecord): Promise<OrderLinks> {
  const order = record as unknown as Partial<Order>;
  const lines = order.lines ?? [];
  const [customer, products] = await Promise.all([
    findCustomer(store, profileId, order.customer ?? null),
    findProducts(store, profileId, lines),
  ]);
  return {
    customer,
    lines: lines.map(({ id, sku = null }) => ({
      lineId: id,
      sku,
      product: (sku === null ? undefined : products.get(sku)) ?? null,
    })),
  };
}

/** By the id that the order names, and by nothing else where it names one; a guest by the e-mail address. */
async function findCustomer(
  store: LinkStore,
  profileId: string,
  customer: Order['customer'],
): Promise<OrderLinks['customer']> {
  const { id = null, email = null } = customer ?? {};
  if (id !== null) {
    const found = await readCustomer(store, profileId, id);
    return found === null ? null : { recordKey: found, via: 'id' };
  }
  const key = emailKey(email ?? '');
  if (key === null) return null;
  const found =
    (await readCustomer(store, profileId, guestCustomerId(key))) ?? (await searchCustomer(store, profileId, key));
  return found === null ? null : { recordKey: found, via: 'email' };
}

async function readCustomer(store: LinkStore, profileId: string, id: string): Promise<string | null> {
  const key = recordKey(profileId, 'customer', id);
  return (await store.read({ kind: 'customer', id: key, recordKey: key })) === null ? null : key;
}

/** Of several accounts always the same one, whichever changed last. */
async function searchCustomer(store: LinkStore, profileId: string, email: string): Promise<string | null> {
  const { items } = await store.query({ kind: 'customer', profileId, email, limit: NAMESAKES });
  return items.map(({ item }) => item.recordKey).sort()[0] ?? null;
}

async function findProducts(
  store: LinkStore,
  profileId: string,
  lines: Partial<Order>['lines'] & object,
): Promise<Map<string, NonNullable<OrderLinks['lines'][number]['product']>>> {
  const skus = [...new Set(lines.map(({ sku }) => sku ?? ''))].filter((sku) => sku !== '');
  const limit = pLimit(CALLS_AT_ONCE);
  const calls = chunk(skus).map((some) => limit(() => store.matchSkus(profileId, some)));
  const products = new Map<string, { recordKey: string; via: SkuMatch['via'] }>();
  for (const { sku, recordKey: key, via } of (await Promise.all(calls)).flat()) {
    const known = products.get(sku);
    // Of several products always the same one.
    if (known === undefined || key < known.recordKey) products.set(sku, { recordKey: key, via });
  }
  return products;
}

function chunk(skus: readonly string[]): string[][] {
  const count = Math.ceil(skus.length / SKUS_AT_ONCE);
  return Array.from({ length: count }, (_, at) => skus.slice(at * SKUS_AT_ONCE, (at + 1) * SKUS_AT_ONCE));
}
