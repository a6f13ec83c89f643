import { type ApiOperation, answer, bodyErrors, inPath, query, reading, ref } from './openapi-operation.js';
import type { JsonSchema } from './openapi-schemas.js';
import { sessionsQuery, stockQuery } from './query-parameters.js';

const ofProfile = inPath('id', { type: 'string', description: 'The id of the profile.' });
const body = (name: string): JsonSchema => ({
  required: false,
  content: { 'application/json': { schema: ref(name) } },
});

/** The operations of tills: their sessions and their stock. */
export const tillOperations: readonly ApiOperation[] = [
  {
    id: 'list-sessions',
    method: 'get',
    route: 'profiles/{id}/sessions',
    summary: 'Lists the sessions of a till, newest first',
    description: 'The open one has its totals so far.',
    secured: true,
    parameters: [ofProfile, ...query(sessionsQuery)],
    answers: { '200': answer('A page of sessions', 'SessionPage') },
    errors: [...reading, 'not_found', 'till_unknown'],
  },
  {
    id: 'get-session',
    method: 'get',
    route: 'profiles/{id}/sessions/{number}',
    summary: 'Gives one session of a till',
    secured: true,
    parameters: [ofProfile, inPath('number', { type: 'integer' })],
    answers: { '200': answer('The session', 'Session') },
    errors: [...reading, 'not_found', 'till_unknown'],
  },
  {
    id: 'open-session',
    method: 'post',
    route: 'profiles/{id}/sessions/open',
    summary: 'Opens a session of a till',
    description: 'Orders that were held back for want of one are queued again.',
    secured: true,
    parameters: [ofProfile],
    requestBody: body('OpenSession'),
    answers: {
      '200': answer('One was open already', 'OpenedSession'),
      '201': answer('It was opened', 'OpenedSession'),
    },
    errors: [...reading, ...bodyErrors, 'not_found', 'till_unknown', 'store_conflict'],
  },
  {
    id: 'close-session',
    method: 'post',
    route: 'profiles/{id}/sessions/close',
    summary: 'Closes a session of a till, and gives its totals',
    description: 'With `number` it may be repeated: a session that is closed already is given as it is.',
    secured: true,
    parameters: [ofProfile],
    requestBody: body('CloseSession'),
    answers: { '200': answer('The closed session', 'Session') },
    errors: [
      ...reading,
      ...bodyErrors,
      ...(['not_found', 'till_unknown', 'session_not_open', 'session_busy', 'store_conflict'] as const),
    ],
  },
  {
    id: 'get-stock',
    method: 'get',
    route: 'stock',
    summary: 'Gives the stock of one SKU, or of all that ever moved',
    description: 'The sum of the movements, exact to the millionth; without `sku` all movements are walked.',
    secured: true,
    parameters: query(stockQuery),
    answers: { '200': answer('The stock', 'Stock') },
    errors: [...reading, 'not_found'],
  },
];
