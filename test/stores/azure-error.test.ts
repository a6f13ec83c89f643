import { PipelineError } from '../../src/model/errors.js';
import { toBlobError, toStoreError } from '../../src/stores/azure-error.js';

const rest = (fields: object) =>
  Object.assign(new Error('https://account.blob.core.windows.net/queue?sig=s3cret'), fields);

test.each([
  [rest({ statusCode: 401 }), 'blob_refused', 'store_refused'],
  [rest({ statusCode: 403, code: 'AuthorizationFailure' }), 'blob_refused', 'store_refused'],
  [rest({ statusCode: 404, code: 'ContainerNotFound' }), 'blob_refused', 'store_refused'],
  [rest({ statusCode: 400 }), 'blob_refused', 'store_refused'],
  [rest({ statusCode: 408 }), 'blob_unavailable', 'store_unavailable'],
  [rest({ statusCode: 429 }), 'blob_unavailable', 'store_unavailable'],
  [rest({ statusCode: 500 }), 'blob_unavailable', 'store_unavailable'],
  [rest({ statusCode: 503, code: 'ServerBusy' }), 'blob_unavailable', 'store_unavailable'],
  [rest({ code: 429 }), 'blob_unavailable', 'store_unavailable'],
  [rest({ code: 410 }), 'blob_unavailable', 'store_unavailable'],
  [rest({ code: 449 }), 'blob_unavailable', 'store_unavailable'],
  [rest({ code: 'ECONNREFUSED' }), 'blob_unavailable', 'store_unavailable'],
  [rest({ code: 'ECONNRESET' }), 'blob_unavailable', 'store_unavailable'],
  [rest({ code: 'ENOTFOUND' }), 'blob_unavailable', 'store_unavailable'],
  [rest({ code: 'REQUEST_SEND_ERROR' }), 'blob_unavailable', 'store_unavailable'],
  [rest({ name: 'AbortError' }), 'blob_unavailable', 'store_unavailable'],
  [rest({ name: 'TimeoutError' }), 'blob_unavailable', 'store_unavailable'],
  [rest({ name: 'CredentialUnavailableError' }), 'blob_refused', 'store_refused'],
  [rest({ name: 'AuthenticationError', statusCode: 400 }), 'blob_refused', 'store_refused'],
])('%o becomes %s or %s, and its text stays out of the message', (error, blob, store) => {
  expect(toBlobError(error)).toMatchObject({
    code: blob,
    cause: error,
    message: expect.not.stringMatching(/s3cret|https/),
  });
  expect(toStoreError(error)).toMatchObject({
    code: store,
    cause: error,
    message: expect.not.stringMatching(/s3cret|https/),
  });
});

test('the time after which to try again is passed on', () => {
  const headers = { get: (name: string) => (name === 'retry-after' ? '7' : undefined) };
  expect(toBlobError(rest({ statusCode: 503, response: { headers } }))).toMatchObject({ retryAfterSeconds: 7 });
  expect(toStoreError(rest({ code: 429, retryAfterInMs: 1_200 }))).toMatchObject({ retryAfterSeconds: 2 });
  expect(toStoreError(rest({ code: 429 }))).toMatchObject({ retryAfterSeconds: undefined });
});

test('what no SDK threw comes back as it is', () => {
  for (const error of [new TypeError('a bug'), 'text', null, new PipelineError('cursor_busy', 'busy')]) {
    expect(toBlobError(error)).toBe(error);
    expect(toStoreError(error)).toBe(error);
  }
});
