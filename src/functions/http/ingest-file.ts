import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { PipelineError } from '../../model/errors.js';
import type { Profile } from '../../model/profile.js';
import type { RecordType } from '../../model/record-type.js';
import { type DropPorts, dropFile } from '../../orchestration/files/drop-file.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { respond } from './respond.js';

/** What a request with a file says of it. */
export interface FileRequest {
  profile: Profile;
  type: RecordType;
  format: 'csv' | 'ndjson';
  layout: string | undefined;
}

/** Takes a file in as it comes, and answers 202 with its id once all of it is durable; reading it comes later. */
export async function ingestFile(
  ports: DropPorts,
  request: HttpRequest,
  { profile, type, format, layout }: FileRequest,
): Promise<HttpResponseInit> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') {
    throw new PipelineError('content_type_unsupported', 'A content encoding is not supported');
  }
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > ports.fileLimits.maxBytes) {
    throw new PipelineError('body_too_large', `The file is larger than ${ports.fileLimits.maxBytes} bytes`);
  }
  const idempotencyKey = readIdempotencyKey(request.headers);
  const { id, status } = await dropFile(ports, {
    profile,
    type,
    format,
    layout,
    idempotencyKey,
    chunks: chunksOf(request),
  });
  const url = `/api/files/${id}`;
  return respond(202, { fileId: id, status, statusUrl: url }, { Location: url });
}

async function* chunksOf({ body }: Pick<HttpRequest, 'body'>): AsyncIterable<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value as Uint8Array;
  } finally {
    // Not cancelled: that would end the connection, and the answer with it.
    reader.releaseLock();
  }
}
