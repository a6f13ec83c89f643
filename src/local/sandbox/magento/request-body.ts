import type { JsonObject } from '../kit/json-object.js';
import { MagentoError } from './magento-error.js';

/** Reads the JSON object of a request's body; an empty body is an empty object. Throws a 400 for another type and for what is no JSON object. */
export function parseRequestBody(text: string, contentType: string | undefined): JsonObject {
  if (text === '') return {};
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json') {
    throw new MagentoError(400, 'Server cannot understand Content-Type HTTP header media type %1', [type]);
  }
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new MagentoError(400, 'Decoding error.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MagentoError(400, 'Decoding error.');
  }
}
