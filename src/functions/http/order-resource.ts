import type { StoredRecord } from '../../model/stored-record.js';
import type { OrderLinks } from '../../orchestration/resolve-links.js';

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
  'erased',
  'record',
  'local',
  'links',
] as const;

/** A stored order as the API shows it. `id` is the record key. */
export type OrderResource = Pick<StoredRecord, (typeof SHOWN)[number]>;

/**
 * What the API shows of a stored order; whatever else an item holds stays inside. `links` are those that it was stored with, unless
 * they were resolved: then they are as of now, and the ETag, which is of what is stored, does not tell of them.
 */
export function toOrderResource(item: StoredRecord, links?: OrderLinks): OrderResource {
  const given = SHOWN.filter((name) => item[name] !== undefined);
  const shown = Object.fromEntries(given.map((name) => [name, item[name]])) as OrderResource;
  return links === undefined ? shown : { ...shown, links: links as unknown as StoredRecord['links'] };
}
