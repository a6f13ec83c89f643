import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { readHistory } from '../orchestration/read-history.js';
import type { EventLog } from '../ports/event-log.js';
import type { EventRecords } from '../ports/event-records.js';
import type { OrderStore } from '../ports/order-store.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { findOrder } from './http/find-order.js';
import { historyQuery, readQuery } from './http/query-parameters.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

interface HistoryPorts extends AuthenticationPorts {
  store: Pick<OrderStore, 'read'>;
  events: Pick<EventLog, 'query'>;
  eventRecords: Pick<EventRecords, 'read'>;
}

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
  return respond(200, await readHistory(ports, { profileId, recordKey, all, ...paging }));
}

app.http('get-order-history', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'orders/{id}/history',
  handler: withProblems(async (request, context) => getOrderHistory(await composition().withStore(), request, context)),
});
