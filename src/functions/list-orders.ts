import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import type { OrderStore } from '../ports/order-store.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { toOrderResource } from './http/order-resource.js';
import { listOrdersQuery, readQuery } from './http/query-parameters.js';
import { scopeOf } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Lists orders of one profile, newest change first, a page at a time. */
export async function listOrders(
  ports: { store: Pick<OrderStore, 'query'> } & AuthenticationPorts,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked, ...filters } = readQuery(request, listOrdersQuery);
  const profileId = scopeOf(principal, asked);
  const page = await ports.store.query({ kind: 'order', ...filters, profileId });
  return respond(200, { items: page.items.map(({ item }) => toOrderResource(item)), continuation: page.continuation });
}

app.http('list-orders', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'orders',
  handler: withProblems(async (request) => listOrders(await composition().withStore(), request)),
});
