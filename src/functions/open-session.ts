import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { openTill } from '../orchestration/open-till.js';
import type { RetryPorts } from '../orchestration/retry-dead-letters.js';
import type { RegisterPorts } from '../orchestration/till-register.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { findTill } from './http/find-till.js';
import { noQuery, readQuery } from './http/query-parameters.js';
import { openRequest, readRequest } from './http/read-request.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Opens a session of a profile's till, or says which one is open; orders that wait for it are on their way then. */
export async function openSession(
  ports: RegisterPorts & RetryPorts & AuthenticationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const { profile, actor } = await findTill(ports, request, await authenticate(ports, request));
  readQuery(request, noQuery);
  const { openingCash } = await readRequest(request, openRequest);
  const { session, opened, queued } = await openTill(ports, profile, { by: actor, openingCash });
  const { number, openedAt, openedBy } = session;
  context.log(JSON.stringify({ kind: 'session-opened', profileId: profile.id, number, opened, queued }));
  return respond(opened ? 201 : 200, { number, openedAt, openedBy, openingCash: session.openingCash, opened, queued });
}

app.http('open-session', {
  methods: ['POST'],
  authLevel: 'anonymous',
  route: 'profiles/{id}/sessions/open',
  handler: withProblems(async (request, context) => openSession(await composition().withStore(), request, context)),
});
