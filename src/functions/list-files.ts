import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import type { Files } from '../ports/files.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { toFileResource } from './http/file-resource.js';
import { listFilesQuery, readQuery } from './http/query-parameters.js';
import { scopeOf } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Lists the newest files of one profile, newest first. */
export async function listFiles(
  ports: { files: Pick<Files, 'latest'> } & AuthenticationPorts,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked, limit } = readQuery(request, listFilesQuery);
  const files = await ports.files.latest(scopeOf(principal, asked), limit);
  return respond(200, { items: files.map(toFileResource) });
}

app.http('list-files', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'files',
  handler: withProblems(async (request) => listFiles(await composition().withBlobs(), request)),
});
