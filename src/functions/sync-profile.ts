import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { PipelineError } from '../model/errors.js';
import { type RequestSyncPorts, requestSync } from '../orchestration/request-sync.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { readRequest } from './http/read-request.js';
import { nothingHere } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { syncBody } from './http/run-resource.js';
import { withProblems } from './http/with-problems.js';

/**
 * Asks for a pull of a profile now: 202 with the address of each run that will do it. Only for administrators: a profile's own
 * credential is for its records. Touches blob storage only.
 */
export async function syncProfile(
  ports: RequestSyncPorts & AuthenticationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const { admin } = await authenticate(ports, request);
  if (!admin) throw new PipelineError('forbidden', 'Asking for a sync takes an administration token');
  const profileId = request.params.profileId ?? '';
  const wish = await readRequest(request, syncBody);
  const runs = await requestSync(ports, { profileId, ...wish }).catch((error: unknown) => {
    const isUnknown = error instanceof PipelineError && error.code === 'profile_unknown';
    throw isUnknown ? nothingHere() : error;
  });
  context.log(JSON.stringify({ kind: 'sync-requested', profileId, runs: runs.length }));
  const located = runs.map((run) => ({ ...run, url: `/api/profiles/${profileId}/runs/${run.runId}` }));
  return respond(202, { runs: located }, { Location: located[0]?.url ?? `/api/profiles/${profileId}/runs` });
}

app.http('sync-profile', {
  methods: ['POST'],
  authLevel: 'anonymous',
  route: 'profiles/{profileId}/sync',
  handler: withProblems(async (request, context) => syncProfile(await composition().withBlobs(), request, context)),
});
