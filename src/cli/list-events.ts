import pLimit from 'p-limit';
import type { PipelineEvent } from '../model/event.js';
import type { RecordType } from '../model/record-type.js';
import type { EventLog, EventQuery } from '../ports/event-log.js';
import type { OrderStore, Page } from '../ports/order-store.js';
import { findOneOrder } from './find-orders.js';

const RECORD_KEY = /^[\w-]{32}$/;
const CONCURRENCY = 8;

/** What events are asked for; `record` is a record key, an order's number, or a record's id in the source. */
export type EventFilter = Omit<EventQuery, 'profileId' | 'recordId' | 'recordKey'> & { record?: string | undefined };

/** Which events are those of one record. */
type Meant = Pick<EventQuery, 'recordId' | 'recordKey'>;

/**
 * The events of these profiles, newest receipt first. A list that is merged from several, of profiles or of all that `record` may
 * mean, has no continuation.
 * @throws CommandError `ambiguous` when several orders are known by that name
 */
export async function listEvents(
  ports: { events: Pick<EventLog, 'query'>; store: Pick<OrderStore, 'read' | 'query'> },
  profileIds: readonly string[],
  { record, ...filter }: EventFilter,
): Promise<Page<PipelineEvent>> {
  const meant = record === undefined ? [{}] : await meantBy(ports.store, profileIds, record, filter.type);
  const atOnce = pLimit(CONCURRENCY);
  const asked = profileIds.flatMap((profileId) => meant.map((one) => ({ ...filter, ...one, profileId })));
  const pages = await Promise.all(asked.map((query) => atOnce(() => ports.events.query(query))));
  const [only, another] = pages.filter(({ items }) => items.length > 0);
  if (another === undefined) return only ?? { items: [], continuation: null };
  const each = new Map(pages.flatMap((page) => page.items).map((event) => [event.id, event]));
  const items = [...each.values()].sort((a, b) => (a.receipt > b.receipt ? -1 : 1));
  return { items: items.slice(0, filter.limit), continuation: null };
}

/** Only of orders is the number known; of the others it is the id, which may be that of an order, too. */
async function meantBy(
  store: Pick<OrderStore, 'read' | 'query'>,
  profileIds: readonly string[],
  record: string,
  type: RecordType | undefined,
): Promise<Meant[]> {
  const order = type === undefined || type === 'order' ? await findOneOrder(store, profileIds, record) : null;
  if (order === null)
    return RECORD_KEY.test(record) ? [{ recordId: record }, { recordKey: record }] : [{ recordId: record }];
  const { recordKey, remoteId } = order;
  if (type === 'order' || record === recordKey) return [{ recordKey }];
  return record === remoteId ? [{ recordId: record }] : [{ recordKey }, { recordId: record }];
}
