import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';

/** The failure of a delivery that is signed but says nothing that can be used. */
export function invalidWebhook(message: string, path = ''): PipelineError {
  return new PipelineError('webhook_invalid', message, { path });
}

/** The JSON object of a body; ids beyond the numbers that a double holds come as their digits. @throws `webhook_invalid` */
export function readBody(body: Uint8Array): JsonObject {
  let value: Json;
  try {
    value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw invalidWebhook('The body is not JSON in UTF-8');
  }
  if (isJsonObject(value)) return value;
  throw invalidWebhook('The body is not a JSON object');
}
