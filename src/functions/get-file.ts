import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import type { Files } from '../ports/files.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { toFileResource } from './http/file-resource.js';
import { oneQuery, readQuery } from './http/query-parameters.js';
import { nothingHere, scopeOf } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Tells how far a file is read, and what is wrong with its rows; a file of another profile is not there. */
export async function getFile(
  ports: { files: Pick<Files, 'read'> } & AuthenticationPorts,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked } = readQuery(request, oneQuery);
  const file = await ports.files.read(scopeOf(principal, asked), request.params.id ?? '');
  if (file === null) throw nothingHere();
  return respond(200, toFileResource(file));
}

app.http('get-file', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'files/{id}',
  handler: withProblems(async (request) => getFile(await composition().withBlobs(), request)),
});
