import type { Json } from '../../../diff/json.js';
import type { ChannelPage, ListRequest } from '../../../ports/channel.js';
import { type Identify, toChannelPage } from '../../kit/read-page.js';
import { ask, requestHeaders } from '../ask.js';
import type { HttpContext } from '../http-context.js';
import { identifyOrder } from '../orders/identify.js';
import type { HttpSettings } from '../schema.js';
import { nextPlace } from './next-place.js';
import { isCursor, pageUrl } from './page-url.js';
import { fromPosition, type Position, toPosition } from './position.js';
import { type OrdersAnswer, readOrders } from './read-orders.js';

/** Identifies; what has no version of its own is as new as the answer that it came in, so that the same again costs next to nothing. */
export function identifyAt(settings: HttpSettings, at: Date): Identify {
  return (raw) => {
    const { recordId, sourceVersion } = identifyOrder(raw, settings);
    return { recordId, sourceVersion: sourceVersion ?? at.toISOString() };
  };
}

function announcedBy(orders: OrdersAnswer, { resources }: HttpSettings): number | null {
  const { paging } = resources.orders;
  const path = paging.by === 'page' || paging.by === 'offset' ? paging.totalPath : undefined;
  const total = path === undefined ? null : orders.read(path);
  return total !== null && /^\d{1,15}$/.test(String(total)) ? Number(total) : null;
}

/** The cursor that the next listing may begin with, as far as this one has come. */
function bookmarkOf(orders: OrdersAnswer, { resources }: HttpSettings, before: Json): Json {
  const { since } = resources.orders;
  if (since?.path === undefined) return null;
  const found = orders.read(since.path);
  return isCursor(found) ? found : before;
}

/**
 * One page of orders. Only the last page has a watermark, which is when the listing began by the clock of the system (never the date of
 * an order, as registers upload late), and the bookmark, where the system goes by a cursor of its own.
 * @throws `channel_page_invalid`, and what `ChannelHttp` throws
 */
export async function listOrders(context: HttpContext, request: ListRequest): Promise<ChannelPage> {
  const { settings } = context;
  const position = toPosition(request.position);
  const url = pageUrl(context, request, position);
  const answer = await ask(context, url);
  const orders = readOrders(
    answer.text,
    settings,
    requestHeaders(context),
    position === null ? 'first page' : 'later page',
  );
  const total = position === null ? announcedBy(orders, settings) : null;
  const seen = (position?.seen ?? 0) + orders.items.length;
  const announced = position?.announced ?? total;
  const { pageSize } = request;
  const read = { orders, url, link: answer.headers.link, place: position?.place ?? null, seen, announced, pageSize };
  const place = nextPlace(settings.resources.orders.paging, read);
  const begunAt = position?.begunAt ?? answer.askedAt.toISOString();
  const bookmark = bookmarkOf(orders, settings, position?.bookmark ?? request.bookmark ?? null);
  const next: Position | null = place === null ? null : { place, begunAt, seen, announced, bookmark };
  const page = toChannelPage(orders.items, identifyAt(settings, answer.askedAt), {
    position: next === null ? null : fromPosition(next),
    announced: total,
  });
  return { ...page, watermark: next === null ? begunAt : null, ...(next === null ? { bookmark } : {}) };
}
