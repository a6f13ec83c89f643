import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import { type RunOutcomePorts, readRunOutcome } from '../orchestration/run-outcome.js';
import type { RunLog } from '../ports/run-log.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { nothingHere, scopeOf } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { runResource } from './http/run-resource.js';
import { withProblems } from './http/with-problems.js';

/** Gives one run of a pull, and what has become of its records by now; a run that was only asked for is not there yet. */
export async function getRun(
  ports: RunOutcomePorts & AuthenticationPorts & { runs: Pick<RunLog, 'read'> },
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const profileId = scopeOf(await authenticate(ports, request), request.params.profileId ?? '');
  const id = request.params.runId ?? '';
  const run = /^[\w-]{1,64}$/.test(id) ? await ports.runs.read(profileId, id) : null;
  if (run === null) throw nothingHere();
  return respond(200, { ...runResource.parse(run), outcome: await readRunOutcome(ports, run) });
}

app.http('get-run', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'profiles/{profileId}/runs/{runId}',
  handler: withProblems(async (request) => getRun(await composition().withStore(), request)),
});
