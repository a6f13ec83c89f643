import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import type { RunLog } from '../ports/run-log.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { listRunsQuery, readQuery } from './http/query-parameters.js';
import { scopeOf } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { runResource } from './http/run-resource.js';
import { withProblems } from './http/with-problems.js';

/** Lists the latest runs of a profile, newest start first; what became of their records is in the single run. */
export async function listRuns(
  ports: AuthenticationPorts & { runs: Pick<RunLog, 'latest'> },
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const profileId = scopeOf(await authenticate(ports, request), request.params.profileId ?? '');
  const { limit, resource } = readQuery(request, listRunsQuery);
  const runs = await ports.runs.latest(profileId, limit, resource);
  return respond(200, { items: runs.map((run) => runResource.parse(run)) });
}

app.http('list-runs', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'profiles/{profileId}/runs',
  handler: withProblems(async (request) => listRuns(await composition().withStore(), request)),
});
