import type { Json } from '../diff/json.js';
import type { Conflict } from '../diff/merge.js';
import type { Operation } from '../diff/operation.js';
import type { Erasure } from './erasure.js';
import type { CanonicalRecord } from './record.js';
import type { RecordType } from './record-type.js';
import type { RecordVersion } from './record-version.js';

/**
 * An item of the order store. `record` is the canonical record as merged; `remote` is what the source last gave, kept only
 * while it differs from `record`; `local` is what only this system knows; `links` the customer and products it was matched to.
 */
export interface StoredRecord {
  /** The record key. */
  id: string;
  /** The partition: the record key of the order, for an order's documents too; otherwise the record's own. */
  recordKey: string;
  kind: RecordType;
  profileId: string;
  tenantId: string;
  channel: string;
  remoteId: string;
  record: CanonicalRecord;
  remote: CanonicalRecord | null;
  local: { [key: string]: Json };
  links: { [key: string]: Json };
  /** Counts the writes of this item, from 1. */
  version: number;
  appliedEventId: string;
  /** The event ids of the latest local edits, newest first, at most 20; absent until there is one. */
  edits?: string[];
  /** What the latest merge with local edits came to, until the next one: its event may not be logged yet. */
  lastMerge?: { eventId: string; conflicts: Conflict[]; effect: Operation[] };
  /** When the person was removed from it, and on which privacy request; absent where nobody was. */
  erased?: Erasure;
  sourceVersion: string | null;
  recordVersion: RecordVersion;
  createdAt: string;
  updatedAt: string;
}

/** A stored record with the ETag that a conditional write needs. */
export interface StoredRecordAt {
  item: StoredRecord;
  etag: string;
}
