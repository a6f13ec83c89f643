import type { HttpRequest } from '@azure/functions';
import { PipelineError } from '../../model/errors.js';

/** The most bytes that a body may have. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024;

/** A body as text, not yet looked at, and what its content type stands for. */
export interface Body<Media> {
  media: Media;
  text: string;
}

/** The content types that are taken, in lower case, and what each stands for. */
export type AcceptedMedia<Media> = Readonly<Record<string, Media>>;

/** Records to take in: how they are laid out. */
export const RECORD_MEDIA: AcceptedMedia<'json' | 'ndjson'> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
};

/** An edit as RFC 7396 has it. */
export const MERGE_PATCH_MEDIA: AcceptedMedia<'merge-patch'> = { 'application/merge-patch+json': 'merge-patch' };

/**
 * Reads the body of a request, at most 5 MB of it, counted as they come and before anything is parsed. A byte order mark is
 * left out.
 * @throws `content_type_unsupported`, `body_too_large`, `body_empty`, `encoding_invalid`
 */
export async function readBody<Media>(
  request: Pick<HttpRequest, 'headers' | 'body'>,
  accepted: AcceptedMedia<Media>,
): Promise<Body<Media>> {
  const media = readMedia(request.headers, accepted);
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > MAX_BODY_BYTES) throw tooLarge();
  const bytes = request.body === null ? new Uint8Array() : await readBytes(request.body);
  if (bytes.byteLength === 0) throw new PipelineError('body_empty', 'The request has no body');
  return { media, text: decode(bytes) };
}

function readMedia<Media>(headers: Headers, accepted: AcceptedMedia<Media>): Media {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') throw unsupported('A content encoding is not supported');
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  const media = Object.hasOwn(accepted, type.trim()) ? accepted[type.trim()] : undefined;
  if (media === undefined) throw unsupported(`The content type must be ${Object.keys(accepted).join(' or ')}`);
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset))
    throw unsupported('The character set must be UTF-8');
  return media;
}

async function readBytes(stream: NonNullable<HttpRequest['body']>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const chunk = part.value as Uint8Array;
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) {
      // The caller is told at once; whether the rest of the stream can be stopped does not matter any more.
      reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PipelineError('encoding_invalid', 'The body is not valid UTF-8');
  }
}

function tooLarge(): PipelineError {
  return new PipelineError('body_too_large', `The body is larger than ${MAX_BODY_BYTES} bytes`);
}

function unsupported(message: string): PipelineError {
  return new PipelineError('content_type_unsupported', message);
}
