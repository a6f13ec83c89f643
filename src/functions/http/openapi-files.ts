import { type ApiOperation, access, answer, inPath, query } from './openapi-operation.js';
import { listFilesQuery, oneQuery } from './query-parameters.js';

const errors: ApiOperation['errors'] = [...access, 'parameter_invalid', 'not_found'];

/** The operations on files that were taken in. */
export const fileOperations: readonly ApiOperation[] = [
  {
    id: 'list-files',
    method: 'get',
    route: 'files',
    summary: 'Lists the newest files of a profile, newest first',
    secured: true,
    parameters: query(listFilesQuery),
    answers: { '200': answer('The files', 'FilePage') },
    errors,
  },
  {
    id: 'get-file',
    method: 'get',
    route: 'files/{id}',
    summary: 'Tells how far a file is read, and which of its rows are bad',
    secured: true,
    parameters: [inPath('id', { type: 'string' }), ...query(oneQuery)],
    answers: { '200': answer('The file', 'File') },
    errors,
  },
];
