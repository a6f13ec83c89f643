import pLimit from 'p-limit';
import type { StoredRecord } from '../model/stored-record.js';
import type { OrderStore } from '../ports/order-store.js';
import { CommandError } from './output/failure.js';

const RECORD_KEY = /^[\w-]{32}$/;
const CONCURRENCY = 8;
/** So many orders of one name are enough to say that it does not tell them apart. */
const ENOUGH = 5;

/** The orders of these profiles that people may mean by the text: their number, their id in the source, or their record key. */
export async function findOrders(
  store: Pick<OrderStore, 'read' | 'query'>,
  profileIds: readonly string[],
  text: string,
): Promise<StoredRecord[]> {
  const byKey = await findByKey(store, profileIds, text);
  if (byKey !== null) return [byKey];
  const atOnce = pLimit(CONCURRENCY);
  const ask = (filter: { number: string } | { remoteId: string }) =>
    profileIds.map((profileId) =>
      atOnce(async () => (await store.query({ kind: 'order', profileId, ...filter, limit: ENOUGH })).items),
    );
  const found = (await Promise.all([...ask({ number: text }), ...ask({ remoteId: text })])).flat();
  return [...new Map(found.map(({ item }) => [item.id, item])).values()];
}

/** The one order that is meant; null when there is none. @throws CommandError `ambiguous` naming each that may be meant */
export async function findOneOrder(
  store: Pick<OrderStore, 'read' | 'query'>,
  profileIds: readonly string[],
  text: string,
): Promise<StoredRecord | null> {
  const found = await findOrders(store, profileIds, text);
  if (found.length < 2) return found[0] ?? null;
  const each = found.map(
    ({ id, profileId, remoteId, record }) => `${id}: ${profileId}, id ${remoteId}, number ${record.number}`,
  );
  throw new CommandError(
    'ambiguous',
    [`${found.length} orders may be meant by ${JSON.stringify(text)}:`, ...each].join('\n'),
    'Name one by its record key, the first word of its line.',
  );
}

async function findByKey(
  store: Pick<OrderStore, 'read'>,
  profileIds: readonly string[],
  text: string,
): Promise<StoredRecord | null> {
  if (!RECORD_KEY.test(text)) return null;
  const found = await store.read({ kind: 'order', id: text, recordKey: text });
  return found !== null && profileIds.includes(found.item.profileId) ? found.item : null;
}
