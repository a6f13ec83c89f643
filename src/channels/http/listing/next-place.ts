import { PipelineError } from '../../../model/errors.js';
import type { Paging } from '../settings/listing.js';
import { readNextLink } from './link-header.js';
import { isCursor } from './page-url.js';
import type { OrdersAnswer } from './read-orders.js';

/** A page as far as it tells what comes next. */
export interface PageRead {
  orders: OrdersAnswer;
  /** The address that it was read from. */
  url: string;
  link: string | undefined;
  /** What it was asked for by; null for the first. */
  place: string | number | null;
  /** How many orders came up to and with it, how many there are in all, and how many a page was asked for. */
  seen: number;
  announced: number | null;
  pageSize: number;
}

type Counted = Extract<Paging, { by: 'page' | 'offset' }>;

function endsCounted({ last }: Counted, { orders, seen, announced, pageSize }: PageRead): boolean {
  if (orders.items.length === 0) return true;
  // More than were announced: some came while it was read, or the pages go in a circle, which only shows when one goes on.
  if (announced !== null) return seen === announced;
  return last === 'short' && orders.items.length < pageSize;
}

/** A cursor that says nothing of more pages leads on as long as there are orders. */
function nextCursor(
  { nextPath, morePath }: Extract<Paging, { by: 'cursor' }>,
  { orders }: PageRead,
): string | number | null {
  const more = morePath === undefined ? orders.items.length > 0 : orders.read(morePath) === true;
  const next = orders.read(nextPath);
  if (!more) return null;
  if (isCursor(next)) return next;
  if (morePath === undefined) return null;
  const message = `The answer says that there are more pages, but has no cursor at ${nextPath}`;
  throw new PipelineError('channel_page_invalid', message);
}

function nextLink({ link, url }: PageRead): string | null {
  const target = readNextLink(link);
  if (target === null) return null;
  if (URL.canParse(target, url)) return new URL(target, url).href;
  throw new PipelineError('channel_page_invalid', 'The link to the next page is no address');
}

/** What the next page is asked for by; null after the last. @throws `channel_page_invalid` */
export function nextPlace(paging: Paging, page: PageRead): string | number | null {
  if (paging.by === 'link') return nextLink(page);
  if (paging.by === 'cursor') return nextCursor(paging, page);
  if (paging.by === 'none' || endsCounted(paging, page)) return null;
  if (paging.by === 'offset') return page.seen;
  return Number(page.place ?? paging.first) + 1;
}
