import { getOwn, isJsonObject, type Json } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { earliestInstant, latestInstant } from '../../model/instant.js';
import type { ChannelPage, ListRequest } from '../../ports/channel.js';
import { type Identify, toChannelPage } from '../kit/read-page.js';
import { askAnyhow, readAnswer } from './client.js';
import { listCriteria, type PageWish, pageLimit } from './criteria.js';
import type { Entity } from './entities.js';
import { readSearchPage, type SearchItem, type SearchPage } from './search-page.js';
import type { ShopwareContext } from './shopware-context.js';

/** Where a listing stands. */
interface Position {
  /** The number of the record that the last page ended with. */
  after: number;
  /** The newest version so far; null when there was none. */
  newest: string | null;
  /** When the listing began, by the shop's clock: what changes later may be behind a page that was read already. */
  begunAt: string;
}

function toPosition(position: Json): Position | null {
  if (!isJsonObject(position)) return null;
  const [after, newest, begunAt] = ['after', 'newest', 'begunAt'].map((key) => getOwn(position, key));
  if (typeof after !== 'number' || typeof begunAt !== 'string') return null;
  return { after, newest: typeof newest === 'string' ? newest : null, begunAt };
}

interface DatedPage extends SearchPage {
  /** What time it was in the shop. */
  at: string;
}

async function askForPage(context: ShopwareContext, entity: Entity, wish: PageWish): Promise<DatedPage> {
  const criteria = listCriteria(entity, context.settings, wish);
  const answer = await askAnyhow(context, { path: `search/${entity.path}`, criteria });
  const date = Date.parse(answer.headers.date ?? '');
  const at = Number.isNaN(date) ? context.now() : new Date(date);
  return { ...readSearchPage(readAnswer(context, answer)), at: at.toISOString() };
}

async function readWholePage(context: ShopwareContext, entity: Entity, wish: PageWish): Promise<DatedPage> {
  const isShort = ({ items, total }: SearchPage) => items.length < Math.min(wish.limit, total);
  // The shop counts in a second query, so a record that is placed between the two is in the count alone.
  const first = await askForPage(context, entity, wish);
  const page = isShort(first) ? await askForPage(context, entity, wish) : first;
  if (!isShort(page)) return page;
  const promised = Math.min(wish.limit, page.total);
  throw new PipelineError(
    'channel_count_mismatch',
    `The page holds ${page.items.length} records, but should hold ${promised}`,
  );
}

/** A shop that does not filter or sort as it was asked would make us skip records without a word. */
function checkOrder(items: readonly SearchItem[], position: Position | null): void {
  let last = position?.after ?? -1;
  for (const { autoIncrement } of items) {
    if (autoIncrement === null) continue;
    if (autoIncrement <= last) {
      const repeated = position !== null && autoIncrement <= position.after;
      const message = repeated
        ? `The page after the record ${position.after} holds the earlier record ${autoIncrement}`
        : `The page is not sorted as asked at the record ${autoIncrement}`;
      throw new PipelineError(repeated ? 'channel_page_repeated' : 'channel_page_invalid', message);
    }
    last = autoIncrement;
  }
}

function nextPosition(page: SearchPage, newest: string | null, begunAt: string): Position | null {
  if (page.items.length >= page.total) return null;
  const after = page.items.findLast(({ autoIncrement }) => autoIncrement !== null)?.autoIncrement ?? null;
  if (after !== null) return { after, newest, begunAt };
  throw new PipelineError('channel_page_invalid', 'No record of the page has an autoIncrement');
}

/**
 * One page of what changed, in the order in which the shop made the records. Only the last page has a watermark, because the pages do
 * not follow the changes: the newest change of them all, but none after the listing began.
 * @throws `channel_page_invalid`, `channel_page_repeated`, `channel_count_mismatch`, and what `ChannelHttp` throws
 */
export async function listPage(
  context: ShopwareContext,
  entity: Entity,
  identify: Identify,
  { since, position: given, pageSize }: ListRequest,
): Promise<ChannelPage> {
  const position = toPosition(given);
  const wish = { since, after: position?.after ?? null, limit: pageLimit(pageSize) };
  const page = await readWholePage(context, entity, wish);
  checkOrder(page.items, position);
  const announced = position === null ? page.total : null;
  const found = toChannelPage(page.items, identify, { position: null, announced });
  const newest = latestInstant([position?.newest ?? null, found.watermark]);
  const begunAt = position?.begunAt ?? page.at;
  const next = nextPosition(page, newest, begunAt);
  if (next !== null) return { ...found, watermark: null, position: { ...next } };
  return { ...found, watermark: newest === null ? null : earliestInstant([newest, begunAt]) };
}
