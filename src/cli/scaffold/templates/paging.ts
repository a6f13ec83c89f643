/** How a channel gives its listings page by page. */
export type Paging = 'page' | 'cursor' | 'link';

/** The parts of the files that depend on how a channel pages. */
export interface PagingTemplate {
  imports: Readonly<Record<string, readonly string[]>>;
  client: string;
  /** `pages.ts` of the sandbox. */
  sandbox: string;
}

const PAGE = `/** A page: the nth of what changed at or after an instant. */
type Place = { since: string | null; page: number };

function toPlace({ since, position }: ListRequest): Place {
  if (!isJsonObject(position)) return { since, page: 1 };
  return { since: typeof position.since === 'string' ? position.since : null, page: Number(position.page) };
}

/**
 * Where the next page is. An order that changes meanwhile moves to the end, and those behind it move up by one: so a page of several
 * instants is followed by the first page from its last instant on, and only what changed in one instant is paged by number.
 */
function placeAfter({ records }: ChannelPage, { since, page }: Place): Place {
  const versions = records.map(({ sourceVersion }) => sourceVersion).filter((version) => version !== null);
  const isSorted = versions.every((version, at) => Date.parse(version) >= Date.parse(versions[at - 1] ?? version));
  if (!isSorted) throw new PipelineError('channel_page_invalid', 'The page is not sorted by the time of change');
  const last = versions.at(-1);
  return last === undefined || last === versions[0] ? { since, page: page + 1 } : { since: last, page: 1 };
}

/** One page of orders, oldest change first. @throws what \`ChannelHttp\` throws, \`channel_page_invalid\` */
export async function listOrders(context: Context, request: ListRequest): Promise<ChannelPage> {
  const place = toPlace(request);
  const query: Record<string, string> = { page: String(place.page), per_page: String(request.pageSize) };
  if (place.since !== null) query.updated_since = place.since;
  const answer = readPage((await send(context, urlOf(context, '/orders', query))).text, {{records}});
  const total = answer.read({{total}});
  const count = typeof total === 'number' ? total : null;
  const before = (place.page - 1) * request.pageSize;
  if (count !== null && before + answer.items.length > count)
    throw new PipelineError('channel_page_invalid', \`The page holds more than the \${count} orders that there are\`);
  const announced = request.position === null ? count : null;
  const page = toChannelPage(answer.items, identifyOrder, { position: null, announced });
  // Where the answer does not say how many there are, the first page that is not full is the last one.
  const isLast = count === null ? answer.items.length < request.pageSize : before + request.pageSize >= count;
  return isLast ? page : { ...page, position: placeAfter(page, place) };
}
`;

const CURSOR = `/** One page of orders, oldest change first. @throws what \`ChannelHttp\` throws, \`channel_page_invalid\` */
export async function listOrders(context: Context, request: ListRequest): Promise<ChannelPage> {
  const query: Record<string, string> = { limit: String(request.pageSize) };
  if (request.since !== null) query.updated_since = request.since;
  if (typeof request.position === 'string') query.cursor = request.position;
  const answer = readPage((await send(context, urlOf(context, '/orders', query))).text, {{records}});
  const next = answer.read({{next}});
  const position = typeof next === 'string' && next !== '' ? next : null;
  return toChannelPage(answer.items, identifyOrder, { position });
}
`;

const LINK = `/** The target of \`Link: <…>; rel="next"\` (RFC 8288): its path and query alone, so that no answer leads to another host. */
function nextPath(header: string, base: string): string | null {
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (!/;\\s*rel\\s*=\\s*"?([^";]*\\s)?next\\b/i.test(parameters)) continue;
    if (!URL.canParse(target, base)) throw new PipelineError('channel_page_invalid', 'The next page has no address');
    const { pathname, search } = new URL(target, base);
    return pathname + search;
  }
  return null;
}

/** One page of orders, oldest change first. @throws what \`ChannelHttp\` throws, \`channel_page_invalid\` */
export async function listOrders(context: Context, request: ListRequest): Promise<ChannelPage> {
  const query: Record<string, string> = { limit: String(request.pageSize) };
  if (request.since !== null) query.updated_since = request.since;
  const { position: path } = request;
  const first = urlOf(context, '/orders', query);
  const url = typeof path === 'string' ? new URL(path, first).href : first;
  const answer = await send(context, url);
  const position = nextPath(answer.headers.link ?? '', url);
  return toChannelPage(readPage(answer.text, {{records}}).items, identifyOrder, { position });
}
`;

const HEAD = `import { renderOrder } from './render-order.js';
import type { Shop } from './shop.js';

/** A page as it is sent. */
export interface Page {
  body: unknown;
  headers: Record<string, string>;
}

const MAX_SIZE = 250;

function sizeOf(text: string | null): number {
  return Math.min(MAX_SIZE, Math.max(1, Number(text ?? 50) || 50));
}
`;

const SANDBOX_PAGE = `${HEAD}
/** The nth page of what changed at or after \`updated_since\`. Past the end it is empty, or, as some have it, the last one again. */
export function pageOf(shop: Shop, query: URLSearchParams, repeatLastPage: boolean): Page {
  const size = sizeOf(query.get('per_page'));
  const found = shop.changedSince(query.get('updated_since'));
  const last = Math.max(1, Math.ceil(found.length / size));
  const asked = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const page = repeatLastPage ? Math.min(asked, last) : asked;
  const orders = found.slice((page - 1) * size, page * size).map(renderOrder);
{{counting}}  return { body: {{body}}, headers: {} };
}
`;

const SANDBOX_CURSOR = `${HEAD}
/** What changed at or after \`updated_since\`, behind the order that \`cursor\` names. */
export function pageOf(shop: Shop, query: URLSearchParams): Page {
  const size = sizeOf(query.get('limit'));
  const found = shop.changedSince(query.get('updated_since'));
  const after = Buffer.from(query.get('cursor') ?? '', 'base64url').toString();
  const rest = found.slice(found.findIndex((order) => shop.placeOf(order) === after) + 1);
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  const orders = shown.map(renderOrder);
  const next = last === undefined || rest.length <= size ? null : Buffer.from(shop.placeOf(last)).toString('base64url');
  return { body: {{body}}, headers: {} };
}
`;

const SANDBOX_LINK = `${HEAD}
/** What changed at or after \`updated_since\`, behind the order that \`after\` names; the next page is a link in the header. */
export function pageOf(shop: Shop, query: URLSearchParams): Page {
  const size = sizeOf(query.get('limit'));
  const found = shop.changedSince(query.get('updated_since'));
  const rest = found.slice(found.findIndex((order) => shop.placeOf(order) === query.get('after')) + 1);
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  const orders = shown.map(renderOrder);
  if (last === undefined || rest.length <= size) return { body: {{body}}, headers: {} };
  const next = new URLSearchParams(query);
  next.set('after', shop.placeOf(last));
  return { body: {{body}}, headers: { link: \`</orders?\${next}>; rel="next"\` } };
}
`;

const JSON_OBJECT = { '../../diff/json.js': ['isJsonObject'] };

/** The ways to page that can be chosen. */
export const pagingTemplates: Readonly<Record<Paging, PagingTemplate>> = {
  page: { imports: JSON_OBJECT, client: PAGE, sandbox: SANDBOX_PAGE },
  cursor: { imports: {}, client: CURSOR, sandbox: SANDBOX_CURSOR },
  link: { imports: {}, client: LINK, sandbox: SANDBOX_LINK },
};
