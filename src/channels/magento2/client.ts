import type { ChannelContext } from '../../ports/channel.js';
import { authorizeOAuth1 } from './oauth1.js';
import type { MagentoSettings } from './schema.js';
import { readSearchPage, type SearchPage } from './search-page.js';
import { type Search, searchUrl } from './search-url.js';

function authorize(context: ChannelContext<MagentoSettings>, url: string): string {
  const { consumerKey = '', consumerSecret = '', accessToken = '', accessTokenSecret = '' } = context.secrets;
  if (context.settings.auth === 'bearer') return `Bearer ${accessToken}`;
  const credentials = { consumerKey, consumerSecret, accessToken, accessTokenSecret };
  return authorizeOAuth1(url, credentials, context.now());
}

/** Asks for one page of a search, signed afresh for each try. @throws what `ChannelHttp` throws, and `channel_page_invalid` */
export async function search(
  context: ChannelContext<MagentoSettings>,
  resource: string,
  query: Search,
): Promise<SearchPage> {
  const url = searchUrl(context.settings, resource, query);
  const headers = () => ({ accept: 'application/json', authorization: authorize(context, url) });
  const answer = await context.http.send({ method: 'GET', url, headers });
  return readSearchPage(answer.text);
}
