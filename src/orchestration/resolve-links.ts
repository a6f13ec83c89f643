import { emailKey, guestCustomerId } from '../model/email.js';
import type { Order } from '../model/order.js';
import { defaultMatching, type ProductMatching } from '../model/profile.js';
import { recordKey } from '../model/record-key.js';
import type { StoredRecord } from '../model/stored-record.js';
import type { OrderStore } from '../ports/order-store.js';
import type { Profiles } from '../ports/profiles.js';
import { type LineMatch, matchProducts } from './match-products.js';

/** What an order belongs to in this store, and how each was matched. */
export interface OrderLinks {
  customer: { recordKey: string; via: 'id' | 'email' } | null;
  /** In the order's own order; a line without a product keeps the SKU that the source gave it. */
  lines: ({ lineId: string; sku: string | null } & LineMatch)[];
}

/** The parts of the order store that links are found in. */
export type LinkStore = Pick<OrderStore, 'read' | 'query' | 'searchProducts'>;

/** What resolving the links of a stored order needs. */
export interface LinkPorts {
  store: LinkStore;
  profiles: Pick<Profiles, 'read'>;
}

/** Accounts of one e-mail address that are looked at. */
const NAMESAKES = 10;

/** The links of an order as its profile matches; one whose profile is gone is matched as profiles are that say nothing. */
export async function readLinks({ store, profiles }: LinkPorts, item: StoredRecord): Promise<OrderLinks> {
  const profile = await profiles.read(item.profileId);
  return resolveLinks(store, item, profile?.policies.matchProducts);
}

/**
 * Finds the customer and the products of an order as they are stored now, within the order's profile. Nothing is written or made
 * up, so a link repairs itself when the customer or the product arrives later.
 */
export async function resolveLinks(
  store: LinkStore,
  { profileId, record }: StoredRecord,
  matching: ProductMatching = defaultMatching,
): Promise<OrderLinks> {
  const order = record as unknown as Partial<Order>;
  const lines = order.lines ?? [];
  const [customer, matches] = await Promise.all([
    findCustomer(store, profileId, order.customer ?? null),
    matchProducts(store, profileId, lines, matching),
  ]);
  return {
    customer,
    lines: lines.map(({ id, sku = null }, at) => ({ lineId: id, sku, product: null, ...matches[at] })),
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
