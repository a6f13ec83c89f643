import type { MagentoSwitches } from './faults.js';
import type { JsonObject, JsonValue } from './json-object.js';
import { fieldRequired, internalError, invalidType, MagentoError, noSuchEntity } from './magento-error.js';
import { ORDER_COLUMNS } from './order-columns.js';
import type { OrderPayload } from './render-order.js';
import type { MagentoRoute, RouteRequest } from './route.js';
import { withDiscountedRowTotals } from './row-total-mode.js';
import { echoSearchCriteria, parseSearchCriteria, type SearchCriteria } from './search-criteria.js';
import { filterRows, pageOf, sortRows } from './search-rows.js';
import type { MagentoShop } from './shop.js';

/** The routes that read orders: the search and the single order. */
export function orderRoutes(shop: MagentoShop): MagentoRoute[] {
  const resource = 'Magento_Sales::actions_view';
  const sorted = createSortedIds(shop);
  return [
    { pattern: /^\/orders$/, resource, answer: (request) => searchOrders(request, shop, sorted) },
    { pattern: /^\/orders\/([^/]+)$/, resource, answer: (request) => readOrder(request, shop) },
  ];
}

type SortedIds = (sortOrders: SearchCriteria['sortOrders']) => readonly number[];

/** Keeps the last sorted list for as long as the shop does not change, because a reader asks page after page in one order. */
function createSortedIds(shop: MagentoShop): SortedIds {
  let kept: { key: string; ids: readonly number[] } = { key: '', ids: [] };
  return (sortOrders) => {
    const key = `${shop.revision()} ${JSON.stringify(sortOrders)}`;
    if (kept.key !== key) kept = { key, ids: sortRows(shop.orderIds(), sortOrders, shop.orderColumn) };
    return kept.ids;
  };
}

function searchOrders({ query, switches }: RouteRequest, shop: MagentoShop, sorted: SortedIds): JsonObject {
  const asked = parseSearchCriteria(query);
  if (asked === null) throw fieldRequired('searchCriteria');
  const criteria = limitPage(asked, switches.maxPageSize);
  checkColumns(criteria);
  const found = filterRows(sorted(criteria.sortOrders), criteria.filterGroups, shop.orderColumn);
  const items = pageOf(found, criteria, switches.repeatLastPage).flatMap((id) => {
    const order = shop.order(id);
    return order === undefined ? [] : [asServed(order, switches)];
  });
  return {
    items: items.length === 0 && switches.itemsNull ? null : items,
    search_criteria: echoSearchCriteria(criteria),
    total_count: found.length + switches.totalCountLie,
  };
}

function readOrder({ captured, switches }: RouteRequest, shop: MagentoShop): JsonValue {
  const id = captured[0] ?? '';
  if (!/^\d+$/.test(id)) throw invalidType(id, 'int');
  const order = shop.order(Number(id));
  if (order === undefined) throw noSuchEntity('orderId', id);
  return asServed(order, switches);
}

function asServed(order: OrderPayload, switches: MagentoSwitches): JsonObject {
  return switches.rowTotalMode === 'discounted' ? withDiscountedRowTotals(order) : order;
}

const DEFAULT_PAGE_SIZE = 20;

function limitPage(criteria: SearchCriteria, max: number | null): SearchCriteria {
  if (max === null) return criteria;
  if (criteria.pageSize !== null && criteria.pageSize > max) {
    throw new MagentoError(400, 'Maximum SearchCriteria pageSize is %max', { max });
  }
  return { ...criteria, pageSize: criteria.pageSize ?? Math.min(DEFAULT_PAGE_SIZE, max) };
}

function checkColumns(criteria: SearchCriteria): void {
  const filtered = criteria.filterGroups.flat().map((filter) => filter.field);
  const named = [...filtered, ...criteria.sortOrders.map((order) => order.field)];
  if (named.some((field) => !ORDER_COLUMNS.has(field))) throw internalError('5f1e0c0ffee00');
}
