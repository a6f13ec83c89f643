import { isJsonObject, type Json } from '../../../diff/json.js';
import type { ChannelPage, ListRequest } from '../../../ports/channel.js';
import { type BulkPlace, listBulk, startBulk } from '../bulk/list-bulk.js';
import type { ResourceSelection } from '../selection/resource-selection.js';
import type { ShopContext } from '../shop-context.js';
import { listPaged, type PagedPlace } from './paged.js';
import { isLong, openWindow } from './window.js';

/**
 * One page of a resource. A listing that reaches far back is read by a bulk operation of the shop, any other page by page, oldest
 * change first; the upper bound is fixed when the listing begins, and kept in the position.
 * @throws `channel_page_invalid`, `channel_page_repeated`, `channel_count_mismatch`, and what asking throws
 */
export async function listPage(
  shop: ShopContext,
  selection: ResourceSelection,
  { since, position, pageSize }: ListRequest,
): Promise<ChannelPage> {
  const paged = placeIn(position, 'paged');
  if (paged !== null) return named('paged', await listPaged(shop, selection, paged as unknown as PagedPlace, pageSize));
  const bulk = placeIn(position, 'bulk') as unknown as BulkPlace | null;
  const window = openWindow(since, shop.now());
  const place =
    bulk ?? (shop.settings.bulk === 'auto' && isLong(window) ? await startBulk(shop, selection, window) : null);
  const page = place === null ? null : await listBulk(shop, selection, place, pageSize);
  if (page !== null) return named('bulk', page);
  // The shop had no room for the operation, or it failed: the same window is read page by page.
  const begun = bulk === null ? window : { since: bulk.since, until: bulk.until, cap: bulk.cap };
  return named('paged', await listPaged(shop, selection, { ...begun, after: null, depth: 0, newest: null }, pageSize));
}

function placeIn(position: Json, name: 'paged' | 'bulk'): Json {
  return isJsonObject(position) ? (position[name] ?? null) : null;
}

function named(name: 'paged' | 'bulk', page: ChannelPage): ChannelPage {
  return { ...page, position: page.position === null ? null : { [name]: page.position } };
}
