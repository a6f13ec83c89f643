import pLimit from 'p-limit';
import type { PipelineEvent } from '../model/event.js';
import type { EventLog, EventQuery } from '../ports/event-log.js';
import type { OrderStore, Page } from '../ports/order-store.js';
import { findOrders } from './find-orders.js';

const RECORD_KEY = /^[\w-]{32}$/;
const CONCURRENCY = 8;

/** What events are asked for; `record` is a record key, an order's number, or a record's id in the source. */
export type EventFilter = Omit<EventQuery, 'profileId' | 'recordId' | 'recordKey'> & { record?: string | undefined };

/** The events of these profiles, newest receipt first. A list of several profiles has no continuation. */
export async function listEvents(
  ports: { events: Pick<EventLog, 'query'>; store: Pick<OrderStore, 'read' | 'query'> },
  profileIds: readonly string[],
  { record, ...filter }: EventFilter,
): Promise<Page<PipelineEvent>> {
  const meant = record === undefined ? {} : await recordFilter(ports.store, profileIds, record);
  const atOnce = pLimit(CONCURRENCY);
  const pages = await Promise.all(
    profileIds.map((profileId) => atOnce(() => ports.events.query({ ...filter, ...meant, profileId }))),
  );
  const [only] = pages;
  if (only !== undefined && pages.length === 1) return only;
  const items = pages.flatMap((page) => page.items).sort((a, b) => (a.receipt > b.receipt ? -1 : 1));
  return { items: items.slice(0, filter.limit), continuation: null };
}

async function recordFilter(
  store: Pick<OrderStore, 'read' | 'query'>,
  profileIds: readonly string[],
  record: string,
): Promise<Pick<EventQuery, 'recordId' | 'recordKey'>> {
  if (RECORD_KEY.test(record)) return { recordKey: record };
  const [order, another] = await findOrders(store, profileIds, record);
  return order === undefined || another !== undefined ? { recordId: record } : { recordKey: order.recordKey };
}
