import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { earliestInstant, latestInstant } from '../../../model/instant.js';
import type { ChannelPage, RawRecord } from '../../../ports/channel.js';
import { askSized } from '../graphql/ask.js';
import { toLegacyId } from '../ids.js';
import type { ShopifySettings } from '../schema.js';
import type { ResourceSelection } from '../selection/resource-selection.js';
import type { ShopContext } from '../shop-context.js';
import { toRawRecord } from './raw-record.js';
import { readConnection } from './read-connection.js';
import { capByClock, capped, searchText, type Window } from './window.js';

/** Where a paged listing stands. */
export interface PagedPlace extends Window {
  after: string | null;
  /** How many rows were read since `after` was null. */
  depth: number;
  /** The newest version so far. */
  newest: string | null;
}

/** So many pages of a day that was read before are passed over in one call. */
const MAX_PASSED = 10;
const LARGEST_PAGE = 250;
/** A search gives 25,000 rows at most; long before that a new one begins where this one is. */
const DEEPEST = 20_000;

/**
 * The next page that holds anything. The page size shrinks by itself to what one query may cost, and is remembered.
 * @throws what asking throws, `channel_page_invalid`, `channel_page_repeated`
 */
export async function listPaged(
  shop: ShopContext,
  selection: ResourceSelection,
  start: PagedPlace,
  pageSize: number,
): Promise<ChannelPage> {
  let place = start;
  for (let passed = 1; ; passed += 1) {
    const page = await readPage(shop, selection, place, pageSize);
    if (page.after !== null && page.after === place.after) {
      throw new PipelineError('channel_page_repeated', 'The next page begins where this one does');
    }
    const { records, unreadable } = await toRecords(shop, selection, page.nodes, page.place);
    const versions = records.map(({ sourceVersion }) => sourceVersion);
    const newest = latestInstant([page.place.newest, ...versions]);
    const isDone = page.after === null;
    place = { ...page.place, after: page.after, depth: page.place.depth + page.nodes.length, newest };
    if (!isDone && place.depth >= DEEPEST) place = beginAnew(place, earliestInstant(versions));
    if (!isDone && records.length + unreadable.length === 0 && passed < MAX_PASSED) continue;
    return {
      records,
      unreadable,
      // The search is sorted by what it knows of an order, which may be older than the order itself: until the end only the
      // oldest change of the page is sure to be behind.
      watermark: capped(place, isDone ? place.newest : earliestInstant(versions)),
      position: isDone ? null : { ...place },
      announced: null,
    };
  }
}

/** Begins a new search at the oldest change of the last page; what was read before is read twice, and nothing is left out. */
function beginAnew(place: PagedPlace, since: string | null): PagedPlace {
  const isFurther = since !== null && (place.since === null || Date.parse(since) > Date.parse(place.since));
  if (isFurther) return { ...place, since, after: null, depth: 0 };
  const message = `More than ${DEEPEST} records changed at ${place.since}, which is more than one search gives`;
  throw new PipelineError('channel_refused', message);
}

interface ReadPage {
  nodes: Json[];
  after: string | null;
  place: PagedPlace;
}

// The size is part of the text, as what a query costs is remembered by its text.
function pageQuery({ root, select }: ResourceSelection, settings: ShopifySettings, first: number): string {
  const page = `nodes { ${select(settings)} } pageInfo { hasNextPage endCursor }`;
  const connection = `${root}(first: ${first}, after: $after, query: $search, sortKey: UPDATED_AT) { ${page} }`;
  return `query Page($after: String, $search: String) { ${connection} }`;
}

async function readPage(
  shop: ShopContext,
  selection: ResourceSelection,
  place: PagedPlace,
  wanted: number,
): Promise<ReadPage> {
  const { root, dayPrecise } = selection;
  const { pageSizes } = shop.memory;
  const variables = { after: place.after, search: searchText(place, dayPrecise) };
  let first = Math.min(wanted, LARGEST_PAGE, pageSizes.get(root) ?? LARGEST_PAGE);
  for (;;) {
    const answer = await askSized(shop, { query: pageQuery(selection, shop.settings, first), variables });
    if (answer.data !== null) {
      refuseIgnoredTerms(answer.extensions);
      const isFirst = place.after === null && place.newest === null;
      const timed = isFirst ? { ...place, ...capByClock(place, answer.headers.date, shop.now()) } : place;
      return { ...readConnection(answer.data, root), place: timed };
    }
    if (first === 1) throw new PipelineError('channel_refused', `Even one of the ${root} costs more than a query may`);
    first = smaller(first, answer.cost, answer.most);
    pageSizes.set(root, first);
  }
}

/** A search term that the shop passed over would make another listing than was asked for. */
function refuseIgnoredTerms(extensions: Json): void {
  const notes = isJsonObject(extensions) ? extensions.search : null;
  const warned = (Array.isArray(notes) ? notes : []).filter(
    (note) => isJsonObject(note) && Array.isArray(note.warnings) && note.warnings.length > 0,
  );
  if (warned.length === 0) return;
  const said = JSON.stringify(warned).slice(0, 300);
  throw new PipelineError('channel_refused', `The shop does not search as it was asked: ${said}`);
}

/** A page size that one query can afford: by what the shop said, else half of it. */
function smaller(first: number, cost: number | null, most: number | null): number {
  const half = Math.floor(first / 2);
  const fitting = cost === null || most === null ? half : Math.floor((first * most) / cost);
  return Math.max(1, Math.min(fitting, first - 1));
}

interface Taken {
  records: RawRecord[];
  unreadable: string[];
}

async function toRecords(
  shop: ShopContext,
  selection: ResourceSelection,
  nodes: readonly Json[],
  { since }: Window,
): Promise<Taken> {
  const taken: Taken = { records: [], unreadable: [] };
  for (const node of nodes) {
    if (!isJsonObject(node) || toLegacyId(node.id) === null) taken.unreadable.push(JSON.stringify(node));
    else if (!selection.dayPrecise || !isBefore(node, since)) {
      taken.records.push(await toRawRecord(shop, selection, node));
    }
  }
  return taken;
}

function isBefore({ updatedAt }: JsonObject, since: string | null): boolean {
  return since !== null && typeof updatedAt === 'string' && Date.parse(updatedAt) < Date.parse(since);
}
