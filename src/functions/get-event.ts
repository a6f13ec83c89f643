import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import { withRecords } from '../orchestration/read-history.js';
import type { EventLog } from '../ports/event-log.js';
import type { EventRecords } from '../ports/event-records.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { oneQuery, readQuery } from './http/query-parameters.js';
import { nothingHere, scopeOf } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

interface EventPorts extends AuthenticationPorts {
  events: Pick<EventLog, 'read'>;
  eventRecords: Pick<EventRecords, 'read'>;
}

/** Gives one event, whole, wherever its records are kept; an event of another profile is not there. */
export async function getEvent(ports: EventPorts, request: HttpRequest): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const profileId = scopeOf(principal, readQuery(request, oneQuery).profileId);
  const id = request.params.eventId ?? '';
  const event = /^[\w-]{1,64}$/.test(id) ? await ports.events.read(profileId, id) : null;
  if (event === null) throw nothingHere();
  return respond(200, await withRecords(ports.eventRecords, event));
}

app.http('get-event', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'events/{eventId}',
  handler: withProblems(async (request) => getEvent(await composition().withStore(), request)),
});
