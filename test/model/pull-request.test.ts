import { pullRequest } from '../../src/model/pull-request.js';

const request = {
  runId: 'r',
  profileId: 'p',
  resource: 'orders',
  requestedAt: '2026-11-20T10:00:00Z',
  kind: 'changes',
  reason: 'schedule',
  slice: 1,
};
const retry = { tries: 2, failedAt: '2026-11-20T10:00:00Z' };
const notBefore = '2026-11-20T10:05:00Z';

test('a request that an earlier version wrote is due when it said', () => {
  expect(pullRequest.parse({ ...request, retry: { ...retry, notBefore } })).toEqual({ ...request, notBefore, retry });
});

test.each([
  ['at once', {}],
  ['later', { notBefore }],
  ['later, after a failure', { notBefore, retry }],
])('a request that is due %s is read as it is written', (_, own) => {
  expect(pullRequest.parse({ ...request, ...own })).toEqual({ ...request, ...own });
});

test.each([null, 7, [], { ...request, retry: { notBefore } }, { ...request, slice: -1 }])('%j is none', (value) => {
  expect(pullRequest.safeParse(value).success).toBe(false);
});
