import { isJsonObject, type JsonObject } from '../diff/json.js';
import type { Operation } from '../diff/operation.js';
import { emailKey } from '../model/email.js';
import { nameKey } from '../model/name-key.js';
import { recordKey } from '../model/record-key.js';
import type { RecordType } from '../model/record-type.js';
import type { StoredRecord, StoredRecordAt } from '../model/stored-record.js';
import type { OrderStore, RecordQuery } from '../ports/order-store.js';
import { createBulkWriter } from './bulk-writer.js';
import type { CosmosOptions } from './cosmos-client.js';
import { cosmosContainers } from './cosmos-containers.js';
import { withoutSystemFields } from './cosmos-item.js';
import { type Condition, type ListedItem, listPage } from './cosmos-list.js';
import { searchProducts } from './cosmos-product-search.js';
import { countNothing } from './count.js';
import { deleteItem } from './delete-item.js';
import { parseSince } from './parse-since.js';
import { createRecordPatcher } from './record-patcher.js';
import { toWriteResult } from './write-result.js';

type Place = 'orders' | 'customers' | 'products';

const PLACES: Readonly<Record<RecordType, Place>> = {
  order: 'orders',
  invoice: 'orders',
  shipment: 'orders',
  refund: 'orders',
  customer: 'customers',
  product: 'products',
  stock: 'products',
};

/** The order store as items of three containers; an order's documents live in its partition. Operations that are asked at the same time travel in bulk. */
export function createCosmosOrderStore({ client, database, count = countNothing }: CosmosOptions): OrderStore {
  const containers = cosmosContainers(client, database);
  const writers = mapPlaces((place) => createBulkWriter(containers[place], count));
  const patchers = mapPlaces((place) =>
    createRecordPatcher({ container: containers[place], writer: writers[place], count }),
  );
  const replaceWhole = (item: StoredRecord, etag: string) =>
    writers[PLACES[item.kind]].replace(item.id, item.recordKey, toDocument(item), etag);
  return {
    async read(key) {
      const { etag, body } = await writers[PLACES[key.kind]].read(key.id, key.recordKey);
      return body === undefined ? null : { item: withoutSystemFields<StoredRecord>(body), etag };
    },
    async create(item) {
      return toWriteResult(await writers[PLACES[item.kind]].create(toDocument(item)));
    },
    async replace(item, etag) {
      return toWriteResult(await replaceWhole(item, etag));
    },
    async patch(item, operations, etag) {
      if (movesKey(item, operations)) return toWriteResult(await replaceWhole(item, etag));
      return patchers[PLACES[item.kind]].patch(toDocument(item), operations, etag);
    },
    async delete(key, etag) {
      count('cosmos.write');
      count('cosmos.request');
      const place = PLACES[key.kind];
      return deleteItem(containers[place], writers[place], key, etag);
    },
    async query(query) {
      const { kind, limit, continuation } = query;
      const partitionKey = partitionOf(query);
      const conditions = toConditions(query, partitionKey);
      const container = containers[PLACES[kind]];
      const page = await listPage({
        container,
        orderBy: 'updatedAt',
        conditions,
        partitionKey,
        limit,
        continuation,
        count,
      });
      return { items: page.items.map(toStoredRecordAt), continuation: page.continuation };
    },
    searchProducts: (profileId, clue, wanted) =>
      searchProducts({ container: containers.products, count }, profileId, clue, wanted),
  };
}

function mapPlaces<T>(create: (place: Place) => T): Record<Place, T> {
  return { orders: create('orders'), customers: create('customers'), products: create('products') };
}

/**
 * What is written of an item: a customer also has `_email`, an order `_customer` and a product `_name`, which are searched by, since
 * a search that disregards case, or in bodies, has no index.
 */
function toDocument(item: StoredRecord): StoredRecord {
  if (item.kind === 'order') return { ...item, _customer: customersOf(item) } as StoredRecord;
  const { email, name } = item.record;
  if (item.kind === 'customer' && typeof email === 'string')
    return { ...item, _email: emailKey(email) } as StoredRecord;
  if (item.kind === 'product' && typeof name === 'string') return { ...item, _name: nameKey(name) } as StoredRecord;
  return item;
}

const byId = (id: string) => `id:${id}`;
const byEmail = (email: string) => `email:${emailKey(email) ?? ''}`;

/** Whom an order names as its customer, as merged and as the source has it. */
function customersOf({ record, remote }: StoredRecord): string[] {
  const names = [record.customer, remote?.customer].flatMap((customer) => {
    const { id, email } = isJsonObject(customer) ? customer : ({} as JsonObject);
    return [typeof id === 'string' ? byId(id) : '', typeof email === 'string' ? byEmail(email) : ''];
  });
  return [...new Set(names.filter((name) => name !== '' && name !== byEmail('')))];
}

/** Where the keys of a kind come from. */
const KEY_FIELDS: Readonly<Partial<Record<RecordType, string>>> = {
  customer: '/email',
  order: '/customer',
  product: '/name',
};

/** Whether a key changes with the record, which operations on the record would leave behind. */
function movesKey({ kind }: StoredRecord, operations: readonly Operation[]): boolean {
  const field = KEY_FIELDS[kind];
  return operations.some(({ path }) => path === field || path.startsWith(`${field}/`));
}

/** The one partition that can hold what is looked for; unless the order is named, that of an order's documents is not known here. */
function partitionOf({ kind, profileId, remoteId, orderKey }: RecordQuery): string | undefined {
  if (orderKey !== undefined) return orderKey;
  const isDocument = kind === 'invoice' || kind === 'shipment' || kind === 'refund';
  return isDocument || remoteId === undefined ? undefined : recordKey(profileId, kind, remoteId);
}

function toConditions(query: RecordQuery, partitionKey: string | undefined): Condition[] {
  const isOrder = query.kind === 'order';
  return [
    ['profileId', '=', query.profileId],
    ['kind', '=', query.kind],
    ['recordKey', '=', partitionKey],
    ['remoteId', '=', query.remoteId],
    ['record.number', '=', query.number],
    ['record.status', '=', query.status],
    ['record.sku', '=', query.sku],
    // An address of blanks is nobody's, and neither `_email` nor an element of `_customer` is empty.
    ['_email', '=', isOrder || query.email === undefined ? undefined : (emailKey(query.email) ?? '')],
    ['_customer', 'HAS', isOrder && query.email !== undefined ? byEmail(query.email) : undefined],
    ['_customer', 'HAS', query.customerId === undefined ? undefined : byId(query.customerId)],
    ['updatedAt', '>=', query.updatedSince === undefined ? undefined : parseSince(query.updatedSince, 'updatedSince')],
  ];
}

function toStoredRecordAt(listed: ListedItem): StoredRecordAt {
  return { item: withoutSystemFields<StoredRecord>(listed), etag: listed._etag };
}
