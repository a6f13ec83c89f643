import type { JsonObject } from '../../kit/json-object.js';
import type { MagentoSwitches } from '../faults.js';
import { fieldRequired, MagentoError } from '../magento-error.js';
import { echoSearchCriteria, parseSearchCriteria, type SearchCriteria } from '../search-criteria.js';
import { filterRows, pageOf, sortRows } from '../search-rows.js';
import type { Table } from '../table.js';

/** A listing and how it differs from the others. */
export interface Searchable {
  table: Table;
  /** What the interface answers to a column that it does not have. */
  unknownColumn(name: string): MagentoError;
  /** A row as this installation shows it in a page. */
  serve(id: number, payload: JsonObject, switches: MagentoSwitches): JsonObject;
}

/** Answers a search by its raw query string. */
export type Search = (query: string, switches: MagentoSwitches) => JsonObject;

/** Creates the search of a listing. It keeps the last sorted list for as long as the table does not change, because a reader asks page after page in one order. */
export function createSearch({ table, unknownColumn, serve }: Searchable): Search {
  let kept: { key: string; ids: readonly number[] } = { key: '', ids: [] };
  const sorted = (sortOrders: SearchCriteria['sortOrders']): readonly number[] => {
    const key = `${table.revision()} ${JSON.stringify(sortOrders)}`;
    if (kept.key !== key) kept = { key, ids: sortRows(table.ids(), sortOrders, table.column) };
    return kept.ids;
  };
  return (query, switches) => {
    const asked = parseSearchCriteria(query);
    if (asked === null) throw fieldRequired('searchCriteria');
    const criteria = limitPage(asked, switches.maxPageSize);
    const unknown = columnsOf(criteria).find((name) => !table.columns.has(name));
    if (unknown !== undefined) throw unknownColumn(unknown);
    const found = filterRows(sorted(criteria.sortOrders), criteria.filterGroups, table.column);
    const items = pageOf(found, criteria, switches.repeatLastPage).flatMap((id) => {
      const payload = table.show(id);
      return payload === undefined ? [] : [serve(id, payload, switches)];
    });
    return {
      items: items.length === 0 && switches.itemsNull ? null : items,
      search_criteria: echoSearchCriteria(criteria),
      total_count: found.length + switches.totalCountLie,
    };
  };
}

const DEFAULT_PAGE_SIZE = 20;

function limitPage(criteria: SearchCriteria, max: number | null): SearchCriteria {
  if (max === null) return criteria;
  if (criteria.pageSize !== null && criteria.pageSize > max) {
    throw new MagentoError(400, 'Maximum SearchCriteria pageSize is %max', { max });
  }
  return { ...criteria, pageSize: criteria.pageSize ?? Math.min(DEFAULT_PAGE_SIZE, max) };
}

function columnsOf(criteria: SearchCriteria): string[] {
  const filtered = criteria.filterGroups.flat().map((filter) => filter.field);
  return [...filtered, ...criteria.sortOrders.map((order) => order.field)];
}
