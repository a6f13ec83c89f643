import type { Json } from '../../diff/json.js';
import { isJsonObject } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import type { ChannelPage, ListRequest, RawRecord } from '../../ports/channel.js';
import { type MagentoContext, search } from './client.js';
import type { Endpoint } from './endpoints.js';
import { toEntityId } from './identify.js';
import { fromMagentoTime, toMagentoTime } from './magento-time.js';
import type { SearchItem, SearchPage } from './search-page.js';
import type { Filter } from './search-url.js';

/** The record that the last page ended with: where the next one goes on. */
interface Position {
  updatedAt: string;
  entityId: string;
}

type Placed = SearchItem & Position;

function toPosition(position: Json): Position | null {
  if (!isJsonObject(position)) return null;
  const { updatedAt } = position;
  const entityId = toEntityId(position.entityId);
  return typeof updatedAt === 'string' && entityId !== null ? { updatedAt, entityId } : null;
}

// (updated_at, entity_id) > position, in Magento's language: groups are joined by "and", the filters of one by "or".
function filterGroups(position: Position | null, since: string | null): Filter[][] {
  if (position !== null) {
    return [
      [{ field: 'updated_at', condition: 'gteq', value: position.updatedAt }],
      [
        { field: 'updated_at', condition: 'gt', value: position.updatedAt },
        { field: 'entity_id', condition: 'gt', value: position.entityId },
      ],
    ];
  }
  return since === null ? [] : [[{ field: 'updated_at', condition: 'gteq', value: toMagentoTime(since) }]];
}

function isPlaced(item: SearchItem): item is Placed {
  return item.entityId !== null && item.updatedAt !== null && fromMagentoTime(item.updatedAt) !== null;
}

function isAfter(item: Position, than: Position): boolean {
  if (item.updatedAt !== than.updatedAt) return item.updatedAt > than.updatedAt;
  return BigInt(item.entityId) > BigInt(than.entityId);
}

/** A shop that does not filter or sort as it was asked would make us skip records without a word. */
function checkOrder(items: readonly Placed[], position: Position | null): void {
  const first = items[0];
  if (first !== undefined && position !== null && !isAfter(first, position)) {
    const message = `The page after ${position.updatedAt} (${position.entityId}) begins with an earlier record`;
    throw new PipelineError('channel_page_repeated', message);
  }
  let last: Placed | undefined;
  for (const item of items) {
    if (last !== undefined && !isAfter(item, last)) {
      throw new PipelineError('channel_page_invalid', `The page is not sorted as asked at the record ${item.entityId}`);
    }
    last = item;
  }
}

async function readWholePage(context: MagentoContext, endpoint: Endpoint, request: ListRequest): Promise<SearchPage> {
  const groups = filterGroups(toPosition(request.position), request.since);
  const isShort = (page: SearchPage) => page.items.length < Math.min(request.pageSize, page.totalCount);
  let page = await search(context, endpoint, { groups, pageSize: request.pageSize });
  // Magento counts in a second query, so a record that is placed between the two is in the count alone.
  if (isShort(page)) page = await search(context, endpoint, { groups, pageSize: request.pageSize });
  if (!isShort(page)) return page;
  const promised = Math.min(request.pageSize, page.totalCount);
  throw new PipelineError(
    'channel_count_mismatch',
    `The page holds ${page.items.length} records, but should hold ${promised}`,
  );
}

function nextPosition(page: SearchPage, placed: readonly Placed[]): Json {
  if (page.items.length >= page.totalCount) return null;
  const last = placed.at(-1);
  if (last === undefined) throw new PipelineError('channel_page_invalid', 'No record of the page has an id and a date');
  return { updatedAt: last.updatedAt, entityId: last.entityId };
}

function toRecord({ raw, entityId, sourceVersion }: SearchItem & { entityId: string }): RawRecord {
  return { raw, recordId: entityId, sourceVersion };
}

/**
 * One page of a resource, oldest change first. Each page is asked for by what comes after the last record of the one before,
 * never by a page number: a record that changes meanwhile moves to the end and pushes no other across a border.
 * @throws `channel_page_invalid`, `channel_page_repeated`, `channel_count_mismatch`, and what `ChannelHttp` throws
 */
export async function listPage(
  context: MagentoContext,
  endpoint: Endpoint,
  request: ListRequest,
): Promise<ChannelPage> {
  const page = await readWholePage(context, endpoint, request);
  const position = toPosition(request.position);
  const placed = page.items.filter(isPlaced);
  checkOrder(placed, position);
  const records = page.items.filter((item) => item.entityId !== null) as (SearchItem & { entityId: string })[];
  return {
    records: records.map(toRecord),
    unreadable: page.items.filter((item) => item.entityId === null).map((item) => item.raw),
    watermark: fromMagentoTime(placed.at(-1)?.updatedAt ?? ''),
    position: nextPosition(page, placed),
    announced: position === null ? page.totalCount : null,
  };
}
