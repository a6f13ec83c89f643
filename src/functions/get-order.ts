import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { type LinkPorts, readLinks } from '../orchestration/resolve-links.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { findOrder } from './http/find-order.js';
import { toOrderResource } from './http/order-resource.js';
import { oneQuery, readQuery } from './http/query-parameters.js';
import { matchesEtag, respond, toStrongEtag } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/**
 * Gives one order with its ETag and with its links as they are now, or 304 to whoever has it; an order of another profile is not
 * there. The ETag is of the stored order alone: a product that arrives later changes a link, and not the ETag.
 */
export async function getOrder(
  ports: LinkPorts & AuthenticationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked } = readQuery(request, oneQuery);
  const found = await findOrder(ports, request, context, { principal, asked });
  const etag = toStrongEtag(found.etag);
  if (matchesEtag(request.headers.get('if-none-match'), etag)) return { status: 304, headers: { ETag: etag } };
  return respond(200, toOrderResource(found.item, await readLinks(ports, found.item)), { ETag: etag });
}

app.http('get-order', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'orders/{id}',
  handler: withProblems(async (request, context) => getOrder(await composition().withStore(), request, context)),
});
