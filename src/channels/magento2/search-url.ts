import { restUrl } from './rest-url.js';
import type { MagentoSettings } from './schema.js';

/** One condition of a search. */
export interface Filter {
  field: string;
  condition: 'eq' | 'gt' | 'gteq';
  value: string;
}

/** A search: the groups must all hold, of each group's filters one must. Sorted oldest change first, ties by the entity id. */
export interface Search {
  groups: readonly (readonly Filter[])[];
  pageSize: number;
}

function filterParameters({ groups }: Search): [string, string][] {
  return groups.flatMap((group, g) =>
    group.flatMap((filter, f): [string, string][] => {
      const at = `searchCriteria[filter_groups][${g}][filters][${f}]`;
      return [
        [`${at}[field]`, filter.field],
        [`${at}[value]`, filter.value],
        [`${at}[condition_type]`, filter.condition],
      ];
    }),
  );
}

/** The URL of one page of a search; Magento's own order is descending, so each direction is said. */
export function searchUrl(settings: MagentoSettings, path: string, search: Search): string {
  const parameters: [string, string][] = [
    ...filterParameters(search),
    ['searchCriteria[sortOrders][0][field]', 'updated_at'],
    ['searchCriteria[sortOrders][0][direction]', 'ASC'],
    ['searchCriteria[sortOrders][1][field]', 'entity_id'],
    ['searchCriteria[sortOrders][1][direction]', 'ASC'],
    ['searchCriteria[pageSize]', String(search.pageSize)],
    ['searchCriteria[currentPage]', '1'],
  ];
  const query = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return `${restUrl(settings, path)}?${query}`;
}
