import { getOwn, isJsonObject, type Json } from '../../../diff/json.js';
import { type PipelineError, toPipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';
import type { ChannelResponse } from '../../../ports/channel.js';
import { askAnyhow, type Question } from '../client.js';
import { type RemoteFault, readRemoteFault } from '../remote-fault.js';
import { readSearchPage } from '../search-page.js';
import type { ShopwareContext } from '../shopware-context.js';

/** What came of asking: an answer of the shop, whatever its status, or why there was none. */
export type Probe = { answer: ChannelResponse; fault: RemoteFault } | { error: PipelineError };

/** Asks and never throws; a search that is answered with something else, such as a login page, is a failure. */
export async function probe(context: ShopwareContext, question: Question): Promise<Probe> {
  try {
    const answer = await askAnyhow(context, question);
    if (answer.status === 200 && question.path.startsWith('search/')) readSearchPage(answer.text);
    return { answer, fault: readRemoteFault(answer.text, context.secrets) };
  } catch (error) {
    return { error: toPipelineError(error) };
  }
}

/** The status of the answer; null when there was none. */
export function statusOf(one: Probe): number | null {
  return 'answer' in one ? one.answer.status : null;
}

/** What a field of the answer says; null when there is none. */
export function fieldOf(one: Probe, key: string): Json {
  if (!('answer' in one) || one.answer.status !== 200) return null;
  try {
    const body = parseJson(one.answer.text);
    return isJsonObject(body) ? (getOwn(body, key) ?? null) : null;
  } catch {
    return null;
  }
}

/** What the shop, or the failure to reach it, says. */
export function explain(one: Probe): string {
  if ('error' in one) return one.error.message;
  return `The shop answered ${one.answer.status}: ${one.fault.message ?? 'not a message of Shopware'}`;
}
