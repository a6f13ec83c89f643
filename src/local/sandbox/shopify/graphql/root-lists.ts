import type { ShopProduct } from '../books/catalog.js';
import { figuresOf } from '../books/figures.js';
import type { ShopOrder } from '../books/order.js';
import type { ShopCustomer } from '../books/people.js';
import { matches, type SearchFields, warningsOf } from '../search/match.js';
import { parseSearch } from '../search/parse-query.js';
import { type ChangedAt, customerFields, orderFields, productFields } from '../search/search-fields.js';
import { type Connection, type ConnectionArguments, connect } from './connection.js';
import type { RequestContext } from './request-context.js';
import { compareRows, type SortedRow } from './sorted-row.js';
import { customerView } from './views/customer-view.js';
import { orderView } from './views/order-view.js';
import { productView } from './views/product-view.js';
import { visibleOrders } from './visible-orders.js';

/** The arguments of a list at the root. */
export interface ListArguments extends ConnectionArguments {
  query?: string | null;
  sortKey?: string | null;
}

interface Listed {
  id: string;
  createdAtMs: number;
  updatedAtMs: number;
}

interface RootList<Row extends Listed> {
  name: string;
  rows(context: RequestContext): readonly Row[];
  fields(changedAt: ChangedAt): SearchFields<Row>;
  /** What the sort keys of this kind sort by; the others sort by id. */
  sorts: Readonly<Record<string, (row: Row) => number | string>>;
  view(row: Row): object;
}

const ORDERS: RootList<ShopOrder> = {
  name: 'orders',
  rows: visibleOrders,
  fields: orderFields,
  sorts: {
    PROCESSED_AT: ({ processedAtMs }) => processedAtMs,
    ORDER_NUMBER: ({ number }) => number,
    TOTAL_PRICE: (order) => figuresOf(order).total.shop,
    CURRENT_TOTAL_PRICE: (order) => figuresOf(order).currentTotal.shop,
  },
  view: orderView,
};

const CUSTOMERS: RootList<ShopCustomer> = {
  name: 'customers',
  rows: ({ shop }) => shop.customers(),
  fields: customerFields,
  sorts: { NAME: ({ firstName, lastName }) => `${lastName}, ${firstName}` },
  view: customerView,
};

const PRODUCTS: RootList<ShopProduct> = {
  name: 'products',
  rows: ({ shop }) => shop.products(),
  fields: productFields,
  sorts: { TITLE: ({ title }) => title, VENDOR: ({ vendor }) => vendor },
  view: productView,
};

/** Lists orders: searched through the index where there is a search, and otherwise as the books are. */
export function listOrders(args: ListArguments, context: RequestContext): Connection {
  return list(ORDERS, args, context);
}

/** Lists customers, in the same way. */
export function listCustomers(args: ListArguments, context: RequestContext): Connection {
  return list(CUSTOMERS, args, context);
}

/** Lists products, in the same way. */
export function listProducts(args: ListArguments, context: RequestContext): Connection {
  return list(PRODUCTS, args, context);
}

/** How many orders fit, up to a limit. */
export function countOrders(
  { query, limit }: { query?: string | null; limit?: number | null },
  context: RequestContext,
) {
  const { rows } = search(ORDERS, query ?? null, context);
  const most = limit ?? Number.POSITIVE_INFINITY;
  return { count: Math.min(rows.length, most), precision: rows.length > most ? 'AT_LEAST' : 'EXACT' };
}

function list<Row extends Listed>(kind: RootList<Row>, args: ListArguments, context: RequestContext): Connection {
  // A cursor belongs to one way of sorting and one search.
  const tie = `${kind.name} ${args.sortKey ?? 'ID'} ${args.reverse === true} ${args.query ?? ''}`;
  const { bulkRead } = context;
  if (bulkRead === null) return connect(sortedRows(kind, args, context), { view: kind.view, args, context, tie });
  const all = (bulkRead.lists.get(tie) ?? sortedRows(kind, args, context)) as readonly SortedRow<Row>[];
  bulkRead.lists.set(tie, all as readonly SortedRow<never>[]);
  const until = bulkRead.from + bulkRead.size;
  if (until < all.length) bulkRead.hasMore = true;
  return connect(all.slice(bulkRead.from, until), { view: kind.view, args, context, tie });
}

function sortedRows<Row extends Listed>(
  kind: RootList<Row>,
  args: ListArguments,
  context: RequestContext,
): SortedRow<Row>[] {
  const { rows, changedAt } = search(kind, args.query ?? null, context);
  const sorts = {
    CREATED_AT: ({ createdAtMs }: Row) => createdAtMs,
    UPDATED_AT: (row: Row) => changedAt(row),
    ...kind.sorts,
  } as Readonly<Record<string, (row: Row) => number | string>>;
  const read = sorts[args.sortKey ?? 'ID'] ?? (() => 0);
  return rows.map((row) => ({ row, id: row.id, value: read(row) })).sort(compareRows);
}

function search<Row extends Listed>(kind: RootList<Row>, query: string | null, context: RequestContext) {
  const { shop, switches } = context;
  const rows = kind.rows(context);
  if (query === null || query.trim() === '') return { rows, changedAt: ({ updatedAtMs }: Listed) => updatedAtMs };
  const asOfMs = shop.now().getTime() - switches.indexLagMs;
  // An order, a customer and a product may share an id.
  const knownAt = ({ id }: { id: string }) => shop.index.updatedAt(`${kind.name}/${id}`, asOfMs);
  const changedAt = (row: { id: string }): number => knownAt(row) ?? 0;
  const fields = kind.fields(changedAt);
  const groups = parseSearch(query);
  const warnings = warningsOf(groups, fields);
  if (warnings.length > 0) context.searches.push({ path: [kind.name], query, warnings });
  const found = rows.filter((row) => knownAt(row) !== null && matches(row, groups, fields));
  return { rows: found, changedAt };
}
