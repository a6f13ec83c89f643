import { PipelineError } from '../../model/errors.js';
import type { ChannelContext, ChannelRequest, ChannelResponse } from '../../ports/channel.js';
import type { Endpoint } from './endpoints.js';
import { authorizeOAuth1 } from './oauth1.js';
import { readRemoteFault } from './remote-fault.js';
import { restUrl } from './rest-url.js';
import type { MagentoSettings } from './schema.js';
import { readSearchItem, readSearchPage, type SearchItem, type SearchPage } from './search-page.js';
import { type Search, searchUrl } from './search-url.js';

/** A context of a Magento profile. */
export type MagentoContext = ChannelContext<MagentoSettings>;

/** The message of a 404 that means a wrong address, not a missing record. */
export const NO_ROUTE = 'Request does not match any route.';

function authorize(context: MagentoContext, method: string, url: string): string {
  const { consumerKey = '', consumerSecret = '', accessToken = '', accessTokenSecret = '' } = context.secrets;
  if (context.settings.auth === 'bearer') return `Bearer ${accessToken}`;
  const credentials = { consumerKey, consumerSecret, accessToken, accessTokenSecret };
  return authorizeOAuth1({ method, url }, credentials, context.now());
}

/** Sends a request, signed afresh for each try. @throws what `ChannelHttp` throws */
export function send(context: MagentoContext, request: Omit<ChannelRequest, 'headers'>): Promise<ChannelResponse> {
  const type: Record<string, string> = request.body === undefined ? {} : { 'content-type': 'application/json' };
  const headers = () => ({
    accept: 'application/json',
    authorization: authorize(context, request.method, request.url),
    ...type,
  });
  return context.http.send({ ...request, headers });
}

/** Asks for one page of a search. @throws what `ChannelHttp` throws, and `channel_page_invalid` */
export async function search(context: MagentoContext, endpoint: Endpoint, query: Search): Promise<SearchPage> {
  const url = searchUrl(context.settings, endpoint.search, query);
  const answer = await send(context, { method: 'GET', url });
  return readSearchPage(answer.text, endpoint.idField);
}

/**
 * Reads one record by its own path; null when the shop has none. A 404 that says nothing of a record, such as a proxy's or one of
 * a path that does not exist, is a failure.
 * @throws what `ChannelHttp` throws, `channel_refused`, `channel_page_invalid`
 */
export async function readOne(context: MagentoContext, path: string, endpoint: Endpoint): Promise<SearchItem | null> {
  const answer = await send(context, { method: 'GET', url: restUrl(context.settings, path), answers: [404] });
  if (answer.status !== 404) return readSearchItem(answer.text, endpoint.idField);
  const { pattern, message } = readRemoteFault(answer.text, context.secrets);
  if (pattern !== null && pattern !== NO_ROUTE) return null;
  throw new PipelineError('channel_refused', `The channel answered 404: ${message ?? 'not a message of the shop'}`);
}
