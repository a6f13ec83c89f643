import type { JsonObject } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import type { ChannelRequest, ChannelResponse } from '../../ports/channel.js';
import { accessToken, dropToken } from './access-token.js';
import { apiUrl } from './api-url.js';
import { readRemoteFault } from './remote-fault.js';
import { pause, type ShopwareContext } from './shopware-context.js';

/** The refusals that Shopware explains in its body. */
const EXPLAINED = [400, 401, 403, 404, 405, 412];
const MAX_WAITS = 2;
const LONGEST_WAIT_SECONDS = 60;
// In the answer itself the seconds stand in `meta`; what comes through the client is the sentence.
const SECONDS = /try again in (\d{1,6}) second/i;

/** What is asked of the Admin API: a search where there are criteria, which may be repeated like a GET. */
export interface Question {
  path: string;
  criteria?: JsonObject;
}

function toRequest(context: ShopwareContext, { path, criteria }: Question, token: string): ChannelRequest {
  const url = apiUrl(context.settings, path);
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  if (criteria === undefined) return { method: 'GET', url, headers: () => headers, answers: EXPLAINED };
  return {
    method: 'POST',
    url,
    headers: () => ({ ...headers, 'content-type': 'application/json' }),
    body: JSON.stringify(criteria),
    repeatable: true,
    answers: EXPLAINED,
  };
}

/** Shopware says in the body alone how long to wait, so that the client cannot know it. */
function secondsToWait(error: unknown): number | null {
  if (!(error instanceof PipelineError) || error.code !== 'channel_throttled') return null;
  if (error.retryAfterSeconds !== undefined) return null;
  const seconds = SECONDS.exec(error.message)?.[1];
  return seconds === undefined ? null : Number(seconds);
}

async function sendPatiently(context: ShopwareContext, request: ChannelRequest): Promise<ChannelResponse> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await context.http.send(request);
    } catch (error) {
      const seconds = secondsToWait(error);
      if (seconds === null) throw error;
      if (waits === MAX_WAITS || seconds > LONGEST_WAIT_SECONDS) {
        throw new PipelineError('channel_throttled', (error as PipelineError).message, { retryAfterSeconds: seconds });
      }
      await pause(context, seconds);
    }
  }
}

/**
 * Asks the Admin API and gives the answer, whatever its status is of those that Shopware explains. A token that is refused is
 * renewed once.
 * @throws what `ChannelHttp` throws, and `channel_unauthorized` when the sign-in is refused
 */
export async function askAnyhow(context: ShopwareContext, question: Question): Promise<ChannelResponse> {
  const token = await accessToken(context);
  const answer = await sendPatiently(context, toRequest(context, question, token));
  if (answer.status !== 401) return answer;
  dropToken(context, token);
  return sendPatiently(context, toRequest(context, question, await accessToken(context)));
}

/** The text of an answer that is none of the refusals. @throws `channel_unauthorized`, `channel_refused` with what Shopware says */
export function readAnswer({ secrets }: ShopwareContext, { status, text }: ChannelResponse): string {
  if (status < 300) return text;
  const { message } = readRemoteFault(text, secrets);
  const said = `The channel answered ${status}: ${message ?? 'not a message of Shopware'}`;
  throw new PipelineError(status === 401 || status === 403 ? 'channel_unauthorized' : 'channel_refused', said);
}

/** Asks the Admin API. @throws what `askAnyhow` and `readAnswer` throw */
export async function ask(context: ShopwareContext, question: Question): Promise<string> {
  return readAnswer(context, await askAnyhow(context, question));
}
