import { recordKey } from '../model/record-key.js';
import type { RecordType } from '../model/record-type.js';
import type { StoredRecord, StoredRecordAt } from '../model/stored-record.js';
import type { OrderStore, RecordQuery } from '../ports/order-store.js';
import { createBulkWriter } from './bulk-writer.js';
import type { CosmosOptions } from './cosmos-client.js';
import { cosmosContainers } from './cosmos-containers.js';
import { withoutSystemFields } from './cosmos-item.js';
import { type Condition, type ListedItem, listPage } from './cosmos-list.js';
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
};

/** The order store as items of three containers; an order's documents live in its partition. Operations that are asked at the same time travel in bulk. */
export function createCosmosOrderStore({ client, database, count = countNothing }: CosmosOptions): OrderStore {
  const containers = cosmosContainers(client, database);
  const writers = mapPlaces((place) => createBulkWriter(containers[place], count));
  const patchers = mapPlaces((place) =>
    createRecordPatcher({ container: containers[place], writer: writers[place], count }),
  );
  return {
    async read(key) {
      const { etag, body } = await writers[PLACES[key.kind]].read(key.id, key.recordKey);
      return body === undefined ? null : { item: withoutSystemFields<StoredRecord>(body), etag };
    },
    async create(item) {
      return toWriteResult(await writers[PLACES[item.kind]].create(item));
    },
    async replace(item, etag) {
      return toWriteResult(await writers[PLACES[item.kind]].replace(item.id, item.recordKey, item, etag));
    },
    patch: (item, operations, etag) => patchers[PLACES[item.kind]].patch(item, operations, etag),
    async query(query) {
      const { kind, profileId, remoteId, limit, continuation } = query;
      const partitionKey = partitionOf(kind, profileId, remoteId);
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
  };
}

function mapPlaces<T>(create: (place: Place) => T): Record<Place, T> {
  return { orders: create('orders'), customers: create('customers'), products: create('products') };
}

/** The one partition that can hold what is looked for; an order's documents are in that of an order that is not known here. */
function partitionOf(kind: RecordType, profileId: string, remoteId: string | undefined): string | undefined {
  const hasOwnPartition = kind === 'order' || kind === 'customer' || kind === 'product';
  return hasOwnPartition && remoteId !== undefined ? recordKey(profileId, kind, remoteId) : undefined;
}

function toConditions(query: RecordQuery, partitionKey: string | undefined): Condition[] {
  return [
    ['profileId', '=', query.profileId],
    ['kind', '=', query.kind],
    ['recordKey', '=', partitionKey],
    ['remoteId', '=', query.remoteId],
    ['record.number', '=', query.number],
    ['record.status', '=', query.status],
    ['updatedAt', '>=', query.updatedSince === undefined ? undefined : parseSince(query.updatedSince, 'updatedSince')],
  ];
}

function toStoredRecordAt(listed: ListedItem): StoredRecordAt {
  return { item: withoutSystemFields<StoredRecord>(listed), etag: listed._etag };
}
