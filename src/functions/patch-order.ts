import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import type { JsonObject } from '../diff/json.js';
import { PipelineError } from '../model/errors.js';
import { parseJson } from '../model/json-text.js';
import type { StoredRecord } from '../model/stored-record.js';
import { type EditOrderPorts, editOrder } from '../orchestration/edit-order.js';
import { readSettlement } from '../orchestration/read-settlement.js';
import { readLinks } from '../orchestration/resolve-links.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { findOrder } from './http/find-order.js';
import { toOrderResource } from './http/order-resource.js';
import { oneQuery, readQuery } from './http/query-parameters.js';
import { MERGE_PATCH_MEDIA, readBody } from './http/read-body.js';
import { meetsIfMatch, respond, toStrongEtag } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Corrects one order by a JSON Merge Patch under If-Match, and gives it as it stands then, with its new ETag. */
export async function patchOrder(
  ports: EditOrderPorts & AuthenticationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked } = readQuery(request, oneQuery);
  const found = await findOrder(ports, request, context, { principal, asked });
  requireMatch(request.headers.get('if-match'), toStrongEtag(found.etag));
  const patch = parseJson((await readBody(request, MERGE_PATCH_MEDIA)).text);
  const settlement = await readBooks(ports, found.item);
  const shown = { ...toOrderResource(found.item, await readLinks(ports, found.item)), ...settlement };
  const stored = await editOrder(ports, { stored: found, shown, patch, actor: principal.name });
  const { profileId, version } = stored.item;
  context.log(JSON.stringify({ kind: 'edited', profileId, id: stored.item.id, version }));
  const after = toOrderResource(stored.item, await readLinks(ports, stored.item));
  return respond(200, { ...after, ...(await readBooks(ports, stored.item)) }, { ETag: toStrongEtag(stored.etag) });
}

/** What get-order shows of a till's books: what was read can be sent back, and is refused where it was changed. */
async function readBooks({ profiles, till }: EditOrderPorts, { profileId, id }: StoredRecord) {
  const settlement = await readSettlement(till, await profiles.read(profileId), id);
  return settlement === null ? {} : { settlement: settlement as unknown as JsonObject };
}

function requireMatch(ifMatch: string | null, etag: string): void {
  if (ifMatch === null) {
    throw new PipelineError('precondition_required', 'Send the ETag of the order that you have read in If-Match');
  }
  if (meetsIfMatch(ifMatch, etag)) return;
  throw new PipelineError('precondition_failed', `The order has changed since it was read; its ETag is ${etag} now`);
}

app.http('patch-order', {
  methods: ['PATCH'],
  authLevel: 'anonymous',
  route: 'orders/{id}',
  handler: withProblems(async (request, context) => patchOrder(await composition().withStore(), request, context)),
});
