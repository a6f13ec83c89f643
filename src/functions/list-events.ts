import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import type { EventLog } from '../ports/event-log.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { listEventsQuery, readQuery } from './http/query-parameters.js';
import { scopeOf } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Lists events of one profile, newest receipt first, a page at a time. Large records are only in the single event. */
export async function listEvents(
  ports: { events: Pick<EventLog, 'query'> } & AuthenticationPorts,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked, ...filters } = readQuery(request, listEventsQuery);
  const profileId = scopeOf(principal, asked);
  return respond(200, await ports.events.query({ ...filters, profileId }));
}

app.http('list-events', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'events',
  handler: withProblems(async (request) => listEvents(await composition().withStore(), request)),
});
