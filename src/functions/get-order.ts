import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import type { OrderStore } from '../ports/order-store.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { toOrderResource } from './http/order-resource.js';
import { oneQuery, readQuery } from './http/query-parameters.js';
import { maySee, nothingHere } from './http/reading-scope.js';
import { matchesEtag, respond, toStrongEtag } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

const RECORD_KEY = /^[\w-]{32}$/;

/** Gives one order with its ETag, or 304 to whoever has it; an order of another profile is not there. */
export async function getOrder(
  ports: { store: Pick<OrderStore, 'read'> } & AuthenticationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId } = readQuery(request, oneQuery);
  const id = request.params.id ?? '';
  const found = RECORD_KEY.test(id) ? await ports.store.read({ kind: 'order', id, recordKey: id }) : null;
  if (found === null || found.item.kind !== 'order') throw nothingHere();
  if (!maySee(principal, found.item.profileId, profileId)) {
    context.warn(
      JSON.stringify({ kind: 'foreign', function: 'get-order', asker: principal.profile?.id ?? 'admin', id }),
    );
    throw nothingHere();
  }
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
