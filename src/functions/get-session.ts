import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import { readSession } from '../orchestration/read-sessions.js';
import type { TillBooks } from '../ports/till-books.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { findTill } from './http/find-till.js';
import { noQuery, readQuery } from './http/query-parameters.js';
import { nothingHere } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Gives one session of a profile's till by its number. */
export async function getSession(
  ports: { till: TillBooks } & AuthenticationPorts,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const { profile } = await findTill(ports, request, await authenticate(ports, request));
  readQuery(request, noQuery);
  const number = request.params.number ?? '';
  if (!/^[1-9]\d{0,14}$/.test(number)) throw nothingHere();
  return respond(200, await readSession(ports.till, profile, Number(number)));
}

app.http('get-session', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'profiles/{id}/sessions/{number}',
  handler: withProblems(async (request) => getSession(await composition().withStore(), request)),
});
