import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import type { OrderStore } from '../ports/order-store.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { findOrder } from './http/find-order.js';
import { toOrderResource } from './http/order-resource.js';
import { oneQuery, readQuery } from './http/query-parameters.js';
import { matchesEtag, respond, toStrongEtag } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Gives one order with its ETag, or 304 to whoever has it; an order of another profile is not there. */
export async function getOrder(
  ports: { store: Pick<OrderStore, 'read'> } & AuthenticationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked } = readQuery(request, oneQuery);
  const found = await findOrder(ports, request, context, { principal, asked });
  const etag = toStrongEtag(found.etag);
  if (matchesEtag(request.headers.get('if-none-match'), etag)) return { status: 304, headers: { ETag: etag } };
  return respond(200, toOrderResource(found.item), { ETag: etag });
}

app.http('get-order', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'orders/{id}',
  handler: withProblems(async (request, context) => getOrder(await composition().withStore(), request, context)),
});
