import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { readSettlement } from '../orchestration/read-settlement.js';
import { type LinkPorts, readLinks } from '../orchestration/resolve-links.js';
import type { TillBooks } from '../ports/till-books.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { findOrder } from './http/find-order.js';
import { toOrderResource } from './http/order-resource.js';
import { oneQuery, readQuery } from './http/query-parameters.js';
import { matchesEtag, respond, toStrongEtag } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/**
 * Gives one order with its ETag and with its links as they are now, or 304 to whoever has it; an order of another profile is not
 * there. With a till, what it has booked stands beside it. The ETag is of the stored order alone: a product that arrives later
 * changes a link, and not the ETag.
 */
export async function getOrder(
  ports: LinkPorts & { till: Pick<TillBooks, 'readSettlement'> } & AuthenticationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked } = readQuery(request, oneQuery);
  const found = await findOrder(ports, request, context, { principal, asked });
  const etag = toStrongEtag(found.etag);
  if (matchesEtag(request.headers.get('if-none-match'), etag)) return { status: 304, headers: { ETag: etag } };
  const { profileId, id } = found.item;
  const [links, settlement] = await Promise.all([
    readLinks(ports, found.item),
    ports.profiles.read(profileId).then((profile) => readSettlement(ports.till, profile, id)),
  ]);
  const shown = toOrderResource(found.item, links);
  return respond(200, settlement === null ? shown : { ...shown, settlement }, { ETag: etag });
}

app.http('get-order', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'orders/{id}',
  handler: withProblems(async (request, context) => getOrder(await composition().withStore(), request, context)),
});
