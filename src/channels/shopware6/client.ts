import type { JsonObject } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import type { ChannelRequest, ChannelResponse } from '../../ports/channel.js';
import { accessToken, dropToken } from './access-token.js';
import { apiUrl } from './api-url.js';
import { readRemoteFault, secondsToWait } from './remote-fault.js';
import type { ShopwareContext } from './shopware-context.js';

/** The refusals that Shopware explains in its body. */
const EXPLAINED = [400, 401, 403, 404, 405, 412];

/** What is asked of the Admin API: a search where there are criteria, which may be repeated like a GET. */
export interface Question {
  path: string;
  criteria?: JsonObject;
}

function toRequest(context: ShopwareContext, { path, criteria }: Question, token: string): ChannelRequest {
  const url = apiUrl(context.settings, path);
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  const common = { url, answers: EXPLAINED, retryAfter: secondsToWait };
  if (criteria === undefined) return { ...common, method: 'GET', headers: () => headers };
  return {
    ...common,
    method: 'POST',
    headers: () => ({ ...headers, 'content-type': 'application/json' }),
    body: JSON.stringify(criteria),
    repeatable: true,
  };
}

/**
 * Asks the Admin API and gives the answer, whatever its status is of those that Shopware explains. A token that is refused is
 * renewed once.
 * @throws what `ChannelHttp` throws, and `channel_unauthorized` when the sign-in is refused
 */
export async function askAnyhow(context: ShopwareContext, question: Question): Promise<ChannelResponse> {
  const token = await accessToken(context);
  const answer = await context.http.send(toRequest(context, question, token));
  if (answer.status !== 401) return answer;
  dropToken(context, token);
  return context.http.send(toRequest(context, question, await accessToken(context)));
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
