import { type PipelineError, toPipelineError } from '../../../model/errors.js';
import type { ChannelResponse } from '../../../ports/channel.js';
import { type MagentoContext, send } from '../client.js';
import type { Endpoint } from '../endpoints.js';
import { type RemoteFault, readRemoteFault } from '../remote-fault.js';
import { readSearchPage } from '../search-page.js';
import { type Search, searchUrl } from '../search-url.js';

/** What came of asking: an answer of the shop, whatever its status, or why there was none. */
export type Probe = { answer: ChannelResponse; fault: RemoteFault } | { error: PipelineError };

/** The statuses that tell something about a connection. */
const TELLING = [400, 401, 403, 404];

/** Asks for a URL and never throws. */
export async function probe(context: MagentoContext, url: string): Promise<Probe> {
  try {
    const answer = await send(context, { method: 'GET', url, answers: TELLING });
    return { answer, fault: readRemoteFault(answer.text, context.secrets) };
  } catch (error) {
    return { error: toPipelineError(error) };
  }
}

/** Asks for a page of a search and never throws; a 200 that is not such a page, such as a login page, is a failure. */
export async function probeSearch(context: MagentoContext, endpoint: Endpoint, search: Search): Promise<Probe> {
  const found = await probe(context, searchUrl(context.settings, endpoint.search, search));
  if (!('answer' in found) || found.answer.status !== 200) return found;
  try {
    readSearchPage(found.answer.text, endpoint.idField);
    return found;
  } catch (error) {
    return { error: toPipelineError(error) };
  }
}

/** The status of the answer; null when there was none. */
export function statusOf(one: Probe): number | null {
  return 'answer' in one ? one.answer.status : null;
}

/** What the shop, or the failure to reach it, says. */
export function explain(one: Probe): string {
  if ('error' in one) return one.error.message;
  return `The shop answered ${one.answer.status}: ${one.fault.message ?? 'not a message of Magento'}`;
}
