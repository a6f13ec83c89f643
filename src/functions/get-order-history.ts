import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import pLimit from 'p-limit';
import { composition } from '../composition.js';
import type { Outcome } from '../model/event.js';
import type { EventLog } from '../ports/event-log.js';
import type { EventRecords } from '../ports/event-records.js';
import type { OrderStore } from '../ports/order-store.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { withRecords } from './http/event-resource.js';
import { findOrder } from './http/find-order.js';
import { toHistoryEntry } from './http/history-entry.js';
import { historyQuery, readQuery } from './http/query-parameters.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

interface HistoryPorts extends AuthenticationPorts {
  store: Pick<OrderStore, 'read'>;
  events: Pick<EventLog, 'query'>;
  eventRecords: Pick<EventRecords, 'read'>;
}

/** The outcomes that tell something about the order; the others say that a record needed nothing. */
const TELLING: readonly Outcome[] = ['created', 'replaced', 'patched', 'dead-lettered'];
/** Large events have their records in blobs: so many are fetched at once. */
const CONCURRENCY = 8;

/** Lists what happened to one order, newest receipt first, across what sources sent and people edited. */
export async function getOrderHistory(
  ports: HistoryPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked, all, ...paging } = readQuery(request, historyQuery);
  const { item } = await findOrder(ports, request, context, { principal, asked });
  const { profileId, recordKey } = item;
  const outcomes = all ? {} : { outcomes: TELLING };
  const page = await ports.events.query({ profileId, recordKey, ...outcomes, ...paging });
  const limit = pLimit(CONCURRENCY);
  const events = await Promise.all(page.items.map((event) => limit(() => withRecords(ports.eventRecords, event))));
  return respond(200, { items: events.map(toHistoryEntry), continuation: page.continuation });
}

app.http('get-order-history', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'orders/{id}/history',
  handler: withProblems(async (request, context) => getOrderHistory(await composition().withStore(), request, context)),
});
