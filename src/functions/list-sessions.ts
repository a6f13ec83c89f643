import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import { listSessions as list } from '../orchestration/read-sessions.js';
import type { TillBooks } from '../ports/till-books.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { findTill } from './http/find-till.js';
import { readQuery, sessionsQuery } from './http/query-parameters.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Lists the sessions of a profile's till, newest first, a page at a time; the open one with its totals so far. */
export async function listSessions(
  ports: { till: TillBooks } & AuthenticationPorts,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const { profile } = await findTill(ports, request, await authenticate(ports, request));
  return respond(200, await list(ports.till, profile, readQuery(request, sessionsQuery)));
}

app.http('list-sessions', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'profiles/{id}/sessions',
  handler: withProblems(async (request) => listSessions(await composition().withStore(), request)),
});
