import type { HttpRequest } from '@azure/functions';
import { PipelineError } from '../../model/errors.js';
import { readBytes } from './read-bytes.js';

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
  const bytes = await readBytes(request, MAX_BODY_BYTES);
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

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PipelineError('encoding_invalid', 'The body is not valid UTF-8');
  }
}

function unsupported(message: string): PipelineError {
  return new PipelineError('content_type_unsupported', message);
}
