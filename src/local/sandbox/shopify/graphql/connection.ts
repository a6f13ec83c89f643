import type { RequestContext } from './request-context.js';
import { shopifyError } from './shopify-error.js';
import { compareRows, type SortedRow } from './sorted-row.js';

/** How much of a connection is asked for. */
export interface ConnectionArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** Part of a list, with cursors. */
export interface Connection {
  edges(): { cursor: string; node: object }[];
  nodes(): object[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const MAX_PAGE = 250;
const MAX_DEPTH = 25_000;

/** Connects a list that belongs to one object; its cursors are good for that list only. */
export function connectList<Row>(
  rows: readonly Row[],
  view: (row: Row) => object,
  args: ConnectionArguments,
  context: RequestContext,
): Connection {
  const sorted = rows.map((row, index) => ({ row, id: String(index), value: index }));
  return connect(sorted, { view, args, context, tie: 'list' });
}

/** Connects sorted rows; a cursor of another `tie`, that is of another sort or search, is refused. */
export function connect<Row>(
  rows: readonly SortedRow<Row>[],
  {
    view,
    args,
    context,
    tie,
  }: { view(row: Row): object; args: ConnectionArguments; context: RequestContext; tie: string },
): Connection {
  if (context.bulkRead === null) checkSize(args);
  const order = args.reverse === true ? -1 : 1;
  const all = order < 0 ? rows.toReversed() : rows;
  const from = args.after == null ? 0 : firstBeyond(all, readCursor(args.after, tie), order, 1);
  const until = args.before == null ? all.length : firstBeyond(all, readCursor(args.before, tie), order, 0);
  const between = all.slice(from, until);
  const page = context.bulkRead !== null ? between : takePage(between, args);
  const start = page[0] === undefined ? from : all.indexOf(page[0]);
  if (start + page.length > MAX_DEPTH) {
    throw shopifyError('The page is deeper than 25000 objects; narrow the search instead.', 'BAD_REQUEST');
  }
  const cursorOf = (row: SortedRow<Row> | undefined): string | null =>
    row === undefined ? null : writeCursor(row, tie);
  return {
    edges: () => page.map((one) => ({ cursor: writeCursor(one, tie), node: view(one.row) })),
    nodes: () => page.map((one) => view(one.row)),
    pageInfo: {
      hasNextPage: start + page.length < all.length,
      hasPreviousPage: start > 0,
      startCursor: cursorOf(page[0]),
      endCursor: cursorOf(page.at(-1)),
    },
  };
}

function checkSize({ first, last }: ConnectionArguments): void {
  if (first == null && last == null) {
    throw shopifyError('you must provide one of first or last', 'BAD_REQUEST');
  }
  const size = first ?? last ?? 0;
  if (size < 0 || size > MAX_PAGE) {
    throw shopifyError(`first and last must be between 0 and ${MAX_PAGE}, not ${size}`, 'BAD_REQUEST');
  }
}

function takePage<Row>(rows: readonly Row[], { first, last }: ConnectionArguments): readonly Row[] {
  if (first != null) return rows.slice(0, first);
  return last == null || last === 0 ? [] : rows.slice(-last);
}

type Cursor = Omit<SortedRow<unknown>, 'row'>;

function firstBeyond(rows: readonly Cursor[], cursor: Cursor, order: 1 | -1, least: 0 | 1): number {
  const at = rows.findIndex((row) => compareRows(row, cursor) * order >= least);
  return at < 0 ? rows.length : at;
}

function writeCursor({ id, value }: Cursor, tie: string): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value, tie })).toString('base64url');
}

function readCursor(text: string, tie: string): Cursor {
  const cursor = parseCursor(text);
  if (cursor.tie === tie && typeof cursor.last_id === 'string') {
    return { id: cursor.last_id, value: cursor.last_value as string | number };
  }
  throw shopifyError('Invalid cursor for current pagination sort.', 'BAD_REQUEST');
}

function parseCursor(text: string): { last_id?: unknown; last_value?: unknown; tie?: unknown } {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) ?? {};
  } catch {
    return {};
  }
}
