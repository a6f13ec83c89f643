import { type ErrorCode, PipelineError } from '../model/errors.js';

interface Service {
  name: string;
  unavailable: ErrorCode;
  refused: ErrorCode;
}

const BLOB: Service = { name: 'Blob storage', unavailable: 'blob_unavailable', refused: 'blob_refused' };
const STORE: Service = { name: 'The order store', unavailable: 'store_unavailable', refused: 'store_refused' };

const NETWORK = /^(E[A-Z]{3,}|REQUEST_SEND_ERROR|PARSE_ERROR|ABORT_ERR|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_[A-Z_]+)$/;
const NETWORK_NAMES = new Set(['AbortError', 'TimeoutError']);
const REFUSED_NAMES = new Set(['CredentialUnavailableError', 'AuthenticationError', 'AggregateAuthenticationError']);

// What the Azure SDKs throw has no common class: some put the HTTP status into `statusCode`, some into `code`.
interface SdkError {
  name?: unknown;
  code?: unknown;
  statusCode?: unknown;
  retryAfterInMs?: unknown;
  response?: { headers?: { get?(name: string): string | undefined } };
}

/** The HTTP status of what an Azure SDK threw; undefined when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  const { statusCode, code } = asSdkError(error);
  if (typeof statusCode === 'number') return statusCode;
  return typeof code === 'number' ? code : undefined;
}

/** The service's own word for the failure, such as `BlobNotFound`; undefined when there is none. */
export function reasonOf(error: unknown): string | undefined {
  const { code } = asSdkError(error);
  return typeof code === 'string' ? code : undefined;
}

/** What the blob SDK threw as `blob_unavailable` or `blob_refused`; anything that is not its own comes back as it is. */
export function toBlobError(error: unknown): unknown {
  return translate(error, BLOB);
}

/** What the Cosmos SDK threw as `store_unavailable` or `store_refused`; anything that is not its own comes back as it is. */
export function toStoreError(error: unknown): unknown {
  return translate(error, STORE);
}

/** Whether a status says that trying again can help: time-out, throttling, a conflict inside the service, a server's fault. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 410 || status === 424 || status === 429 || status === 449 || status >= 500;
}

function translate(error: unknown, service: Service): unknown {
  if (error instanceof PipelineError) return error;
  const status = statusOf(error);
  const word = safeWord(reasonOf(error));
  if (status !== undefined) {
    const code = isPassing(status) ? service.unavailable : service.refused;
    const message = `${service.name} answered ${status}${word}`;
    const seconds = retryAfterSecondsOf(error);
    return new PipelineError(code, message, {
      cause: error,
      ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
    });
  }
  if (isNetworkFailure(error)) {
    return new PipelineError(service.unavailable, `${service.name} does not answer${word}`, { cause: error });
  }
  if (REFUSED_NAMES.has(nameOf(error))) {
    return new PipelineError(service.refused, `${service.name} cannot be reached without a credential`, {
      cause: error,
    });
  }
  return error;
}

// Only a bare word goes into a message: anything longer may hold an address or a signature.
function safeWord(reason: string | undefined): string {
  return reason !== undefined && /^[A-Za-z0-9_]{1,60}$/.test(reason) ? ` (${reason})` : '';
}

function isNetworkFailure(error: unknown): boolean {
  return NETWORK.test(reasonOf(error) ?? '') || NETWORK_NAMES.has(nameOf(error));
}

function nameOf(error: unknown): string {
  const { name } = asSdkError(error);
  return typeof name === 'string' ? name : '';
}

function retryAfterSecondsOf(error: unknown): number | undefined {
  const { retryAfterInMs, response } = asSdkError(error);
  if (typeof retryAfterInMs === 'number') return Math.ceil(retryAfterInMs / 1_000);
  const header = Number(response?.headers?.get?.('retry-after'));
  return Number.isFinite(header) && header >= 0 ? header : undefined;
}

function asSdkError(error: unknown): SdkError {
  return typeof error === 'object' && error !== null ? error : {};
}
