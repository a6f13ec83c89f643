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
