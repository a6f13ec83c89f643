import type { StoredRecord } from '../../model/stored-record.js';

const SHOWN = [
  'id',
  'profileId',
  'channel',
  'remoteId',
  'version',
  'sourceVersion',
  'updatedAt',
  'createdAt',
  'appliedEventId',
  'record',
  'local',
  'links',
] as const;

/** A stored order as the API shows it. `id` is the record key. */
export type OrderResource = Pick<StoredRecord, (typeof SHOWN)[number]>;

/** What the API shows of a stored order; whatever else an item holds stays inside. */
export function toOrderResource(item: StoredRecord): OrderResource {
  return Object.fromEntries(SHOWN.map((name) => [name, item[name]])) as OrderResource;
}
