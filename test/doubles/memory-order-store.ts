import { apply } from '../../src/diff/apply.js';
import { equal } from '../../src/diff/equal.js';
import { emailKey } from '../../src/model/email.js';
import { PipelineError } from '../../src/model/errors.js';
import { nameKey } from '../../src/model/name-key.js';
import type { StoredRecord, StoredRecordAt } from '../../src/model/stored-record.js';
import type { OrderStore, ProductClue, RecordQuery, StoreKey, WriteResult } from '../../src/ports/order-store.js';
import { parseSince } from '../../src/stores/parse-since.js';
import { clone } from './clone.js';
import { pageOf } from './page-of.js';

/** The order store in memory, all of its items to look at. */
export interface MemoryOrderStore extends OrderStore {
  items(): StoredRecord[];
}

const refuse = (why: 'exists' | 'moved' | 'missing'): WriteResult => ({
  done: false,
  why,
  requestCharge: 1,
});

/** Makes an empty one. */
export function createMemoryOrderStore(): MemoryOrderStore {
  const items = new Map<string, StoredRecordAt>();
  let writes = 0;

  function write(item: StoredRecord): WriteResult {
    const size = Buffer.byteLength(JSON.stringify(item));
    if (size > 1_900_000) throw new PipelineError('record_too_large', `The record is ${size} bytes long`);
    writes += 1;
    const etag = `"${writes}"`;
    items.set(placeOf(item), clone({ item, etag }));
    return { done: true, etag, requestCharge: 1 };
  }

  return {
    async read(key) {
      return clone(items.get(placeOf(key)) ?? null);
    },
    async create(item) {
      return items.has(placeOf(item)) ? refuse('exists') : write(item);
    },
    async replace(item, etag) {
      const stored = items.get(placeOf(item));
      if (!stored) return refuse('missing');
      return stored.etag === etag ? write(item) : refuse('moved');
    },
    async patch(item, operations, etag) {
      const stored = items.get(placeOf(item));
      if (!stored) return refuse('missing');
      if (stored.etag !== etag) return refuse('moved');
      // The real store may write either of the two, so they must be the same.
      if (!equal(apply(stored.item.record, operations), item.record))
        throw new Error('the operations do not lead to the item');
      return write(item);
    },
    async delete(key, etag) {
      const stored = items.get(placeOf(key));
      if (!stored) return refuse('missing');
      if (stored.etag !== etag) return refuse('moved');
      items.delete(placeOf(key));
      return { done: true, etag: '', requestCharge: 1 };
    },
    async query(query) {
      const since = query.updatedSince === undefined ? undefined : parseSince(query.updatedSince, 'updatedSince');
      const found = [...items.values()].filter(({ item }) => matches(item, query, since));
      return pageOf(found, query, ({ item }) => ({ order: item.updatedAt, id: item.id }));
    },
    async searchProducts(profileId, clue, wanted) {
      const products = [...items.values()].flatMap(({ item }) =>
        item.kind === 'product' && item.profileId === profileId ? [item] : [],
      );
      return products.flatMap((item) =>
        wanted
          .filter((one) => fits(item, clue, one))
          .map((one) => ({ wanted: one, recordKey: item.id, active: item.record.active !== false })),
      );
    },
    items: () => [...items.values()].map(({ item }) => clone(item)),
  };
}

function placeOf({ recordKey, id }: Pick<StoreKey, 'recordKey' | 'id'>): string {
  return JSON.stringify([recordKey, id]);
}

function matches(item: StoredRecord, query: RecordQuery, since: string | undefined): boolean {
  return (
    item.profileId === query.profileId &&
    item.kind === query.kind &&
    (query.remoteId === undefined || item.remoteId === query.remoteId) &&
    (query.number === undefined || item.record.number === query.number) &&
    (query.status === undefined || item.record.status === query.status) &&
    (query.sku === undefined || item.record.sku === query.sku) &&
    (query.orderKey === undefined || item.recordKey === query.orderKey) &&
    (query.email === undefined || hasEmail(item, query.email)) &&
    (query.customerId === undefined || customersOf(item).some(({ id }) => id === query.customerId)) &&
    (since === undefined || item.updatedAt >= since)
  );
}

function hasEmail(item: StoredRecord, wanted: string): boolean {
  const people = item.kind === 'customer' ? [item.record as { email?: unknown }] : customersOf(item);
  return people.some(
    ({ email }) => typeof email === 'string' && emailKey(email) !== null && emailKey(email) === emailKey(wanted),
  );
}

function customersOf({ kind, record, remote }: StoredRecord): { id?: unknown; email?: unknown }[] {
  if (kind !== 'order') return [];
  return [record.customer, remote?.customer].map((customer) => (customer ?? {}) as object);
}

function fits({ remoteId, record }: StoredRecord, clue: ProductClue, wanted: string): boolean {
  if (clue === 'id') return remoteId === wanted;
  if (clue === 'sku') return record.sku === wanted;
  if (clue === 'variant-sku') return ((record.variants ?? []) as { sku?: unknown }[]).some(({ sku }) => sku === wanted);
  const [name, part] = [typeof record.name === 'string' ? nameKey(record.name) : null, nameKey(wanted)];
  if (name === null || part === null) return false;
  return clue === 'name' ? name === part : name.includes(part);
}
