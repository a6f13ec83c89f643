import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { decimal } from '../../model/decimal.js';
import { PipelineError } from '../../model/errors.js';
import { parseJson } from '../../model/json-text.js';
import { toFaults } from '../../model/record.js';
import { MAX_BODY_BYTES, readBody } from './read-body.js';
import { readBytes } from './read-bytes.js';

const JSON_MEDIA = { 'application/json': 'json' } as const;

/** The body of `POST /api/profiles/{id}/sessions/open`. */
export const openRequest = z.strictObject({
  /** What lies in the drawer; as the profile says where absent. */
  openingCash: decimal.optional(),
});

/** The body of `POST /api/profiles/{id}/sessions/close`. */
export const closeRequest = z.strictObject({
  /** The cash that was counted in the drawer; null where nobody counted. */
  counted: decimal.nullable().default(null),
  /** The session that is meant; the open one where absent. */
  number: z.int().positive().optional(),
});

/**
 * The JSON object of a request, checked; a request without a body and its content type means all defaults.
 * @throws `parameter_invalid` with the field as `path`, `content_type_unsupported`, `body_too_large`, `json_*`
 */
export async function readRequest<T>(request: Pick<HttpRequest, 'headers' | 'body'>, schema: z.ZodType<T>): Promise<T> {
  const given = (await isEmpty(request)) ? {} : parseJson((await readBody(request, JSON_MEDIA)).text);
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [fault] = toFaults(parsed.error);
  throw new PipelineError('parameter_invalid', `The body: ${fault?.path ?? ''} ${fault?.message ?? 'is not valid'}`, {
    path: fault?.path ?? '',
  });
}

/** A body that comes without a content type is not passed over: it may say what was counted. */
async function isEmpty(request: Pick<HttpRequest, 'headers' | 'body'>): Promise<boolean> {
  if (request.headers.get('content-type') !== null) return false;
  if ((await readBytes(request, MAX_BODY_BYTES)).byteLength === 0) return true;
  throw new PipelineError('content_type_unsupported', 'The content type must be application/json');
}
