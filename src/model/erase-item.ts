import { equal } from '../diff/equal.js';
import type { Json } from '../diff/json.js';
import type { Erasure } from './erasure.js';
import type { StoredRecord } from './stored-record.js';
import { withoutPerson } from './without-person.js';

/**
 * The next version of an item without the person that it is about, or null where that was done before and nothing of it is personal
 * again. A customer cannot be erased in place: the item is to be deleted. `remote` stays where people edited the rest, so that a
 * later merge keeps their edits.
 */
export function eraseItem(item: StoredRecord, erasure: Erasure): StoredRecord | null {
  const { kind, lastMerge: _merge, ...kept } = item;
  if (kind === 'customer') throw new TypeError('A customer is deleted, not emptied');
  const { customer: _customer, ...links } = item.links;
  const record = withoutPerson(kind, item.record);
  const remote = item.remote === null ? null : withoutPerson(kind, item.remote);
  const erased = { ...kept, kind, record, remote: equal(record, remote) ? null : remote, local: {}, links };
  const isClean = item.erased !== undefined && equal(erased as unknown as Json, { ...item } as unknown as Json);
  return isClean ? null : { ...erased, version: item.version + 1, updatedAt: erasure.at, erased: erasure };
}
