import { type ApiOperation, access, answer, bodyErrors, inPath, query, reading, ref } from './openapi-operation.js';
import { listRunsQuery } from './query-parameters.js';

const profile = inPath('profileId', { type: 'string' });

/** What belongs to the pulls of a profile. */
export const runOperations: readonly ApiOperation[] = [
  {
    id: 'sync-profile',
    method: 'post',
    route: 'profiles/{profileId}/sync',
    summary: 'Asks for a pull of a profile now',
    description:
      'Takes an administration token. Without a body all that the profile pulls, from where the last pull ended.',
    secured: true,
    parameters: [profile],
    requestBody: { required: false, content: { 'application/json': { schema: ref('SyncRequest') } } },
    answers: {
      '202': answer('The pulls are asked for; each run is at its address once it has begun', 'SyncReceipt', {
        Location: { schema: { type: 'string' }, description: 'The first of the runs.' },
      }),
    },
    errors: [
      ...access,
      ...(['forbidden', 'not_found', 'channel_unknown', 'parameter_invalid'] as const),
      ...bodyErrors,
    ],
  },
  {
    id: 'list-runs',
    method: 'get',
    route: 'profiles/{profileId}/runs',
    summary: 'Lists the latest runs of a profile, newest start first',
    secured: true,
    parameters: [profile, ...query(listRunsQuery)],
    answers: { '200': answer('The runs', 'RunList') },
    errors: [...reading, 'not_found'],
  },
  {
    id: 'get-run',
    method: 'get',
    route: 'profiles/{profileId}/runs/{runId}',
    summary: 'Gives one run, and what has become of its records by now',
    secured: true,
    parameters: [profile, inPath('runId', { type: 'string' })],
    answers: { '200': answer('The run', 'RunWithOutcome') },
    errors: [...reading, 'not_found'],
  },
];
