import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { type ClosePorts, closeSession as close } from '../orchestration/close-session.js';
import { toShown } from '../orchestration/read-sessions.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { findTill } from './http/find-till.js';
import { noQuery, readQuery } from './http/query-parameters.js';
import { closeRequest, readRequest } from './http/read-request.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Closes a session of a profile's till and gives its totals; one that is closed already is given as it is. */
export async function closeSession(
  ports: ClosePorts & AuthenticationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const { profile, actor } = await findTill(ports, request, await authenticate(ports, request));
  readQuery(request, noQuery);
  const { counted, number } = await readRequest(request, closeRequest);
  const session = await close(ports, profile, { by: actor, counted, number });
  context.log(JSON.stringify({ kind: 'session-closed', profileId: profile.id, number: session.number }));
  return respond(200, toShown(session));
}

app.http('close-session', {
  methods: ['POST'],
  authLevel: 'anonymous',
  route: 'profiles/{id}/sessions/close',
  handler: withProblems(async (request, context) => closeSession(await composition().withStore(), request, context)),
});
