import type { HttpRequest } from '@azure/functions';
import { PipelineError } from '../../model/errors.js';

/**
 * The body of a request as it came, at most `maxBytes` of it, counted as they come; empty where there is none.
 * @throws `body_too_large`
 */
export async function readBytes(
  { headers, body }: Pick<HttpRequest, 'headers' | 'body'>,
  maxBytes: number,
): Promise<Uint8Array> {
  const declared = Number(headers.get('content-length') ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const chunk = part.value as Uint8Array;
    size += chunk.byteLength;
    if (size > maxBytes) {
      // Not cancelled: that would end the connection, and the answer with it.
      reader.releaseLock();
      throw tooLarge(maxBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(maxBytes: number): PipelineError {
  return new PipelineError('body_too_large', `The body is larger than ${maxBytes} bytes`);
}
