import type { Operation } from '../diff/operation.js';
import { emailKey } from '../model/email.js';
import { recordKey } from '../model/record-key.js';
import type { RecordType } from '../model/record-type.js';
import type { StoredRecord, StoredRecordAt } from '../model/stored-record.js';
import type { OrderStore, RecordQuery } from '../ports/order-store.js';
import { createBulkWriter } from './bulk-writer.js';
import type { CosmosOptions } from './cosmos-client.js';
import { cosmosContainers } from './cosmos-containers.js';
import { withoutSystemFields } from './cosmos-item.js';
import { type Condition, type ListedItem, listPage } from './cosmos-list.js';
import { matchSkus } from './cosmos-sku-matches.js';
import { countNothing } from './count.js';
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
      if (movesEmail(item, operations)) return toWriteResult(await replaceWhole(item, etag));
      return patchers[PLACES[item.kind]].patch(toDocument(item), operations, etag);
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
    matchSkus: (profileId, skus) => matchSkus({ container: containers.products, count }, profileId, skus),
  };
}

function mapPlaces<T>(create: (place: Place) => T): Record<Place, T> {
  return { orders: create('orders'), customers: create('customers'), products: create('products') };
}

/** What is written of an item: a customer also has `_email`, which lists are filtered by, since a search in lower case has no index. */
function toDocument(item: StoredRecord): StoredRecord {
  const { email } = item.record;
  if (item.kind !== 'customer' || typeof email !== 'string') return item;
  return { ...item, _email: emailKey(email) } as StoredRecord;
}

/** Whether `_email` changes with the record, which operations on the record would leave behind. */
function movesEmail({ kind }: StoredRecord, operations: readonly Operation[]): boolean {
  return kind === 'customer' && operations.some(({ path }) => path === '/email');
}

/** The one partition that can hold what is looked for; unless the order is named, that of an order's documents is not known here. */
function partitionOf({ kind, profileId, remoteId, orderKey }: RecordQuery): string | undefined {
  if (orderKey !== undefined) return orderKey;
  const isDocument = kind === 'invoice' || kind === 'shipment' || kind === 'refund';
  return isDocument || remoteId === undefined ? undefined : recordKey(profileId, kind, remoteId);
}

function toConditions(query: RecordQuery, partitionKey: string | undefined): Condition[] {
  return [
    ['profileId', '=', query.profileId],
    ['kind', '=', query.kind],
    ['recordKey', '=', partitionKey],
    ['remoteId', '=', query.remoteId],
    ['record.number', '=', query.number],
    ['record.status', '=', query.status],
    // An address of blanks is nobody's, and no `_email` is empty.
    ['_email', '=', query.email === undefined ? undefined : (emailKey(query.email) ?? '')],
    ['updatedAt', '>=', query.updatedSince === undefined ? undefined : parseSince(query.updatedSince, 'updatedSince')],
  ];
}

function toStoredRecordAt(listed: ListedItem): StoredRecordAt {
  return { item: withoutSystemFields<StoredRecord>(listed), etag: listed._etag };
}
