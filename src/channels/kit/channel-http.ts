import http from 'node:http';
import https from 'node:https';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { type ErrorCode, PipelineError } from '../../model/errors.js';
import type { ChannelHttp, ChannelRequest, ChannelResponse } from '../../ports/channel.js';
import type { Clock } from '../../ports/clock.js';
import { type AllowedTarget, checkChannelUrl } from './channel-url.js';
import { ACCEPT_ENCODING, decodeBody } from './decode-body.js';
import { ADDRESS_REFUSED, createGuardedLookup, type Resolve, resolveHost } from './guarded-lookup.js';
import { remoteMessage } from './remote-message.js';
import { LONGEST_WAIT_MS, parseRetryAfterMs, retryDelayMs } from './retry-delay.js';
import type { TokenBucket } from './token-bucket.js';

const MAX_TRIES = 3;

/** What a channel client is bound to: one profile's origin, its limits, and the world. */
export interface ChannelHttpOptions extends AllowedTarget {
  /** For one try, from connecting to the last byte. */
  timeoutMs: number;
  /** The longest answer, counted while it arrives and after decompression. */
  maxBytes: number;
  clock: Clock;
  random(): number;
  /** Waited for before each try; that time is no part of the request's. */
  bucket?: Pick<TokenBucket, 'take'> | undefined;
  /** Told of each try; `status` is null when there was no answer. */
  onRequest?(request: { ms: number; status: number | null }): void;
  /** Resolves host names; the operating system's resolver by default. */
  resolve?: Resolve;
}

/** How one try ended when it did not succeed; `answered` = the system did not carry it out, and said so. */
interface Failure {
  error: PipelineError;
  retryAfterMs: number | null;
  answered?: boolean;
}

type Sent = Record<string, string>;
type Try = { answer: ChannelResponse } | Failure;

// The axios error itself must not travel as a cause: it holds the request's headers, and so the secrets.
function fail(code: ErrorCode, message: string, retryAfterMs: number | null = null): Failure {
  const seconds = retryAfterMs === null ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) };
  return { error: new PipelineError(code, message, seconds), retryAfterMs };
}

function createInstance(options: ChannelHttpOptions): AxiosInstance {
  const agentOptions = options.allowPrivate
    ? { keepAlive: true }
    : { keepAlive: true, lookup: createGuardedLookup(options.resolve ?? resolveHost) };
  return axios.create({
    adapter: 'http',
    httpAgent: new http.Agent(agentOptions),
    httpsAgent: new https.Agent(agentOptions),
    proxy: false,
    maxRedirects: 0,
    maxContentLength: options.maxBytes,
    timeout: options.timeoutMs,
    validateStatus: () => true,
    // axios would take a compressed body that is cut short for a whole one, so it is unpacked here.
    decompress: false,
    responseType: 'arraybuffer',
    // axios would trim a JSON body, or quote one that is not JSON: a signature over it would no longer hold.
    transformRequest: (body: unknown) => body,
  });
}

function plainHeaders(response: AxiosResponse): Record<string, string> {
  const entries = Object.entries(response.headers).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function askedDelayMs(answer: ChannelResponse, { retryAfter }: ChannelRequest, now: Date): number | null {
  const byHeader = parseRetryAfterMs(answer.headers['retry-after'], now);
  if (byHeader !== null || retryAfter === undefined) return byHeader;
  const seconds = retryAfter(answer);
  return seconds !== null && seconds >= 0 && seconds < Number.POSITIVE_INFINITY ? Math.ceil(seconds * 1_000) : null;
}

function explainStatus(answer: ChannelResponse, request: ChannelRequest, sent: Sent, now: Date): Failure {
  const { status, text } = answer;
  const said = remoteMessage(text, sent);
  const message = said === null ? `The channel answered ${status}` : `The channel answered ${status}: ${said}`;
  const retryAfterMs = status === 429 || status >= 500 ? askedDelayMs(answer, request, now) : null;
  if (status === 429) return { ...fail('channel_throttled', message, retryAfterMs), answered: true };
  if (status >= 500) return fail('channel_unavailable', message, retryAfterMs);
  if (status === 401 || status === 403) return fail('channel_unauthorized', message);
  if (status >= 300 && status < 400) return fail('channel_refused', `${message}; redirects are not followed`);
  return fail('channel_refused', message);
}

// The errors of sockets, name lookup, TLS and zlib have a code; a mistake of ours has none and is not the channel's.
function isFailureOfIo(error: unknown): error is NodeJS.ErrnoException {
  return axios.isAxiosError(error) || typeof (error as NodeJS.ErrnoException | null)?.code === 'string';
}

function explainError(error: NodeJS.ErrnoException, options: ChannelHttpOptions, timedOut: boolean): Failure {
  const { code, message } = error;
  if (code === ADDRESS_REFUSED) return fail('channel_url_refused', message);
  if (code === 'ERR_BUFFER_TOO_LARGE' || message.startsWith('maxContentLength')) {
    return fail('channel_refused', `The answer is larger than ${options.maxBytes} bytes; ask for smaller pages`);
  }
  if (timedOut || code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
    return fail('channel_unavailable', `The channel did not answer within ${options.timeoutMs} ms`);
  }
  return fail('channel_unavailable', `The channel could not be read: ${code ?? error.name}`);
}

async function tryOnce(
  instance: AxiosInstance,
  request: ChannelRequest,
  headers: Sent,
  options: ChannelHttpOptions,
): Promise<Try> {
  const { method, url, body, answers = [] } = request;
  const startedMs = options.clock.now().getTime();
  // axios bounds connecting and silence; an answer that trickles in for ever is bounded by the signal.
  const signal = AbortSignal.timeout(options.timeoutMs);
  let status: number | null = null;
  try {
    const response = await instance.request<Buffer>({ method, url, data: body, headers, signal });
    status = response.status;
    const received = plainHeaders(response);
    const text = await decodeBody(response.data, received['content-encoding'], options.maxBytes);
    const answer = { status, headers: received, text };
    const isAnswer = (status >= 200 && status < 300) || answers.includes(status);
    return isAnswer ? { answer } : explainStatus(answer, request, headers, options.clock.now());
  } catch (error) {
    if (!isFailureOfIo(error)) throw error;
    return explainError(error, options, signal.aborted);
  } finally {
    options.onRequest?.({ ms: options.clock.now().getTime() - startedMs, status });
  }
}

/** Whether another try may help soon, and cannot do twice what was to be done once. */
function mayRepeat({ method, repeatable = method !== 'POST' }: ChannelRequest, failure: Failure): boolean {
  const { error, answered, retryAfterMs } = failure;
  return error.disposition === 'retry' && (repeatable || answered === true) && (retryAfterMs ?? 0) <= LONGEST_WAIT_MS;
}

/**
 * The hardened HTTP client of one profile: its own origin only, https and public addresses only (unless `allowPrivate`), no
 * redirects, no proxy, bounded time and size. What may pass by itself is tried three times in all, unless the remote asks to be left
 * alone for more than a minute.
 */
export function createChannelHttp(options: ChannelHttpOptions): ChannelHttp {
  const instance = createInstance(options);
  return {
    async send(request) {
      const checked = checkChannelUrl(request.url, options).href;
      for (let tries = 1; ; tries += 1) {
        await options.bucket?.take();
        const sent = { 'user-agent': 'tributary', 'accept-encoding': ACCEPT_ENCODING, ...request.headers() };
        const result = await tryOnce(instance, { ...request, url: checked }, sent, options);
        if ('answer' in result) return result.answer;
        if (tries === MAX_TRIES || !mayRepeat(request, result)) throw result.error;
        await options.clock.sleep(retryDelayMs(tries, result.retryAfterMs, options.random));
      }
    },
  };
}
