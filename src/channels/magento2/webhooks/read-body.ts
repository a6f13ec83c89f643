import { createHash } from 'node:crypto';
import type { Json } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';

/** The failure of a delivery that is signed but says nothing that can be used. */
export function invalidWebhook(message: string, path: string): PipelineError {
  return new PipelineError('webhook_invalid', message, { path });
}

/** The JSON of a body. @throws `webhook_invalid` */
export function readBody(body: Uint8Array): Json {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw invalidWebhook('The body is not UTF-8', '');
  }
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof PipelineError) throw invalidWebhook(error.message, '');
    throw error;
  }
}

/** An id for a delivery that names none: the hash of what makes it one of its own. */
export function hashOf(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
}
