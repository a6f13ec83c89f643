import type { JsonObject } from '../kit/json-object.js';
import { invalidType, MagentoError } from './magento-error.js';

/** One comparison of a search. */
export interface SearchFilter {
  field: string;
  value: string;
  conditionType: string;
}

/** A search: the groups must all hold, and of a group's filters any one. */
export interface SearchCriteria {
  filterGroups: SearchFilter[][];
  sortOrders: { field: string; direction: 'ASC' | 'DESC' }[];
  /** Null means no limit. */
  pageSize: number | null;
  currentPage: number | null;
}

/**
 * Reads the search from a raw query string, in snake_case and camelCase spellings; null if there is none at all.
 * Sort direction defaults to DESC, condition type to eq. Throws a 400 for numbers that are none.
 */
export function parseSearchCriteria(query: string): SearchCriteria | null {
  const tree = readTree(query).get('search_criteria');
  if (tree === undefined) return null;
  if (typeof tree === 'string') return { filterGroups: [], sortOrders: [], pageSize: null, currentPage: null };
  return {
    filterGroups: children(tree, 'filter_groups').map((group) => children(group, 'filters').map(readFilter)),
    sortOrders: children(tree, 'sort_orders').map(readSortOrder),
    pageSize: readInteger(tree.get('page_size')),
    currentPage: readInteger(tree.get('current_page')),
  };
}

/** The search as the answer repeats it. */
export function echoSearchCriteria(criteria: SearchCriteria): JsonObject {
  const { filterGroups, sortOrders, pageSize, currentPage } = criteria;
  return {
    filter_groups: filterGroups.map((group) => ({
      filters: group.map(({ field, value, conditionType }) => ({ field, value, condition_type: conditionType })),
    })),
    ...(sortOrders.length > 0 ? { sort_orders: sortOrders } : {}),
    ...(pageSize === null ? {} : { page_size: pageSize }),
    ...(currentPage === null ? {} : { current_page: currentPage }),
  };
}

type Tree = Map<string, Tree | string>;

/** `a[b][0]=c` becomes a tree of maps; later values win, as in PHP. */
function readTree(query: string): Tree {
  const root: Tree = new Map();
  for (const [name, value] of new URLSearchParams(query)) {
    const path = name.split(/[[\]]+/).filter((part) => part !== '');
    const last = path.pop();
    if (last === undefined) continue;
    let node = root;
    for (const part of path) node = descend(node, toSnakeCase(part));
    node.set(toSnakeCase(last), value);
  }
  return root;
}

function descend(node: Tree, name: string): Tree {
  const found = node.get(name);
  if (found instanceof Map) return found;
  const created: Tree = new Map();
  node.set(name, created);
  return created;
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function children(node: Tree | string, name: string): (Tree | string)[] {
  const list = typeof node === 'string' ? undefined : node.get(name);
  return list instanceof Map ? [...list.values()] : [];
}

function text(node: Tree | string, name: string): string | null {
  const value = typeof node === 'string' ? undefined : node.get(name);
  return typeof value === 'string' ? value : null;
}

function readFilter(node: Tree | string): SearchFilter {
  return {
    field: text(node, 'field') ?? '',
    value: text(node, 'value') ?? '',
    conditionType: text(node, 'condition_type') ?? 'eq',
  };
}

function readSortOrder(node: Tree | string): SearchCriteria['sortOrders'][number] {
  const direction = (text(node, 'direction') ?? 'DESC').toUpperCase();
  if (direction !== 'ASC' && direction !== 'DESC')
    throw new MagentoError(400, 'Invalid sort direction: %1', [direction]);
  return { field: text(node, 'field') ?? '', direction };
}

function readInteger(value: Tree | string | undefined): number | null {
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string' || !/^-?\d+$/.test(value)) throw invalidType(String(value), 'int');
  return Number(value);
}
