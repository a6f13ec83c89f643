import type { Operation } from '../diff/operation.js';
import type { RecordType } from '../model/record-type.js';
import type { StoredRecord, StoredRecordAt } from '../model/stored-record.js';

/** Where a record lives in the order store. */
export interface StoreKey {
  kind: RecordType;
  /** The record key: the item's id. */
  id: string;
  /** The partition: the record key of the order for an order and its documents, else the record's own. */
  recordKey: string;
}

/** A write that was done, with the item's new ETag and the request units it cost; or the reason why it was not. */
export type WriteResult =
  | { done: true; etag: string; requestCharge: number }
  /** `exists`: create met an item (409). `moved`: the ETag no longer holds (412). `missing`: there is no such item (404). */
  | { done: false; why: 'exists' | 'moved' | 'missing'; requestCharge: number };

/** The fields of an item that every write sets. */
export type StoredHead = Pick<
  StoredRecord,
  'version' | 'appliedEventId' | 'sourceVersion' | 'recordVersion' | 'updatedAt'
>;

/** Filters of a list of records of one profile; newest change first. */
export interface RecordQuery {
  kind: RecordType;
  profileId: string;
  remoteId?: string;
  number?: string;
  status?: string;
  /** Of counts of stock and of products: the one with this SKU. */
  sku?: string;
  /** The record key of an order: only what lies in its partition, the order and its documents. */
  orderKey?: string;
  /** The e-mail address of a customer, or of the customer of an order, whatever its case; of an order as merged or as the source has it. */
  email?: string;
  /** The id of the customer of an order, as merged or as the source has it. */
  customerId?: string;
  updatedSince?: string;
  limit: number;
  continuation?: string;
}

/** A page of a list, with the opaque text that asks for the next one. */
export interface Page<T> {
  items: T[];
  continuation: string | null;
}

/**
 * What a product is found by: its id in the source, its own SKU, that of one of its variants, its name as `nameKey` spells it, or a part
 * of that.
 */
export type ProductClue = 'id' | 'sku' | 'variant-sku' | 'name' | 'partial-name';

/** A product that fits what was wanted. */
export interface ProductMatch {
  wanted: string;
  recordKey: string;
  active: boolean;
}

/** The order store: the single source of truth. Every write is conditional; there is no blind upsert. */
export interface OrderStore {
  read(key: StoreKey): Promise<StoredRecordAt | null>;
  /** Creates the item; `exists` if there is one. */
  create(item: StoredRecord): Promise<WriteResult>;
  /** Writes the whole item if its ETag still holds. */
  replace(item: StoredRecord, etag: string): Promise<WriteResult>;
  /**
   * Brings an item to what `item` says if its ETag still holds. `operations` is what that changes in its `record`; nothing else of
   * it changes but its head. The store writes the operations or the whole item, whichever it can express and costs less.
   */
  patch(item: StoredRecord, operations: readonly Operation[], etag: string): Promise<WriteResult>;
  /** Deletes the item if its ETag still holds. */
  delete(key: StoreKey, etag: string): Promise<WriteResult>;
  query(query: RecordQuery): Promise<Page<StoredRecordAt>>;
  /**
   * The products of a profile that fit one of the wanted clues of one kind (at most 100), without their records, in any order. What
   * several products fit has several matches, though not always all of them.
   */
  searchProducts(profileId: string, clue: ProductClue, wanted: readonly string[]): Promise<ProductMatch[]>;
}
