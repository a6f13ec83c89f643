import type { z } from 'zod';
import type { ErrorCode } from '../../model/errors.js';
import type { JsonSchema } from './openapi-schemas.js';
import { listFilesQuery, oneQuery } from './query-parameters.js';

/** What operations are described with. */
interface Parts {
  answer(description: string, name: string): JsonSchema;
  query(schema: z.ZodType): JsonSchema[];
  inPath(name: string, schema: JsonSchema): JsonSchema;
  /** The errors of every operation that asks who is there. */
  access: readonly ErrorCode[];
}

/** The operations on files that were taken in. */
export function fileOperations({ answer, query, inPath, access }: Parts) {
  const errors: ErrorCode[] = [...access, 'parameter_invalid', 'not_found'];
  return [
    {
      id: 'list-files',
      method: 'get' as const,
      route: 'files',
      summary: 'Lists the newest files of a profile, newest first',
      secured: true,
      parameters: query(listFilesQuery),
      answers: { '200': answer('The files', 'FilePage') },
      errors,
    },
    {
      id: 'get-file',
      method: 'get' as const,
      route: 'files/{id}',
      summary: 'Tells how far a file is read, and which of its rows are bad',
      secured: true,
      parameters: [inPath('id', { type: 'string' }), ...query(oneQuery)],
      answers: { '200': answer('The file', 'File') },
      errors,
    },
  ];
}
