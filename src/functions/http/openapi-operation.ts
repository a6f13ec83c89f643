import { z } from 'zod';
import type { ErrorCode } from '../../model/errors.js';
import type { JsonSchema } from './openapi-schemas.js';

/** One operation of the interface; its id is the name of the function that serves it. */
export interface ApiOperation {
  id: string;
  method: 'get' | 'post' | 'patch';
  /** The route below `/api`, as it is registered. */
  route: string;
  summary: string;
  description?: string;
  /** Whether a credential is needed. */
  secured: boolean;
  parameters: JsonSchema[];
  requestBody?: JsonSchema;
  /** Answers that are no errors, by status. */
  answers: Record<string, JsonSchema>;
  errors: ErrorCode[];
}

/** A schema of the document by its name. */
export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** An answer in JSON of a schema of the document. */
export const answer = (description: string, name: string, headers?: JsonSchema): JsonSchema => ({
  description,
  ...(headers === undefined ? {} : { headers }),
  content: { 'application/json': { schema: ref(name) } },
});

/** A parameter of the path. */
export const inPath = (name: string, schema: JsonSchema): JsonSchema => ({ name, in: 'path', required: true, schema });

/** The failures of whoever must show a credential. */
export const access: ErrorCode[] = [
  'unauthenticated',
  'profile_inactive',
  'keys_unavailable',
  'blob_unavailable',
  'blob_refused',
  'internal',
];
/** The failures of reading a JSON body. */
export const bodyErrors: ErrorCode[] = [
  'body_empty',
  'body_too_large',
  'content_type_unsupported',
  'encoding_invalid',
  'json_invalid',
  'json_too_deep',
  'json_too_many_values',
  'json_duplicate_key',
  'json_forbidden_key',
];

/** The failures of reading from the order store. */
export const reading: ErrorCode[] = [...access, 'parameter_invalid', 'store_unavailable', 'store_refused'];

const MEANINGS: Readonly<Record<string, string>> = {
  profileId: 'Only with an administration token: whose records.',
  limit: 'How many at most, from 1 to 200.',
  continuation: 'The `continuation` of the page before.',
  updatedSince: 'Changed at or after this instant.',
  since: 'Received at or after this instant.',
  sku: 'Only this one.',
  layout: 'Of a file: the layout of the profile to read it with, where there are several of the type.',
  all: 'Also what needed nothing: duplicates, stale and unchanged records, refused edits.',
};

/** The parameters that a query schema reads. */
export function query(schema: z.ZodType): JsonSchema[] {
  const { properties = {}, $defs = {} } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const own = property as JsonSchema;
    const target = typeof own.$ref === 'string' ? ($defs[own.$ref.replace('#/$defs/', '')] as JsonSchema) : own;
    const { id: _id, ...described } = target;
    const meaning = MEANINGS[name];
    return { name, in: 'query', ...(meaning === undefined ? {} : { description: meaning }), schema: described };
  });
}
