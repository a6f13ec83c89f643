import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { PipelineError } from '../model/errors.js';
import { type RecordType, recordType } from '../model/record-type.js';
import type { DropPorts } from '../orchestration/files/drop-file.js';
import { type ReceivePorts, type ReceiveRequest, receive } from '../orchestration/receive.js';
import { type AuthenticationPorts, authenticate, requireProfile } from './http/authenticate.js';
import { readIdempotencyKey } from './http/idempotency-key.js';
import { ingestFile } from './http/ingest-file.js';
import { ingestQuery, readQuery } from './http/query-parameters.js';
import { RECORD_MEDIA, readBody } from './http/read-body.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/**
 * Takes records in, and tells the fate of each: 202 when at least one is accepted, 200 when there was nothing new to accept, 400 when all
 * are rejected; or takes in a file of them, as it comes. Touches blob storage only.
 */
export async function ingestRecord(
  ports: ReceivePorts & DropPorts & AuthenticationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const profile = requireProfile(await authenticate(ports, request));
  const type = readType(request.params.type);
  const { format: asked, layout } = readQuery(request, ingestQuery);
  if (asked === 'csv' || asked === 'ndjson') {
    const answer = await ingestFile(ports, request, { profile, type, format: asked, layout });
    context.log(JSON.stringify({ kind: 'file-received', profileId: profile.id, type }));
    return answer;
  }
  const format = readFormat(asked);
  const idempotencyKey = readIdempotencyKey(request.headers);
  const { media, text } = await readBody(request, RECORD_MEDIA);
  const result = await receive(ports, { profile, type, format, media, body: text, idempotencyKey });
  const [accepted, duplicates] = [result.accepted.length, result.duplicates.length];
  const rejected = result.rejected.length;
  context.log(JSON.stringify({ kind: 'received', accepted, duplicates, rejected, profileId: profile.id, type }));
  if (accepted > 0) return respond(202, result);
  return respond(rejected > 0 && duplicates === 0 ? 400 : 200, result);
}

function readType(text: string | undefined): RecordType {
  const type = recordType.safeParse(text);
  if (!type.success) throw new PipelineError('record_type_unknown', 'There is no such record type');
  return type.data;
}

function readFormat(format: string): ReceiveRequest['format'] {
  if (format === 'canonical' || format === 'channel') return format;
  throw new PipelineError('format_unknown', 'The format is canonical, channel, csv or ndjson', { path: 'format' });
}

app.http('ingest-record', {
  methods: ['POST'],
  authLevel: 'anonymous',
  route: 'ingest/{type}',
  handler: withProblems(async (request, context) => ingestRecord(await composition().withBlobs(), request, context)),
});
