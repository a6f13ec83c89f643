import type { HttpAnswer, HttpCall } from '../kit/http-call.js';
import type { JsonObject, JsonValue } from '../kit/json-object.js';
import type { PosSwitches } from './faults.js';
import type { Pos } from './pos.js';
import { renderOldSale, renderSale } from './render-sale.js';
import type { SaleBook } from './sale-book.js';

const MOST = 200;

/** One request's share of the server. */
interface Asked {
  pos: Pos;
  switches: PosSwitches;
  call: HttpCall;
  query: URLSearchParams;
}

/** A JSON answer. */
export function jsonAnswer(status: number, body: JsonValue, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 50);
  return Number.isSafeInteger(limit) && limit > 0 ? Math.min(limit, MOST) : 50;
}

function show({ pos, switches }: Asked, book: SaleBook): JsonObject {
  const payload = renderSale(book, pos);
  return switches.badRecords.includes(book.orderId) ? { ...payload, GrandTotal: 'a lot' } : payload;
}

/** `/v1/sales`: what came behind a version, by the numbers of the server. */
function listByVersion(asked: Asked): HttpAnswer {
  const since = Number(asked.query.get('since_version') ?? 0);
  const behind = asked.pos.books().filter(({ version }) => version > since);
  const page = behind.slice(0, limitOf(asked.query));
  const next = page.at(-1)?.version ?? since;
  const data = page.map((book) => show(asked, book));
  return jsonAnswer(200, { data, next_version: next, has_more: behind.length > page.length });
}

/** What the server had since an instant, to the second and with that second itself. */
function booksSince({ pos, query }: Asked): readonly SaleBook[] {
  const since = Date.parse(query.get('since') ?? '');
  if (Number.isNaN(since)) return pos.books();
  return pos.books().filter(({ receivedAt }) => receivedAt.getTime() >= since);
}

function pageOf(asked: Asked): { page: readonly SaleBook[]; number: number; total: number; pages: number } {
  const books = booksSince(asked);
  const limit = limitOf(asked.query);
  const pages = Math.max(1, Math.ceil(books.length / limit));
  const wanted = Math.max(1, Number(asked.query.get('page') ?? 1) || 1);
  const number = asked.switches.repeatLastPage ? Math.min(wanted, pages) : wanted;
  return { page: books.slice((number - 1) * limit, number * limit), number, total: books.length, pages };
}

/** `/orders`: a bare list, with a Link header to the next page. */
function listLinked(asked: Asked): HttpAnswer {
  const { page, number, pages } = pageOf(asked);
  const next = new URLSearchParams(asked.query);
  next.set('page', String(number + 1));
  const headers: Record<string, string> = number < pages ? { link: `<${asked.call.path}?${next}>; rel="next"` } : {};
  return jsonAnswer(
    200,
    page.map((book) => show(asked, book)),
    headers,
  );
}

/** `/orders/paged`: an object with orders and their total. */
function listPaged(asked: Asked): HttpAnswer {
  const { page, total } = pageOf(asked);
  return jsonAnswer(200, { orders: page.map((book) => show(asked, book)), total });
}

/** `/old/orders`: all of it, each time, in the other spelling. */
function listOld({ pos }: Asked): HttpAnswer {
  return jsonAnswer(
    200,
    pos.books().map((book) => renderOldSale(book, pos)),
  );
}

/** `/v1/sales/{id}`: the receipt of an order that the server had last. */
function getSale(asked: Asked, orderId: string): HttpAnswer {
  const book = asked.pos.find(orderId).at(-1);
  return book === undefined ? jsonAnswer(404, { error: 'There is no such sale' }) : jsonAnswer(200, show(asked, book));
}

const LISTINGS: Readonly<Record<string, (asked: Asked) => HttpAnswer>> = {
  '/v1/sales': listByVersion,
  '/orders': listLinked,
  '/orders/paged': listPaged,
  '/old/orders': listOld,
};

/** Answers a request as the server of the POS does; every one needs the key in `X-Api-Key`. */
export function answerCall(pos: Pos, switches: PosSwitches, call: HttpCall): HttpAnswer {
  if (call.headers['x-api-key'] !== pos.apiKey) return jsonAnswer(401, { error: 'The API key is missing or wrong' });
  if (call.method !== 'GET') return jsonAnswer(405, { error: 'Only GET is possible' });
  const asked = { pos, switches, call, query: new URLSearchParams(call.query) };
  const listing = Object.hasOwn(LISTINGS, call.path) ? LISTINGS[call.path] : undefined;
  if (listing !== undefined) return listing(asked);
  const id = /^\/v1\/sales\/([^/]+)$/.exec(call.path)?.[1];
  return id === undefined
    ? jsonAnswer(404, { error: 'There is nothing here' })
    : getSale(asked, decodeURIComponent(id));
}
